"""The owner of a chat makes its feed, gives it another address and turns it off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.outlets.wiring import feed_routes
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.playground.world.places import Channel
from bot.settings import Settings
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.owner.test_chats import connects

BASE = "https://news.example.org/bot"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"http_port": 8080, "public_url": BASE})


@pytest.fixture
def owner(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Данияр", language="ru")


@pytest.fixture
def channel(telegram: Telegram, owner: Person) -> Channel:
    return telegram.channel("Жаңалықтар", owner=owner, bot="left")


class Proxy:
    """Takes the path of BASE off, as an operator's would."""

    def __init__(self, server: BaseTestServer, http: aiohttp.ClientSession) -> None:
        self._server = server
        self._http = http

    async def status(self, address: str) -> int:
        async with self._http.get(self._server.make_url(address.removeprefix(BASE))) as answer:
            return answer.status


@pytest.fixture
async def proxy(newsroom: Newsroom, settings: Settings) -> AsyncIterator[Proxy]:
    app = web.Application()
    app.add_routes(feed_routes(settings, newsroom.db))
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Proxy(server, http)


def address_in(text: str) -> str:
    (found,) = re.findall(rf"{BASE}/feed/\S{{32}}", text)
    return str(found)


async def test_an_owner_makes_renews_and_ends_a_feed(
    newsroom: Newsroom, owner: Person, channel: Channel, proxy: Proxy
) -> None:
    await connects(owner, channel)
    screen = await owner.sees("Лента для сайта")
    await owner.presses("Лента для сайта")
    assert screen.buttons == ["Создать ленту", "Назад"]
    await owner.presses("Создать ленту")
    first = address_in(screen.text)
    copy = screen.button("Скопировать адрес")
    assert copy is not None
    assert copy["copy_text"] == {"text": first}
    assert await proxy.status(first) == 200
    await owner.presses("Назад")
    await owner.presses("Лента для сайта")
    assert BASE not in screen.text
    assert screen.buttons == ["Новый адрес", "Выключить", "Назад"]
    await owner.presses("Новый адрес")
    second = address_in(screen.text)
    assert [await proxy.status(each) for each in (first, second)] == [404, 200]
    await owner.presses("Назад")
    await owner.presses("Лента для сайта")
    await owner.presses("Выключить")
    assert screen.buttons == ["Создать ленту", "Назад"]
    assert await proxy.status(second) == 404


@pytest.mark.parametrize("way", ["disconnect", "forget"])
async def test_a_chat_that_is_let_go_has_no_feed(
    owner: Person, channel: Channel, proxy: Proxy, way: str
) -> None:
    await connects(owner, channel)
    screen = await owner.sees("Лента для сайта")
    await owner.presses("Лента для сайта")
    await owner.presses("Создать ленту")
    address = address_in(screen.text)
    assert await proxy.status(address) == 200
    if way == "disconnect":
        await owner.presses("Назад")
        await owner.presses("Отключить чат")
        await owner.presses("Да, отключить")
    else:
        await owner.writes("/forget")
        await owner.receives()
        await owner.presses("Да, удалить всё")
    assert await proxy.status(address) == 404


async def test_a_second_press_of_an_old_screen_does_not_change_the_address(
    newsroom: Newsroom, owner: Person, channel: Channel, proxy: Proxy
) -> None:
    await connects(owner, channel)
    screen = await owner.sees("Лента для сайта")
    await owner.presses("Лента для сайта")
    await owner.presses("Создать ленту")
    address = address_in(screen.text)
    await owner.presses_data(screen, "1:chatfeed+:2")
    assert "Лента включена" in screen.text
    assert await proxy.status(address) == 200


class TestWithoutAnAddress:
    """There are no feeds without PUBLIC_URL and HTTP_PORT."""

    @pytest.fixture(params=["http_port", "public_url"])
    def settings(self, settings: Settings, request: pytest.FixtureRequest) -> Settings:
        return settings.model_copy(update={request.param: None})

    async def test_no_feed_is_offered_or_made(
        self, newsroom: Newsroom, settings: Settings, owner: Person, channel: Channel
    ) -> None:
        await connects(owner, channel)
        screen = await owner.sees("Отключить чат")
        assert "Лента для сайта" not in screen.buttons
        await owner.presses_data(screen, "1:chatfeed+:2")
        assert "Создать ленту" in screen.buttons
        assert feed_routes(settings, newsroom.db) == []
