"""The connection to Telegram: server, proxy, and the pacer that no call bypasses."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.settings import Settings
from bot.telegram.pacer import Pacer

CONNECTIONS = 256  # more than the outbox's window: replies and the long poll are never queued behind it


def make_bot(settings: Settings, token: str, pacer: Pacer) -> Bot:
    session = Session(settings.proxy_url, api=TelegramAPIServer.from_base(settings.telegram_api_url))
    session.middleware(pacer)
    return Bot(token, session=session)


class Session(AiohttpSession):
    """aiogram's own, whose failures are those of a connection, which one tries again: a proxy's too, and a
    page in another encoding, from a proxy or a provider, in place of an answer."""

    def __init__(self, proxy: str | None, *, api: TelegramAPIServer) -> None:
        super().__init__(api=api, limit=CONNECTIONS)
        if proxy is not None:
            from bot.fetch.tunnels import NamesForProxy, TunnelConnector

            self._connector_type = TunnelConnector
            self._connector_init |= {"proxy": proxy, "resolver": NamesForProxy()}

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # as in aiogram
    ) -> TelegramType:
        try:
            return await super().make_request(bot, method, timeout=timeout)
        except UnicodeDecodeError as error:
            raise ClientDecodeError("the answer is no UTF-8", error, error.object) from error
