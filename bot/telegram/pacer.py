"""The pace of all calls: a session middleware for replies, and the turns of what the outbox sends.

Telegram publishes about 30 messages a second overall (1000 when they are paid for), one a second per chat
(short bursts pass) and 20 a minute per group.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.services.outcomes import Wait
from bot.telegram.gate import Gate, Spacing

MARGIN = 0.005  # seconds by which each window is longer than Telegram's
SLOW_ANSWER = 0.2  # overall, a slower answer holds its place no longer than this
OVERALL = (30, 1.0 + MARGIN, SLOW_ANSWER)
PAID = (1000, 1.0 + MARGIN)  # a refusal would cost a second, so 1000 messages
PRIVATE = (3, 3.0 + MARGIN)
GROUP = (20, 60.0 + MARGIN)
PAID_RATE = 1000.0
PATIENCE_SECONDS = 60.0  # of replies, with a 429
BULK_PATIENCE_SECONDS = 1.0
OVERTAKES = 2.0  # a reply goes before rows that came up to so many seconds earlier


class Pacer(BaseRequestMiddleware):
    """Replies go first; rows of the outbox follow an even rate of their own below the overall one."""

    def __init__(self, send_rate: float, *, paid: bool = False) -> None:
        self.paid = paid
        self._overall = Gate(*OVERALL)
        self._bulk = Gate(*PAID) if paid else self._overall
        self._spacing = Spacing(PAID_RATE if paid else send_rate)
        self._chats: dict[int | str, Gate] = {}
        self._forget_at = 1000

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat_id: int | str | None = getattr(method, "chat_id", None)
        if chat_id is None or not _is_counted(method):
            return await make_request(bot, method)
        deadline = _now() + PATIENCE_SECONDS
        edits = method.__api_method__.startswith("edit")
        while True:
            async with self._reply(chat_id, edits=edits):
                try:
                    return await make_request(bot, method)
                except TelegramRetryAfter as refusal:
                    self.pause(chat_id, refusal.retry_after)
                    if _now() + refusal.retry_after > deadline:
                        raise

    @asynccontextmanager
    async def _reply(self, chat_id: int | str, *, edits: bool) -> AsyncIterator[None]:
        """Edits in a private chat answer taps: they wait only when Telegram says so."""
        free = edits and not _is_group(chat_id)
        places = [] if free else [await self._of_chat(chat_id).enter()]
        try:
            places.append(await self._overall.enter(_now()))
            yield
        finally:
            for place in places:
                place.leave()

    @asynccontextmanager
    async def bulk(self, chat_id: int) -> AsyncIterator[Wait | None]:
        """A row's turn, or how long it should wait elsewhere, so that it holds up no other."""
        if refusal := self._not_now(chat_id):
            yield refusal
            return
        places = [await self._of_chat(chat_id).enter()]
        try:
            await self._spacing.turn()
            places.append(await self._bulk.enter(_now() + OVERTAKES))
            yield None
        finally:
            for place in places:
                place.leave()

    def pause(self, chat_id: int | str, seconds: float) -> None:
        """As a 429 said. One a second per chat is kept here: in a private chat it means the whole bot."""
        self._of_chat(chat_id).pause(seconds)
        if not _is_group(chat_id):
            self._overall.pause(seconds)
            self._bulk.pause(seconds)

    def _not_now(self, chat_id: int) -> Wait | None:
        everywhere, here = self._bulk.delay(), self._of_chat(chat_id).delay()
        if everywhere > BULK_PATIENCE_SECONDS * 2:  # more than a full window: it is paused
            return Wait(everywhere, everywhere=True)
        return Wait(here, everywhere=False) if here > BULK_PATIENCE_SECONDS else None

    def _of_chat(self, chat_id: int | str) -> Gate:
        gate = self._chats.get(chat_id)
        if gate is None:
            self._forget_some()
            gate = self._chats[chat_id] = Gate(*(GROUP if _is_group(chat_id) else PRIVATE))
        return gate

    def _forget_some(self) -> None:
        if len(self._chats) > self._forget_at:
            self._chats = {chat_id: gate for chat_id, gate in self._chats.items() if not gate.idle}
            self._forget_at = 2 * len(self._chats) + 1000


def _is_group(chat_id: int | str) -> bool:
    return isinstance(chat_id, str) or chat_id < 0


def _is_counted(method: TelegramMethod[Any]) -> bool:
    return method.__api_method__.startswith(("send", "copy", "forward", "edit")) and (
        method.__api_method__ != "sendChatAction"
    )


def _now() -> float:
    return asyncio.get_running_loop().time()
