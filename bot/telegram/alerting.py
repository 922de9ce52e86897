"""Operators' alarms as messages to the chat that ERROR_CHAT_ID names: a plain sentence, no details."""

from __future__ import annotations

from aiogram import Bot

from bot.i18n import speak
from bot.services.alarms import Tell, Trouble
from bot.telegram.showing import send
from bot.views.help import plain
from digests.models import Language


def tell_chat(bot: Bot, chat_id: int | None, language: Language) -> Tell | None:
    """None without a chat."""
    if chat_id is None:
        return None

    async def to_chat(trouble: Trouble) -> None:
        await tell(bot, chat_id, language, trouble)

    return to_chat


async def tell(bot: Bot, chat_id: int, language: Language, trouble: Trouble) -> None:
    await send(bot, chat_id, plain(speak(language)(f"alert-{trouble}")))
