"""Answers every press of a button: with the handler's line, or without one as soon as the handler has to
wait.

It also makes a double tap do what a single tap does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from bot.timing.clock import Clock
from bot.views.common.html import seen

LINE_WITHIN_SECONDS = 1.0  # seconds in which the line of a handler may still come

DOUBLE_TAP = timedelta(seconds=3)
REMEMBERED = 10_000
_sent: ContextVar[list[str] | None] = ContextVar("sent", default=None)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class AnswerSlowCallbacks(BaseMiddleware):
    """Runs before everything that makes updates wait, for the person's last update or for a chat that is
    held.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        press = cast("Update", event).callback_query
        if press is None:
            return await handler(event, data)
        answering = asyncio.create_task(_answer_soon(data["bot"], press.id))
        try:
            return await handler(event, data)
        finally:
            answering.cancel()


class AnswerCallbacks(BaseMiddleware):
    """Runs around the handlers of presses and shows the line that a handler returns.

    A press whose handler is cancelled because the program ends is handled again at the next start.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        press = cast("CallbackQuery", event)
        try:
            result = await handler(event, data)
        except Exception:
            await _answer(data["bot"], press.id)
            raise
        await _answer(data["bot"], press.id, seen(result) if isinstance(result, str) else None)
        return result


class IgnoresDoubleTaps(BaseMiddleware):
    """Ignores the same press within `DOUBLE_TAP` of the end of the first, if that one sent a message.

    Anything the person does in between, another press or a message, makes the second press count. A press
    that failed may be repeated at once, and one that changes a message in place does the same when done
    twice.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[int, _Done] = {}

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        if not isinstance(event, CallbackQuery):
            user = cast("Message", event).from_user
            self._last.pop(user.id if user else 0, None)
            return await handler(event, data)
        last = self._last.pop(event.from_user.id, None)
        where = (event.message.chat.id, event.message.message_id) if event.message else (0, 0)
        what = event.data or ""
        if last and (last.where, last.what) == (where, what) and self._is_recent(last.at):
            self._last[event.from_user.id] = last
            return None
        with _watched() as sent:
            result = await handler(event, data)
        if sent:
            self._remember(event.from_user.id, _Done(where, what, self._clock.now()))
        return result

    def _remember(self, person_id: int, done: _Done) -> None:
        if len(self._last) >= REMEMBERED:
            self._last.clear()
        self._last[person_id] = done

    def _is_recent(self, at: datetime) -> bool:
        return timedelta() <= self._clock.now() - at < DOUBLE_TAP


@dataclass(frozen=True, slots=True)
class _Done:
    where: tuple[int, int]
    what: str
    at: datetime


def note_call(name: str) -> None:
    """Note that a call of the Bot API was answered."""
    sent = _sent.get()
    if sent is not None and name.startswith("send") and name != "sendChatAction":
        sent.append(name)


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Collects the names of the calls in the block that sent a message."""
    sent: list[str] = []
    token = _sent.set(sent)
    try:
        yield sent
    finally:
        _sent.reset(token)


async def _answer_soon(bot: Bot, press_id: str) -> None:
    await asyncio.sleep(LINE_WITHIN_SECONDS)
    await _answer(bot, press_id)


async def _answer(bot: Bot, press_id: str, line: str | None = None) -> None:
    """Answer a press. Telegram refuses when it was answered before or is older than 15 minutes, which does
    not matter.
    """
    with suppress(AiogramError, OSError):
        await bot.answer_callback_query(press_id, text=line)
