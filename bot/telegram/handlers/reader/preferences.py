"""How editions come and look: sources, sound, pins, breaking news, drafts, a heading of one's own."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from bot.subscribers import chats, readers, subscriptions
from bot.telegram.handlers.reader.settings_screens import chat_settings, choices_of, menu_screen
from bot.telegram.shared.chat_rights import may_pin
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.parsing import parse_language
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common.buttons import Action, Press
from bot.views.owner.chats import ask_words
from bot.views.reader.news_sources import NewsSource, choose_sources
from bot.views.reader.preferences import OPENED, choice_screen, choose_post_languages
from storage import destinations, sources
from storage.database import Database

MAX_SOURCES = 500
QUESTIONS = ("heading", "signature")


def router() -> Router:
    router = Router(name="choices")
    for action, press in (
        (Action.CHOICE, open_choice),
        (Action.CHOOSE, choose),
        (Action.POST_LANGUAGE, switch_post_language),
        (Action.WORDS, ask),
        (Action.CLEAR_WORDS, clear),
        (Action.SOURCES, open_sources),
        (Action.SOURCE, switch_source),
        (Action.SOURCE_RULE, set_rule),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE)
    for name in QUESTIONS:
        router.message.register(answer, AwaitingAnswer(name), IN_PRIVATE)
    return router


async def open_choice(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    name, about = press.arguments[0], context.destination_for(press.flow)
    if name in OPENED:
        subscription = await subscriptions.current(db, about, context.now, context.say.language)
        choices = await choices_of(about, db)
        await edit_or_send(call, bot, choice_screen(name, choices, subscription, context.say, press.flow))


async def choose(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> str | None:
    """The line that the presser sees when the bot lacks a right."""
    name, value, _ = press.arguments
    about = context.destination_for(press.flow)
    if (name, value) == ("pinned", "1") and not await _may_pin(about, bot, db):
        return context.say("pin-no-right")
    await chats.choose(db, about, name, value)
    await edit_or_send(call, bot, await menu_screen(context, db, press.flow.chat))
    return None


async def _may_pin(destination_id: int, bot: Bot, db: Database) -> bool:
    async with db.read() as reader:
        found = await destinations.get(reader, destination_id)
    return found is not None and await may_pin(bot, found.address.chat_id, found.kind)


async def open_post_languages(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    about = context.destination_for(press.flow)
    subscription = await subscriptions.current(db, about, context.now, context.say.language)
    await edit_or_send(
        call, bot, choose_post_languages(await choices_of(about, db), subscription, context.say, about)
    )


async def switch_post_language(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    code, wanted, _ = press.arguments
    if language := parse_language(code):
        await chats.set_post_language(db, context.destination_for(press.flow), language, wanted=wanted == "1")
    await open_post_languages(call, press, bot, context, db)


async def ask(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    name = press.arguments[0]
    await readers.set_pending_question(db, context.person.id, f"{name}:{press.flow}")
    settings = await chat_settings(context, db, context.destination_for(press.flow))
    await edit_or_send(call, bot, ask_words(name, settings, context.say, chats.MAX_WORDS))


async def answer(message: Message, asked_in: str, context: RequestContext, db: Database) -> None:
    name, _, chat = (context.person.awaiting or "").partition(":")
    await chats.set_words(db, int(chat), name, message.text or "")
    await readers.set_pending_question(db, context.person.id, None)
    await reply(message, await menu_screen(context, db, int(asked_in)))


async def clear(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    await chats.set_words(db, context.destination_for(press.flow), press.arguments[0], "")
    await edit_or_send(call, bot, await menu_screen(context, db, press.flow.chat))


async def open_sources(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await _show_sources(call, press, bot, context, db, page=int(press.arguments[0]))


async def switch_source(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    number, wanted, page, _ = press.arguments
    async with db.read() as reader:
        name = await sources.name_of(reader, int(number))
    if name is not None:
        await chats.set_source(db, context.destination_for(press.flow), name, wanted=wanted == "1")
    await _show_sources(call, press, bot, context, db, page=int(page))


async def set_rule(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await chats.set_source_rule(db, context.destination_for(press.flow), press.arguments[0])
    await _show_sources(call, press, bot, context, db, page=0)


async def _show_sources(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database, *, page: int
) -> None:
    about = context.destination_for(press.flow)
    subscription = await subscriptions.current(db, about, context.now, context.say.language)
    async with db.read() as reader:
        known = [NewsSource(each.id, each.name) for each in await sources.list_all(reader, MAX_SOURCES)]
    choices = await choices_of(about, db)
    await edit_or_send(
        call, bot, choose_sources(choices, subscription, known, context.say, press.flow, page=page)
    )
