"""How editions come and look: sources, sound, pins, breaking news, drafts, a heading of their own."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Router
from aiogram.types import Message, TelegramObject

from bot.answers.trends import can_draw
from bot.subscribers import chats, subscriptions
from bot.telegram.handlers.reader.settings import menu_screen
from bot.telegram.shared.chat_rights import may_pin
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import ChatOwner, SettingsOwner
from bot.views.owner.chats import ask_own_line
from bot.views.reader.buttons import (
    AskOwnLine,
    ChooseSourceRule,
    ChooseValue,
    ClearOwnLine,
    OpenChoice,
    OpenLanguages,
    OpenSources,
    OwnLine,
    SwitchPostLanguage,
    SwitchSource,
)
from bot.views.reader.news_sources import choose_sources
from bot.views.reader.preferences import OPENED, choice_screen, choose_post_languages, group_of
from storage import destinations, sources
from storage.database import Database

MAX_SOURCES = 500


@QUESTIONS.named("heading")
@dataclass(frozen=True, slots=True)
class WhichHeading(Question):
    owner: ChatOwner


@QUESTIONS.named("signature")
@dataclass(frozen=True, slots=True)
class WhichSignature(Question):
    owner: ChatOwner


def register(router: Router) -> None:
    for kind, press in (
        (OpenChoice, open_choice),
        (ChooseValue, choose),
        (SwitchPostLanguage, switch_post_language),
        (AskOwnLine, ask_line),
        (ClearOwnLine, clear),
        (OpenSources, open_sources),
        (SwitchSource, switch_source),
        (ChooseSourceRule, set_rule),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)
    for question in (WhichHeading, WhichSignature):
        router.message.register(answer_line, AwaitingAnswer(question), IN_PRIVATE)


async def open_choice(_: TelegramObject, press: OpenChoice, context: RequestContext, db: Database) -> None:
    if press.name in OPENED:
        subscription = await context.subscription(db, press.owner)
        screen = choice_screen(press.name, subscription, context.say, press.owner, drawable=can_draw())
        await context.answer(screen)


async def choose(_: TelegramObject, press: ChooseValue, context: RequestContext, db: Database) -> str | None:
    """Set the value. Returns a line for the press when the bot may not pin there."""
    about = context.destination_for(press.owner)
    if (press.name, press.value) == ("pinned", "1") and not await _may_pin(about, context, db):
        return context.say("pin-no-right")
    if press.name == "review":
        await subscriptions.set_review(db, about, context.now, wanted=press.value == "1")
    else:
        await chats.choose(db, about, press.name, press.value)
    await context.answer(await menu_screen(press.owner, context, db, group_of(press.name)))
    return None


async def _may_pin(destination_id: int, context: RequestContext, db: Database) -> bool:
    async with db.read() as reader:
        found = await destinations.get(reader, destination_id)
    return found is not None and await may_pin(context.bot, found.address.chat_id, found.kind)


async def open_post_languages(
    _: TelegramObject, press: OpenLanguages | SwitchPostLanguage, context: RequestContext, db: Database
) -> None:
    subscription = await context.subscription(db, press.owner)
    await context.answer(choose_post_languages(subscription, context.say, press.owner))


async def switch_post_language(
    _: TelegramObject, press: SwitchPostLanguage, context: RequestContext, db: Database
) -> None:
    about = context.destination_for(press.owner)
    await chats.set_post_language(db, about, press.language, wanted=press.on)
    await open_post_languages(_, press, context, db)


async def ask_line(_: TelegramObject, press: AskOwnLine, context: RequestContext, db: Database) -> None:
    question = WhichHeading(press.owner) if press.name == "heading" else WhichSignature(press.owner)
    await ask(db, context.person.id, question)
    subscription = await context.subscription(db, press.owner)
    await context.answer(ask_own_line(press.name, subscription, context.say, chats.MAX_WORDS))


async def answer_line(
    message: Message, question: WhichHeading | WhichSignature, context: RequestContext, db: Database
) -> None:
    await close_question(db, context.person.id)
    name: OwnLine = "heading" if isinstance(question, WhichHeading) else "signature"
    await _set_line(name, message.text or "", question.owner, context, db)


async def clear(_: TelegramObject, press: ClearOwnLine, context: RequestContext, db: Database) -> None:
    await _set_line(press.name, "", press.owner, context, db)


async def _set_line(
    name: OwnLine, words: str, owner: SettingsOwner, context: RequestContext, db: Database
) -> None:
    await chats.set_words(db, context.destination_for(owner), name, words)
    await context.answer(await menu_screen(owner, context, db, "look"))


async def open_sources(_: TelegramObject, press: OpenSources, context: RequestContext, db: Database) -> None:
    await _show_sources(press.owner, context, db, page=press.page)


async def switch_source(
    _: TelegramObject, press: SwitchSource, context: RequestContext, db: Database
) -> None:
    async with db.read() as reader:
        name = await sources.name_of(reader, press.source)
    if name is not None:
        await chats.set_source(db, context.destination_for(press.owner), name, wanted=press.on)
    await _show_sources(press.owner, context, db, page=press.page)


async def set_rule(_: TelegramObject, press: ChooseSourceRule, context: RequestContext, db: Database) -> None:
    await chats.set_source_rule(db, context.destination_for(press.owner), press.rule)
    await _show_sources(press.owner, context, db, page=0)


async def _show_sources(owner: SettingsOwner, context: RequestContext, db: Database, *, page: int) -> None:
    async with db.read() as reader:
        known = await sources.list_all(reader, MAX_SOURCES)
    subscription = await context.subscription(db, owner)
    await context.answer(choose_sources(subscription, known, context.say, owner, page=page))
