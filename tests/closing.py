"""The end of a bot's connections."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession


async def close(bot: Bot) -> None:
    """At once: aiogram gives encrypted connections a quarter of a second, here there are none."""
    assert isinstance(bot.session, AiohttpSession)
    if bot.session._session is not None:
        await bot.session._session.close()
