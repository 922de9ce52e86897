"""What a proxy for feeds is told, and what it may not be asked."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.timing.clock import SystemClock
from bot.web.fetcher import WebFetcher
from bot.web.results import Fetched, Unfetched, Why
from tests.loopback_web import Web
from tests.proxies import ProxyServer, proxying
from tests.web.test_fetcher import Names, why


@pytest.fixture
async def proxy(site: Web) -> AsyncIterator[ProxyServer]:
    async with proxying(site.port) as proxy:
        yield proxy


async def through(proxy: ProxyServer, scheme: str, url: str, *addresses: str) -> object:
    """What comes for `url` whose name has these addresses."""
    fetcher = WebFetcher(
        SystemClock(), proxy=f"{scheme}://127.0.0.1:{proxy.port}", resolver=Names(*addresses)
    )
    try:
        return await fetcher.get(url)
    finally:
        await fetcher.close()


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_is_told_the_number_that_was_checked(
    site: Web, proxy: ProxyServer, scheme: str
) -> None:
    site.page("/feed", b"news")
    got = await through(proxy, scheme, "http://news.example/feed", "93.184.216.34")
    assert isinstance(got, Fetched), got
    assert got.content == b"news"
    assert proxy.told == ["93.184.216.34:80"]
    assert site.asked[0].host == "news.example"


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_no_proxy_is_led_into_a_private_network(proxy: ProxyServer, scheme: str) -> None:
    for addresses in (("10.0.0.1",), ("93.184.216.34", "127.0.0.1")):
        assert why(await through(proxy, scheme, "http://news.example/", *addresses)) is Why.PRIVATE
    assert why(await through(proxy, scheme, "http://169.254.169.254/")) is Why.PRIVATE
    assert proxy.told == []


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_refuses_is_a_site_that_does_not_answer(proxy: ProxyServer, scheme: str) -> None:
    proxy.refuses = True
    got = await through(proxy, scheme, "http://news.example/", "93.184.216.34")
    assert isinstance(got, Unfetched)
    assert got.why is Why.UNREACHABLE


async def test_a_proxy_that_is_down(proxy: ProxyServer) -> None:
    gone = ProxyServer(proxy.target, port=1)
    assert why(await through(gone, "socks5", "http://news.example/", "93.184.216.34")) is Why.UNREACHABLE
