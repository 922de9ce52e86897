"""The pace of all calls: a session middleware, so that none bypasses it.

Telegram publishes about 30 messages a second overall, one a second per chat (short bursts pass) and 20 a
minute per group. Each window is a little longer than Telegram's, for requests that catch up on the way.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

OVERALL = (30, 1.05)
PRIVATE = (3, 3.1)
GROUP = (20, 61.0)
PATIENCE_SECONDS = 60.0
REMEMBERED_CHATS = 10_000

_bulk: ContextVar[bool] = ContextVar("bulk", default=False)


@contextmanager
def bulk() -> Iterator[None]:
    """Calls made within keep to SEND_RATE, and their 429 is the caller's to handle."""
    token = _bulk.set(True)
    try:
        yield
    finally:
        _bulk.reset(token)


class Limit:
    """At most `count` messages in any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._newest: deque[float] = deque(maxlen=count)
        self._paused_until = 0.0

    def reserve(self, now: float) -> float:
        """Take the next place; the time at which it comes."""
        full = len(self._newest) == self._newest.maxlen
        at = max(now, self._paused_until, self._newest[0] + self._seconds if full else now)
        self._newest.append(at)
        return at

    def pause(self, until: float) -> None:
        self._paused_until = max(self._paused_until, until)


class Pacer(BaseRequestMiddleware):
    def __init__(self, send_rate: float) -> None:
        self._overall = Limit(*OVERALL)
        self._bulk = Limit(1, 1 / send_rate)
        self._chats: dict[int | str, Limit] = {}

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat_id: int | str | None = getattr(method, "chat_id", None)
        if chat_id is None or not _is_counted(method):
            return await make_request(bot, method)
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while True:
            await self._wait_for_turn(chat_id, edits=method.__api_method__.startswith("edit"))
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                now = asyncio.get_running_loop().time()
                self._pause(chat_id, now + refusal.retry_after)
                if _bulk.get() or now + refusal.retry_after > deadline:
                    raise

    async def _wait_for_turn(self, chat_id: int | str, *, edits: bool) -> None:
        """One limit after the other, so that what waits for its own turn takes no place from replies.

        Edits in a private chat answer taps: they wait only when Telegram says so.
        """
        loop = asyncio.get_running_loop()
        limits = [self._bulk] if _bulk.get() else []
        if not edits or _is_group(chat_id):
            limits.append(self._of_chat(chat_id))
        for limit in (*limits, self._overall):
            if (wait := limit.reserve(loop.time()) - loop.time()) > 0:
                await asyncio.sleep(wait)

    def _pause(self, chat_id: int | str, until: float) -> None:
        self._of_chat(chat_id).pause(until)
        if not _is_group(chat_id):  # one a second is kept here, so the whole bot was too fast
            self._overall.pause(until)

    def _of_chat(self, chat_id: int | str) -> Limit:
        limit = self._chats.pop(chat_id, None) or Limit(*(GROUP if _is_group(chat_id) else PRIVATE))
        self._chats[chat_id] = limit  # the newest last
        if len(self._chats) > REMEMBERED_CHATS:
            del self._chats[next(iter(self._chats))]
        return limit


def _is_group(chat_id: int | str) -> bool:
    return isinstance(chat_id, str) or chat_id < 0


def _is_counted(method: TelegramMethod[Any]) -> bool:
    return method.__api_method__.startswith(("send", "copy", "forward", "edit")) and (
        method.__api_method__ != "sendChatAction"
    )
