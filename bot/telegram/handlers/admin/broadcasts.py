"""/broadcast: a message of the newsroom to all readers, seen by the admin before and while it goes."""

from __future__ import annotations

import re
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.editions import broadcasts
from bot.intake.pastes import MAX_GAP, is_long
from bot.subscribers import readers
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsAdmin, Pressed
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.admin.broadcasts import (
    ask_broadcast,
    ask_send,
    broadcast_dropped,
    broadcast_gone,
    broadcast_progress,
    broadcast_too_long,
)
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.common.formatting import MARK_KINDS, Mark, formatted
from bot.views.common.html import Html, fits, plain_text, units
from storage.database import Database

QUESTION = "broadcast"
REST = "broadcast-rest"  # what comes at once after a long text is a part that Telegram's app has cut off
NO_DRAFT = 0  # the first part did not fit, and that was said

_COMMAND = re.compile(r"/\S+\s*")


def router() -> Router:
    router = Router(name="broadcasts")
    admin, private = IsAdmin(), PRESSED_IN_PRIVATE
    typed = (IN_PRIVATE, ~F.forward_origin, admin)
    router.message.register(broadcast, Command("broadcast", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(draft, *typed, AwaitingAnswer(QUESTION))
    router.message.register(rest, *typed, AwaitingAnswer(REST), came_at_once)
    for action, press in (
        (Action.BROADCAST, press_broadcast),
        (Action.BROADCAST_SEND, press_send),
        (Action.BROADCAST_DROP, press_drop),
        (Action.BROADCAST_LOOK, press_look),
        (Action.BROADCAST_STOP, press_stop),
    ):
        router.callback_query.register(press, Pressed(action), private, admin)
    return router


async def came_at_once(message: Message, context: RequestContext) -> bool | dict[str, Any]:
    """`number` is that of the draft that would lack this part, or NO_DRAFT."""
    _, _, flow = (context.person.awaiting or "").partition(":")
    number, _, since = flow.partition(".")
    at_once = message.date.timestamp() - int(since) <= MAX_GAP.total_seconds()
    return {"number": int(number)} if at_once else False


async def broadcast(message: Message, context: RequestContext, db: Database) -> None:
    if plain_text(written(message)).strip():
        await draft(message, context, db)
    else:
        await reply(message, await _ask(context, db))


async def press_broadcast(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await _ask(context, db))


async def draft(message: Message, context: RequestContext, db: Database) -> None:
    """First the message alone, as readers will see it, then the question.

    What was asked is closed last: a program that ends before does all of it again, with the same draft.
    """
    text = written(message)
    if not fits(text):
        await reply(message, broadcast_too_long(context.say))
        await readers.set_pending_question(db, context.person.id, _rest(message, NO_DRAFT))
        return
    number, count = await broadcasts.draft(db, message.chat.id, message.message_id, text, context.now)
    await reply(message, views.Message(text))
    await reply(message, ask_send(number, count, context.say))
    await readers.set_pending_question(db, context.person.id, _rest(message, number))


async def rest(message: Message, number: int, context: RequestContext, db: Database) -> None:
    """Answer that a part that came at once after the text is not in it; of several such parts only to the
    first.
    """
    if await broadcasts.drop(db, number):
        await reply(message, broadcast_too_long(context.say))


async def press_send(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await broadcasts.send(db, int(press.arguments[0]), context.now)
    await _look(call, press, bot, context, db)


async def press_drop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    """Forget a draft; one that was sent meanwhile goes on."""
    if await broadcasts.drop(db, int(press.arguments[0])):
        await edit_or_send(call, bot, broadcast_dropped(context.say))
    else:
        await _look(call, press, bot, context, db)


async def press_look(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await _look(call, press, bot, context, db)


async def press_stop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await broadcasts.stop(db, int(press.arguments[0]), context.now)
    await _look(call, press, bot, context, db)


def _rest(message: Message, number: int) -> str | None:
    """What a part that the app may have cut off this message answers."""
    return f"{REST}:{number}.{int(message.date.timestamp())}" if is_long(message.text or "") else None


async def _ask(context: RequestContext, db: Database) -> views.Message:
    await readers.set_pending_question(db, context.person.id, QUESTION)
    return ask_broadcast(await broadcasts.under_way(db, context.now), context.say)


async def _look(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    found = await broadcasts.progress(db, int(press.arguments[0]))
    view = broadcast_progress(found, context.say) if found else broadcast_gone(context.say)
    await edit_or_send(call, bot, view)


def written(message: Message) -> Html:
    """The text without the command before it. Addresses and mentions stay words: Telegram finds them anew."""
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
