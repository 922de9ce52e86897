"""Measures how long people wait for an answer."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, cast

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.metrics import LAST_UPDATE, UPDATE_TIMES, UpdateKind


class UpdateTimes(BaseMiddleware):
    """Runs before all others, because whatever makes an update wait counts too."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> object:
        LAST_UPDATE.set_to_current_time()
        began = time.perf_counter()
        try:
            return await handler(event, data)
        finally:
            UPDATE_TIMES.labels(_kind(cast("Update", event))).observe(time.perf_counter() - began)


def _kind(update: Update) -> UpdateKind:
    if update.message is not None:
        return "message"
    return "press" if update.callback_query is not None else "other"
