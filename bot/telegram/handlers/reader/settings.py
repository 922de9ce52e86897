"""/settings, /pause, /resume."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.intake import drafts
from bot.subscribers import subscriptions
from bot.telegram.handlers.reader.settings_screens import menu_screen, settings_screen
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed
from bot.telegram.shared.replies import edit_or_send, reply, send_to_user
from bot.views.common.buttons import Action, Press
from bot.views.reader import settings as screens
from storage.database import Database


def router() -> Router:
    router = Router(name="settings")
    for name, command in (("settings", settings), ("pause", pause), ("resume", resume)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(open_settings, Pressed(Action.SETTINGS), private)
    router.callback_query.register(open_below, Pressed(Action.TUNE), private)
    router.callback_query.register(press_pause, Pressed(Action.PAUSE), private)
    router.callback_query.register(press_resume, Pressed(Action.RESUME), private)
    router.callback_query.register(press_at_once, Pressed(Action.AT_ONCE), private, IsEditor())
    return router


async def settings(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await settings_screen(context, db))


async def pause(message: Message, context: RequestContext, db: Database) -> None:
    await subscriptions.pause(db, context.destination.id, context.now)
    await reply(message, screens.paused(context.say))


async def resume(message: Message, context: RequestContext, db: Database) -> None:
    await subscriptions.resume(db, context.destination.id)
    subscription = await subscriptions.current(db, context.destination.id, context.now)
    await reply(message, screens.resumed(subscription, context.say))


async def open_settings(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await settings_screen(context, db))


async def open_below(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    """Open the settings below a digest, which stays as it is."""
    await send_to_user(call, bot, await settings_screen(context, db))


async def press_pause(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await subscriptions.pause(db, context.destination_for(press.flow), context.now)
    await edit_or_send(call, bot, await menu_screen(context, db, press.flow.chat))


async def press_resume(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await subscriptions.resume(db, context.destination_for(press.flow))
    await edit_or_send(call, bot, await menu_screen(context, db, press.flow.chat))


async def press_at_once(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await drafts.set_adds_at_once(db, context.person.id, press.arguments[0] == "1")
    await edit_or_send(call, bot, await settings_screen(context, db))
