"""/settings, /language, /pause, /resume."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.i18n import speak
from bot.services import readers, subscriptions
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.showing import reply, send_to_presser, show
from bot.telegram.typed import parse_language
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views import settings as screens
from bot.views.callbacks import Action, Flow, Press
from bot.views.help import sentence
from bot.views.topics import choose_topics
from bot.views.welcome import choose_language, welcome
from digests.models import Language
from storage.database import Database


def router() -> Router:
    router = Router(name="settings")
    for name, command in (
        ("settings", settings),
        ("language", language),
        ("pause", pause),
        ("resume", resume),
    ):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(open_settings, Pressed(Action.SETTINGS), private)
    router.callback_query.register(open_below, Pressed(Action.TUNE), private)
    router.callback_query.register(open_languages, Pressed(Action.LANGUAGES), private)
    router.callback_query.register(press_language, Pressed(Action.LANGUAGE), private)
    router.callback_query.register(press_pause, Pressed(Action.PAUSE), private)
    router.callback_query.register(press_resume, Pressed(Action.RESUME), private)
    return router


async def settings(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await _settings(visit, db))


async def language(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    said = (command.args or "").strip()
    chosen = parse_language(said)
    if chosen:
        await reply(message, await _speak(chosen, visit, db))
        return
    if said:
        await reply(message, sentence(visit.say("languages-unknown")))
    await reply(message, choose_language(visit.say))


async def pause(message: Message, visit: Visit, db: Database) -> None:
    await subscriptions.pause(db, visit.destination.id, visit.now)
    await reply(message, screens.paused(visit.say))


async def resume(message: Message, visit: Visit, db: Database) -> None:
    await subscriptions.resume(db, visit.destination.id)
    subscription = await subscriptions.current(db, visit.destination.id, visit.now)
    await reply(message, screens.resumed(subscription, visit.say))


async def open_settings(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _settings(visit, db))


async def open_below(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    """Under a digest, which stays as it is."""
    await send_to_presser(call, bot, await _settings(visit, db))


async def open_languages(call: CallbackQuery, press: Press, bot: Bot, visit: Visit) -> None:
    first_sight = press.arguments[0] == Flow.WELCOME
    await show(call, bot, welcome() if first_sight else choose_language(visit.say))


async def press_language(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    chosen = parse_language(press.arguments[0])
    if chosen is None:
        return
    settings_in_it = await _speak(chosen, visit, db)
    if press.arguments[1] == Flow.WELCOME:
        subscription = await subscriptions.current(db, visit.destination.id, visit.now)
        await show(call, bot, choose_topics(subscription, speak(chosen), Flow.WELCOME))
    else:
        await show(call, bot, settings_in_it)


async def press_pause(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await subscriptions.pause(db, visit.destination.id, visit.now)
    await show(call, bot, await _settings(visit, db))


async def press_resume(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await subscriptions.resume(db, visit.destination.id)
    await show(call, bot, await _settings(visit, db))


async def _settings(visit: Visit, db: Database) -> views.Message:
    subscription = await subscriptions.current(db, visit.destination.id, visit.now)
    return screens.settings(subscription, visit.say)


async def _speak(chosen: Language, visit: Visit, db: Database) -> views.Message:
    """The settings in the language that is spoken from now on."""
    await readers.set_language(db, visit.destination.id, chosen)
    subscription = await subscriptions.current(db, visit.destination.id, visit.now)
    return screens.settings(subscription, speak(chosen))
