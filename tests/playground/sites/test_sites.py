"""The sample sites: feeds that grow when something is published, and addresses that mean harm."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession

from bot.playground.server import Server, serve
from bot.playground.sites.harm import HARM
from bot.playground.sites.sites import NewsSite, SiteArticle
from bot.playground.telegram import Telegram
from bot.web.fetcher import WebFetcher
from bot.web.results import Conditions, Fetched, NotModified, Unfetched, Why
from digests.formats.discovery import offered_feeds
from digests.formats.entries import Feed, FeedProblem
from digests.formats.feeds import read_feed
from digests.formats.web_page import read_web_page

AT = datetime(2026, 3, 1, tzinfo=UTC)
BRIDGE = SiteArticle("Мост <открыт>", "Мост открыли утром.\nЕго строили три года.", AT)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serve(Telegram(), sites=[NewsSite("Вести", [BRIDGE])]) as server:
        yield server


@pytest.fixture
async def fetcher(server: Server) -> AsyncIterator[WebFetcher]:
    fetcher = WebFetcher(server.telegram.clock, allowed=frozenset({server.url.removeprefix("http://")}))
    yield fetcher
    await fetcher.close()


async def test_a_site_leads_to_its_feed_and_its_pages(server: Server, fetcher: WebFetcher) -> None:
    front = await fetcher.get(f"{server.url}/site/0/")
    assert isinstance(front, Fetched)
    (offer,) = offered_feeds(front.content.decode(), front.url)
    got = await fetcher.get(offer.url)
    assert isinstance(got, Fetched)
    feed = read_feed(got.content, url=got.url)
    assert isinstance(feed, Feed)
    raw = feed.entries[0].raw
    assert (raw.title, raw.text) == (BRIDGE.title, BRIDGE.text)
    picture = await fetcher.get(raw.picture or "")
    assert isinstance(picture, Fetched)
    assert picture.content.startswith(b"\x89PNG")
    page = await fetcher.get(raw.link or "")
    assert isinstance(page, Fetched)
    assert not isinstance(read_web_page(page.content * 3, page.url, None), FeedProblem)
    assert isinstance(await fetcher.get(offer.url, conditions=got.conditions), NotModified)


async def test_what_is_published_is_in_the_feed(server: Server, fetcher: WebFetcher) -> None:
    form = {"title": "Школа готова", "text": "Школу сдали в срок."}
    async with ClientSession() as session:
        done = await session.post(f"{server.url}/site/0/publish", data=form)
        refused = await session.post(f"{server.url}/site/0/publish", data={"title": "Школа"})
        absent = await session.get(f"{server.url}/site/7/feed.xml")
    assert (done.status, refused.status, absent.status) == (200, 400, 404)
    got = await fetcher.get(f"{server.url}/site/0/feed.xml", conditions=Conditions('"old"'))
    assert isinstance(got, Fetched)
    feed = read_feed(got.content, url=got.url)
    assert isinstance(feed, Feed)
    assert [entry.raw.title for entry in feed.entries] == ["Школа готова", "Мост <открыт>"]


OUTCOMES: dict[str, Why | FeedProblem | None] = {
    "bomb": FeedProblem.DANGEROUS,
    "gzip": Why.TOO_LARGE,
    "circle": Why.REDIRECTS,
    "inside": Why.PRIVATE,
    "torn": None,
    "video": Why.WRONG_TYPE,
    "gone": Why.GONE,
    "busy": Why.BUSY,
    "markup": None,
}


@pytest.mark.parametrize("kind", HARM)
async def test_harm_ends_at_the_fetcher_or_the_parser(server: Server, fetcher: WebFetcher, kind: str) -> None:
    got = await fetcher.get(f"{server.url}/site/harm/{kind}", accept=("text/", "application/"))
    expected = OUTCOMES[kind]
    if isinstance(got, Unfetched):
        assert got.why is expected
        return
    assert isinstance(got, Fetched)
    read = read_feed(got.content, url=got.url)
    assert read is expected if expected else isinstance(read, Feed)
