"""/language: the language of the interface, and those of the news."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.answers.latest import prevailing_language
from bot.subscribers import subscriptions
from bot.telegram.handlers.reader.preferences import open_post_languages
from bot.telegram.handlers.reader.settings import settings_screen
from bot.telegram.handlers.reader.subscribe import show_times
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.parsing import parse_language
from bot.views.common.buttons import SettingsOwner
from bot.views.reader.buttons import (
    ChooseAllNewsLanguages,
    ChooseLanguage,
    OpenLanguages,
    OpenNewsLanguages,
    SwitchNewsLanguage,
)
from bot.views.reader.languages import choose_language, choose_news_languages
from bot.views.reader.start import welcome
from bot.views.reader.topics import choose_topics
from storage.database import Database


def register(router: Router) -> None:
    router.message.register(language, Command("language", ignore_case=True), IN_PRIVATE)
    for kind, press in (
        (OpenLanguages, open_languages),
        (ChooseLanguage, press_language),
        (OpenNewsLanguages, open_news_languages),
        (SwitchNewsLanguage, switch_news_language),
        (ChooseAllNewsLanguages, all_news_languages),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def language(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/language қазақша` changes the interface's language; `/language` alone offers the languages."""
    said = (command.args or "").strip()
    if chosen := parse_language(said):
        await subscriptions.set_language(db, context.destination.id, chosen)
        await context.answer(await settings_screen(context, db))
    else:
        await _choose_language(context, db, unknown=bool(said))


async def open_languages(
    _: TelegramObject, press: OpenLanguages, context: RequestContext, db: Database
) -> None:
    if press.owner.chat:
        await open_post_languages(_, press, context, db)
    elif press.owner == SettingsOwner.WELCOME:
        await context.answer(welcome())
    else:
        await _choose_language(context, db)


async def press_language(
    _: TelegramObject, press: ChooseLanguage, context: RequestContext, db: Database
) -> None:
    await subscriptions.set_language(db, context.destination.id, press.language)
    if press.owner == SettingsOwner.WELCOME:
        subscription = await context.subscription(db)
        say = context.speak(press.language)
        await context.answer(choose_topics(subscription, say, SettingsOwner.WELCOME))
    else:
        await context.answer(await settings_screen(context, db))


async def open_news_languages(
    _: TelegramObject,
    press: OpenNewsLanguages | SwitchNewsLanguage | ChooseAllNewsLanguages,
    context: RequestContext,
    db: Database,
) -> None:
    subscription = await context.subscription(db, press.owner)
    mostly = await prevailing_language(db) if press.owner == SettingsOwner.WELCOME else None
    view = choose_news_languages(subscription, context.say, press.owner, prevailing=mostly)
    await context.answer(view)


async def switch_news_language(
    _: TelegramObject, press: SwitchNewsLanguage, context: RequestContext, db: Database
) -> None:
    about = context.destination_for(press.owner)
    await subscriptions.set_news_language(db, about, press.language, wanted=press.on)
    await open_news_languages(_, press, context, db)


async def all_news_languages(
    _: TelegramObject, press: ChooseAllNewsLanguages, context: RequestContext, db: Database
) -> None:
    await subscriptions.all_news_languages(db, context.destination_for(press.owner))
    if press.owner == SettingsOwner.WELCOME:
        await show_times(press.owner, context, db)
    else:
        await open_news_languages(_, press, context, db)


async def _choose_language(context: RequestContext, db: Database, *, unknown: bool = False) -> None:
    subscription = await context.subscription(db)
    await context.answer(choose_language(subscription, context.say, unknown=unknown))
