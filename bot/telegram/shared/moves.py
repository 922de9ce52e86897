"""A group that becomes a supergroup sends four updates that belong together, in any order."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, cast

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
TOLD_WITHIN_SECONDS = 2.0  # seconds within which Telegram tells of a move in all its ways
MAX_REMEMBERED_MOVES = 1_000


class GroupMoves(BaseMiddleware):
    """Runs before everything that makes updates wait, so that a move is known as soon as it is announced.

    Telegram then says that the bot left the old chat and joined the new one, which must not be taken for
    news.
    """

    def __init__(self) -> None:
        self._chats: OrderedDict[int, asyncio.Event] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        message = cast("Update", event).message
        other = message and (message.migrate_to_chat_id or message.migrate_from_chat_id)
        if message and other:
            for chat_id in (message.chat.id, other):
                self._of(chat_id).set()
        return await handler(event, data)

    async def concern(self, chat_id: int) -> bool:
        """Whether this chat, by its old or its new id, has moved; waits a moment for the announcement."""
        try:
            async with asyncio.timeout(TOLD_WITHIN_SECONDS):
                return await self._of(chat_id).wait()
        except TimeoutError:
            return False

    def _of(self, chat_id: int) -> asyncio.Event:
        if len(self._chats) >= MAX_REMEMBERED_MOVES:
            self._chats.popitem(last=False)
        return self._chats.setdefault(chat_id, asyncio.Event())
