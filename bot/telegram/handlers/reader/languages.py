"""/language: the one that is spoken, and those of the news."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.subscribers import subscriptions
from bot.telegram.handlers.reader.preferences import open_post_languages
from bot.telegram.handlers.reader.settings_screens import settings_screen
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.parsing import parse_language
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common.buttons import Action, Press, SettingsOwner
from bot.views.common.subscription import Subscription
from bot.views.reader.languages import choose_language, choose_news_languages
from bot.views.reader.start import welcome
from bot.views.reader.topics import choose_topics
from storage.database import Database


def router() -> Router:
    router = Router(name="languages")
    router.message.register(language, Command("language", ignore_case=True), IN_PRIVATE)
    for action, press in (
        (Action.LANGUAGES, open_languages),
        (Action.LANGUAGE, press_language),
        (Action.NEWS_LANGUAGES, open_news_languages),
        (Action.NEWS_LANGUAGE, switch_news_language),
        (Action.ALL_LANGUAGES, all_news_languages),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE)
    return router


async def language(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/language қазақша` speaks it from now on."""
    said = (command.args or "").strip()
    if chosen := parse_language(said):
        await subscriptions.set_language(db, context.destination.id, chosen)
        await reply(message, await settings_screen(context, db))
    else:
        await reply(message, choose_language(await _current(context, db), context.say, unknown=bool(said)))


async def open_languages(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    if press.flow.chat:
        await open_post_languages(call, press, bot, context, db)
    elif press.flow == SettingsOwner.WELCOME:
        await edit_or_send(call, bot, welcome())
    else:
        await edit_or_send(call, bot, choose_language(await _current(context, db), context.say))


async def press_language(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    code, flow = press.arguments[0], press.flow
    if chosen := parse_language(code):
        await subscriptions.set_language(db, context.destination.id, chosen)
    if flow == SettingsOwner.WELCOME:
        subscription = await _current(context, db)
        await edit_or_send(
            call,
            bot,
            choose_topics(subscription, context.speak(subscription.language), SettingsOwner.WELCOME),
        )
    else:
        await edit_or_send(call, bot, await settings_screen(context, db))


async def open_news_languages(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    subscription = await subscriptions.current(
        db, context.destination_for(press.flow), context.now, context.say.language
    )
    await edit_or_send(call, bot, choose_news_languages(subscription, context.say, press.flow))


async def switch_news_language(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    code, wanted, _ = press.arguments
    if chosen := parse_language(code):
        about = context.destination_for(press.flow)
        await subscriptions.set_news_language(db, about, chosen, wanted=wanted == "1")
    await open_news_languages(call, press, bot, context, db)


async def all_news_languages(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await subscriptions.all_news_languages(db, context.destination_for(press.flow))
    await open_news_languages(call, press, bot, context, db)


async def _current(context: RequestContext, db: Database) -> Subscription:
    return await subscriptions.current(db, context.destination.id, context.now)
