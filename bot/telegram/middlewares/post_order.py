"""Takes the posts of each channel one by one. They have no sender by whom they could be kept in order."""

from __future__ import annotations

import asyncio
from typing import Any, cast
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.telegram.middlewares.rate_limit import Handler


class ChannelPostOrder(BaseMiddleware):
    """Runs before everything that awaits, so that no post overtakes another: a long text goes on in the next
    post.
    """

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        update = cast("Update", event)
        post = update.channel_post or update.edited_channel_post
        if post is None:
            return await handler(event, data)
        turn = self._turns.setdefault(post.chat.id, asyncio.Lock())
        async with turn:
            return await handler(event, data)
