"""/broadcast: a message from the newsroom to all readers, previewed by the admin and followed while it goes
out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message, TelegramObject

from bot.editions import broadcasts
from bot.intake.pastes import MAX_GAP, is_long
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsAdmin, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.admin.broadcasts import (
    ask_broadcast,
    ask_send,
    broadcast_dropped,
    broadcast_gone,
    broadcast_progress,
    broadcast_too_long,
)
from bot.views.admin.buttons import (
    AskBroadcast,
    DropBroadcast,
    LookAtBroadcast,
    SendBroadcast,
    StopBroadcast,
)
from bot.views.common import message as views
from bot.views.common.codec import Form
from bot.views.common.formatting import MARK_KINDS, Mark, formatted
from bot.views.common.html import Html, fits, plain_text, units
from storage.database import Database

NO_DRAFT = 0  # the first part did not fit, and that was said

_COMMAND = re.compile(r"/\S+\s*")


@QUESTIONS.named("broadcast")
@dataclass(frozen=True, slots=True)
class WhichBroadcast(Question):
    """The text of a message to all readers."""


def _part_of(text: str) -> tuple[int, int]:
    number, _, since = text.partition(".")
    return int(number), int(since)


@QUESTIONS.named("broadcast-rest")
@dataclass(frozen=True, slots=True)
class RestOfBroadcast(Question):
    """Whatever follows a long text at once is a part that Telegram's app has cut off.

    `part_of`: the draft that would lack it, or NO_DRAFT, and the second in which the text came.
    """

    part_of: Annotated[
        tuple[int, int], Form(r"[0-9]{1,12}\.[0-9]{1,12}", _part_of, lambda part: f"{part[0]}.{part[1]}")
    ]


def register(router: Router) -> None:
    admin = IsAdmin()
    typed = (IN_PRIVATE, ~F.forward_origin, admin)
    router.message.register(broadcast, Command("broadcast", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(draft, *typed, AwaitingAnswer(WhichBroadcast))
    router.message.register(rest, *typed, AwaitingAnswer(RestOfBroadcast), came_at_once)
    for kind, press in (
        (AskBroadcast, ask_for_text),
        (SendBroadcast, send),
        (DropBroadcast, drop),
        (LookAtBroadcast, look),
        (StopBroadcast, stop),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, admin)


async def came_at_once(message: Message, question: RestOfBroadcast) -> bool:
    return message.date.timestamp() - question.part_of[1] <= MAX_GAP.total_seconds()


async def broadcast(message: Message, context: RequestContext, db: Database) -> None:
    if plain_text(written(message)).strip():
        await draft(message, context, db)
    else:
        await ask_for_text(message, context, db)


async def ask_for_text(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await ask(db, context.person.id, WhichBroadcast())
    await context.answer(ask_broadcast(await broadcasts.under_way(db, context.now), context.say))


async def draft(message: Message, context: RequestContext, db: Database) -> None:
    """Show the message alone, as readers will see it, then ask.

    The question is closed last (see `Question`).
    """
    text = written(message)
    if not fits(text):
        await context.answer(broadcast_too_long(context.say))
        await _await_rest(message, NO_DRAFT, context, db)
        return
    number, count = await broadcasts.draft(db, message.chat.id, message.message_id, text, context.now)
    await context.answer(views.Message(text))
    await context.answer(ask_send(number, count, context.say))
    await _await_rest(message, number, context, db)


async def rest(_: Message, question: RestOfBroadcast, context: RequestContext, db: Database) -> None:
    """Say that a part which followed the text at once is not in it; only the first of several parts is
    answered.
    """
    if await broadcasts.drop(db, question.part_of[0]):
        await context.answer(broadcast_too_long(context.say))


async def send(_: TelegramObject, press: SendBroadcast, context: RequestContext, db: Database) -> None:
    await broadcasts.send(db, press.broadcast, context.now)
    await _show(press.broadcast, context, db)


async def drop(_: TelegramObject, press: DropBroadcast, context: RequestContext, db: Database) -> None:
    """Forget a draft; if it was sent in the meantime, it goes on."""
    if await broadcasts.drop(db, press.broadcast):
        await context.answer(broadcast_dropped(context.say))
    else:
        await _show(press.broadcast, context, db)


async def look(_: TelegramObject, press: LookAtBroadcast, context: RequestContext, db: Database) -> None:
    await _show(press.broadcast, context, db)


async def stop(_: TelegramObject, press: StopBroadcast, context: RequestContext, db: Database) -> None:
    await broadcasts.stop(db, press.broadcast, context.now)
    await _show(press.broadcast, context, db)


async def _await_rest(message: Message, number: int, context: RequestContext, db: Database) -> None:
    """Close the question, or keep one open for a part that the app may have cut off."""
    if is_long(message.text or ""):
        await ask(db, context.person.id, RestOfBroadcast((number, int(message.date.timestamp()))))
    else:
        await close_question(db, context.person.id)


async def _show(number: int, context: RequestContext, db: Database) -> None:
    found = await broadcasts.progress(db, number)
    await context.answer(broadcast_progress(found, context.say) if found else broadcast_gone(context.say))


def written(message: Message) -> Html:
    """The text without its command. Addresses and mentions stay plain: Telegram finds them again."""
    plain = message.text or ""
    command = _COMMAND.match(plain)
    head = command[0] if command else ""
    before = units(head)
    marks = [
        Mark(entity.type, entity.offset - before, entity.offset + entity.length - before, entity.url)
        for entity in message.entities or []
        if entity.type in MARK_KINDS
    ]
    return formatted(plain[len(head) :], marks)
