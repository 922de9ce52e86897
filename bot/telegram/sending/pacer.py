"""The pace of all calls: replies pass through a session middleware, rows of the outbox wait their turn here.

Telegram publishes about 30 messages a second overall (1000 when they are paid for), one a second per chat
(short bursts pass) and 20 a minute per group.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from math import ceil
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.delivery.outcomes import Wait
from bot.telegram.sending.holds import EVERYBODY, Holds
from bot.telegram.sending.rate_window import EvenRate, SlidingWindow, Turn

MARGIN = 0.005  # seconds by which each window is longer than Telegram's
SLOW_ANSWER = 0.2  # overall, a slower answer holds its place no longer than this
OVERALL = (30, 1.0 + MARGIN, SLOW_ANSWER)
PAID = (1000, 1.0 + MARGIN)  # a refusal would cost a second, so 1000 messages
PRIVATE = (3, 3.0 + MARGIN)
GROUP = (20, 60.0 + MARGIN)
PAID_RATE = 1000.0
PATIENCE_SECONDS = 60.0  # of replies, with a chat that is held
BULK_PATIENCE_SECONDS = 1.0
URGENT = frozenset({"answerCallbackQuery", "getUpdates"})
SIGN = "sendChatAction"  # is of no use later, and none of Telegram's messages
OVERTAKING_SECONDS = 2.0  # a reply goes before rows that came up to so many seconds earlier


class Pacer(BaseRequestMiddleware):
    """Replies go first; rows of the outbox go at an even rate of their own, below the overall one.

    Answers to presses and the long poll wait only when they were refused themselves.
    """

    def __init__(self, send_rate: float, *, paid: bool = False) -> None:
        self.paid = paid
        self._overall = SlidingWindow(*OVERALL)
        self._bulk = SlidingWindow(*PAID) if paid else self._overall
        self._spacing = EvenRate(PAID_RATE if paid else send_rate)
        self._holds = Holds()
        self._chats: dict[int | str, SlidingWindow] = {}
        self._forget_at = 1000

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Raises TelegramRetryAfter when the call would have to wait for longer than `PATIENCE_SECONDS`."""
        asked, waits_for, counted_in = _now(), _waits_for(method), _counted_in(method)
        while True:
            await self._until_free(method, waits_for, asked)
            with Turn() as turn:
                if counted_in is not None:
                    await turn.take(self._of_chat(counted_in))
                    await turn.take(self._overall, asked)
                if self._holds.left(*waits_for):  # since a moment ago
                    continue
                turn.goes()
                try:
                    answer = await make_request(bot, method)
                except TelegramRetryAfter as refusal:
                    self._refused(method, waits_for[-1], refusal.retry_after)
                    continue
            if counted_in is not None:
                self.taken()
            return answer

    async def _until_free(
        self, method: TelegramMethod[Any], waits_for: tuple[Hashable, ...], asked: float
    ) -> None:
        patience = 0.0 if method.__api_method__ == SIGN else PATIENCE_SECONDS
        while (seconds := self._holds.left(*waits_for)) > 0:
            if _now() + seconds > asked + patience:
                said = "Telegram has asked for patience"
                raise TelegramRetryAfter(method=method, message=said, retry_after=ceil(seconds))
            await asyncio.sleep(seconds)

    def _refused(self, method: TelegramMethod[Any], whom: Hashable, seconds: float) -> None:
        """Holds the chat that the method names, or everybody where it names none, and the method itself."""
        chat_id = _chat_of(method)
        if chat_id is None:
            self._holds.hold_everybody(seconds)
        else:
            self._holds.refused(chat_id, seconds)
        self._holds.hold(whom, seconds)

    @asynccontextmanager
    async def bulk(self, chat_id: int) -> AsyncIterator[Wait | None]:
        """Wait for a row's turn, or yield how long it should wait elsewhere, so that it delays no other."""
        if refusal := self._not_now(chat_id):
            if refusal.seconds > BULK_PATIENCE_SECONDS:
                yield refusal
                return
            await asyncio.sleep(refusal.seconds)
        with Turn() as turn:
            await turn.take(self._of_chat(chat_id))
            await self._spacing.turn()
            await turn.take(self._bulk, _now() + OVERTAKING_SECONDS)
            if refusal := self._held(chat_id):  # since a moment ago
                yield refusal
                return
            turn.goes()
            yield None

    def refused(self, chat_id: int, seconds: float) -> None:
        """Note that Telegram refused a row for this chat."""
        self._holds.refused(chat_id, seconds)

    def taken(self) -> None:
        """Note that Telegram took a message for some chat."""
        self._holds.taken()

    def _not_now(self, chat_id: int) -> Wait | None:
        busy = self._of_chat(chat_id).delay()
        return self._held(chat_id) or (Wait(busy, everywhere=False) if busy else None)

    def _held(self, chat_id: int) -> Wait | None:
        if everywhere := self._holds.left(EVERYBODY):
            return Wait(everywhere, everywhere=True)
        here = self._holds.left(chat_id)
        return Wait(here, everywhere=False) if here else None

    def _of_chat(self, chat_id: int | str) -> SlidingWindow:
        window = self._chats.get(chat_id)
        if window is None:
            self._forget_some()
            window = self._chats[chat_id] = SlidingWindow(*(GROUP if _is_group(chat_id) else PRIVATE))
        return window

    def _forget_some(self) -> None:
        if len(self._chats) > self._forget_at:
            self._chats = {chat_id: window for chat_id, window in self._chats.items() if not window.idle}
            self._forget_at = 2 * len(self._chats) + 1000


def _is_group(chat_id: int | str) -> bool:
    return isinstance(chat_id, str) or chat_id < 0


def _chat_of(method: TelegramMethod[Any]) -> int | str | None:
    chat_id: int | str | None = getattr(method, "chat_id", None)
    return chat_id


def _counted_in(method: TelegramMethod[Any]) -> int | str | None:
    """The chat in which Telegram counts this call as a message; None where it counts as none."""
    name = method.__api_method__
    is_message = name != SIGN and name.startswith(("send", "copy", "forward", "edit"))
    return _chat_of(method) if is_message else None


def _waits_for(method: TelegramMethod[Any]) -> tuple[Hashable, ...]:
    """What can hold this call; questions about a chat write nothing to it, so its hold does not apply to
    them.
    """
    name, chat_id = method.__api_method__, _chat_of(method)
    if name in URGENT:
        return (name,)
    if name.startswith("get"):
        return (EVERYBODY, (name, chat_id))
    return (EVERYBODY, chat_id)


def _now() -> float:
    return asyncio.get_running_loop().time()
