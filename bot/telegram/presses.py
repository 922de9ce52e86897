"""Every press is answered: with a line, if its handler has one, and at once when the handler has to wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, TelegramObject, Update

from bot.views.html import seen

AT_ONCE = 1.0  # seconds in which the line of a handler may still come

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class AnswersInTime(BaseMiddleware):
    """Before all that makes updates wait: for the same person's last one, or for a chat that is held."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        press = cast("Update", event).callback_query
        if press is None:
            return await handler(event, data)
        answering = asyncio.create_task(_answer_soon(data["bot"], press.id))
        try:
            return await handler(event, data)
        finally:
            answering.cancel()


class AnswersPresses(BaseMiddleware):
    """Around the handlers of presses: the line is what the handler returns."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        line: str | None = None
        try:
            result = await handler(event, data)
            line = seen(result) if isinstance(result, str) else None
            return result
        finally:
            if isinstance(event, CallbackQuery):
                await _answer(data["bot"], event.id, line)


async def _answer_soon(bot: Bot, press_id: str) -> None:
    await asyncio.sleep(AT_ONCE)
    await _answer(bot, press_id)


async def _answer(bot: Bot, press_id: str, line: str | None = None) -> None:
    """Of a press that has been answered, or is older than 15 minutes, Telegram takes no answer any more."""
    with suppress(AiogramError, OSError):
        await bot.answer_callback_query(press_id, text=line)
