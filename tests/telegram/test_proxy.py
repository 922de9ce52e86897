"""Telegram behind a proxy."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError

from bot.cli.main import run_command
from bot.playground.server import Server
from bot.settings import Settings
from bot.telegram.client import make_bot
from bot.telegram.sending.pacer import Pacer
from tests.closing import close
from tests.proxies import ProxyServer, proxying


@pytest.fixture
async def proxy(server: Server) -> AsyncIterator[ProxyServer]:
    async with proxying(int(server.url.rpartition(":")[2])) as proxy:
        yield proxy


@pytest.fixture(params=["http", "socks5"])
async def bot(request: pytest.FixtureRequest, server: Server, proxy: ProxyServer) -> AsyncIterator[Bot]:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings adds it
        telegram_api_url="http://api.telegram.example",
        proxy_url=f"{request.param}://127.0.0.1:{proxy.port}",
    )
    bot = make_bot(settings, server.telegram.token, Pacer(30))
    yield bot
    await close(bot)


async def test_the_proxy_resolves_telegrams_name(bot: Bot, server: Server, proxy: ProxyServer) -> None:
    assert (await bot.get_me()).id == server.telegram.bot.id
    assert proxy.told == ["api.telegram.example:80"]


async def test_a_proxy_that_refuses_is_a_connection_to_try_again(bot: Bot, proxy: ProxyServer) -> None:
    proxy.refuses = True
    with pytest.raises(TelegramNetworkError, match="the proxy"):
        await bot.get_me()


@pytest.mark.parametrize(
    "address", ["https://proxy:1", "proxy:1080", "http://proxy", "socks5://reader:ge/heim@proxy:1"]
)
def test_a_proxy_that_is_none_is_said_at_the_start(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FEED_PROXY_URL", address)
    assert run_command(["check"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("FEED_PROXY_URL: ")
    assert "heim" not in said
