"""The connection to Telegram: server, proxy, and the pacer that no call bypasses."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.settings import Settings
from bot.telegram.pacer import Pacer

CONNECTIONS = 256  # more than the outbox's window: replies and the long poll are never queued behind it


def make_bot(settings: Settings, token: str, pacer: Pacer) -> Bot:
    session = AiohttpSession(
        proxy=settings.proxy_url,
        api=TelegramAPIServer.from_base(settings.telegram_api_url),
        limit=CONNECTIONS,
    )
    session.middleware(pacer)
    return Bot(token, session=session)
