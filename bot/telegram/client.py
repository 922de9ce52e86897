"""The connection to Telegram: server, proxy, and the pacer that no call bypasses."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.settings import Settings
from bot.telegram.pacer import Pacer


def make_bot(settings: Settings, token: str) -> Bot:
    session = AiohttpSession(
        proxy=settings.proxy_url, api=TelegramAPIServer.from_base(settings.telegram_api_url)
    )
    session.middleware(Pacer(settings.send_rate))
    return Bot(token, session=session)
