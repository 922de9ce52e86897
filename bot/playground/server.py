"""The embedded Telegram on a port of this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.playground.bot_api import BotApi
from bot.playground.pages.control import Control, OnClock
from bot.playground.pages.origin_check import check_origin, name_mistakes
from bot.playground.pages.routes import Pages
from bot.playground.sites.sites import NewsSite, Sites
from bot.playground.telegram import Telegram

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens. `url` is what a bot takes as the address of the Bot API."""

    telegram: Telegram
    port: int

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"


@asynccontextmanager
async def serve(
    telegram: Telegram,
    port: int = 0,
    *,
    on_clock: OnClock | None = None,
    sites: Sequence[NewsSite] = (),
) -> AsyncIterator[Server]:
    """Listens on 127.0.0.1 until the block ends; port 0 takes a free one.

    `on_clock` is awaited with the new time when the page has moved the clock. `sites` are under `/site/`.
    """
    app = web.Application(middlewares=[check_origin, name_mistakes])
    bot_api = BotApi(telegram)
    for part in (bot_api, Control(telegram, on_clock), Pages(telegram), Sites(sites, telegram.clock)):
        app.add_routes(part.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    try:
        yield Server(telegram, runner.addresses[0][1])
    finally:
        telegram.updates.close()
        telegram.events.close_all()
        await telegram.webhook.close()
        await bot_api.close()
        await runner.cleanup()
