"""A plain client of the Bot API, a page without a browser, and a real aiogram bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.playground.server import Server
from tests.closing import close

Json = dict[str, Any]


class Api:
    """Calls methods with JSON bodies and returns the whole answer."""

    def __init__(self, server: Server, http: aiohttp.ClientSession) -> None:
        self.http = http
        self.base = f"{server.url}/bot{server.telegram.token}"

    async def __call__(self, method: str, **params: object) -> Json:
        async with self.http.post(f"{self.base}/{method}", json=params) as response:
            answer: Json = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def result(self, method: str, **params: object) -> Any:  # noqa: ANN401 - any JSON
        answer = await self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: object) -> str:
        answer = await self(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])


class Page:
    """A page that looks and acts over HTTP."""

    def __init__(self, server: Server, http: aiohttp.ClientSession) -> None:
        self.http = http
        self.url = f"{server.url}/control"

    async def get(self, path: str, **headers: str) -> tuple[int, Json]:
        async with self.http.get(f"{self.url}/{path}", headers=headers) as response:
            return response.status, await response.json()

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, Json]:
        async with self.http.post(f"{self.url}/{path}", json=body, headers=headers) as response:
            return response.status, await response.json()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def api(server: Server, http: aiohttp.ClientSession) -> Api:
    return Api(server, http)


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    """The aiogram client pointed at the embedded Telegram."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    bot = Bot(server.telegram.token, session=session)
    yield bot
    await close(bot)


@pytest.fixture
async def dispatcher(server: Server, bot: Bot) -> AsyncIterator[Dispatcher]:
    """It polls while the test runs; a test adds handlers to it."""
    dispatcher = Dispatcher()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(
            dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5, close_bot_session=False)
        )
        await server.telegram.settled()
        yield dispatcher
        await dispatcher.stop_polling()


@pytest.fixture
async def page(server: Server, http: aiohttp.ClientSession) -> Page:
    return Page(server, http)
