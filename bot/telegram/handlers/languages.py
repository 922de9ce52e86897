"""/language: the one that is spoken, and those of the news."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.services import subscriptions
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.handlers.choices import open_post_languages
from bot.telegram.screens import settings_screen
from bot.telegram.showing import reply, show
from bot.telegram.typed import parse_language
from bot.telegram.visit import Visit
from bot.views.actions import Action
from bot.views.callbacks import Flow, Press
from bot.views.languages import choose_language, choose_news_languages
from bot.views.subscription import Subscription
from bot.views.topics import choose_topics
from bot.views.welcome import welcome
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


async def language(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    """`/language қазақша` speaks it from now on."""
    said = (command.args or "").strip()
    if chosen := parse_language(said):
        await subscriptions.set_language(db, visit.destination.id, chosen)
        await reply(message, await settings_screen(visit, db))
    else:
        await reply(message, choose_language(await _current(visit, db), visit.say, unknown=bool(said)))


async def open_languages(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    if press.flow.chat:
        await open_post_languages(call, press, bot, visit, db)
    elif press.flow == Flow.WELCOME:
        await show(call, bot, welcome())
    else:
        await show(call, bot, choose_language(await _current(visit, db), visit.say))


async def press_language(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    code, flow = press.arguments[0], press.flow
    if chosen := parse_language(code):
        await subscriptions.set_language(db, visit.destination.id, chosen)
    if flow == Flow.WELCOME:
        subscription = await _current(visit, db)
        await show(call, bot, choose_topics(subscription, visit.speak(subscription.language), Flow.WELCOME))
    else:
        await show(call, bot, await settings_screen(visit, db))


async def open_news_languages(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database
) -> None:
    subscription = await subscriptions.current(db, visit.about(press.flow), visit.now, visit.say.language)
    await show(call, bot, choose_news_languages(subscription, visit.say, press.flow))


async def switch_news_language(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database
) -> None:
    code, wanted, _ = press.arguments
    if chosen := parse_language(code):
        about = visit.about(press.flow)
        await subscriptions.set_news_language(db, about, chosen, wanted=wanted == "1")
    await open_news_languages(call, press, bot, visit, db)


async def all_news_languages(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await subscriptions.all_news_languages(db, visit.about(press.flow))
    await open_news_languages(call, press, bot, visit, db)


async def _current(visit: Visit, db: Database) -> Subscription:
    return await subscriptions.current(db, visit.destination.id, visit.now)
