"""What tests of several parts share."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from bot.clock import SystemClock
from bot.fetch.fetching import WebFetcher
from bot.playground import Server, Telegram, serve
from tests.web import Web, serving

gc.disable()  # until all is imported: what is imported stays

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")


def pytest_collection_finish() -> None:
    """The libraries' 300,000 objects are no garbage: each look through them takes longer than a test."""
    gc.freeze()
    gc.enable()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """An embedded Telegram on a free port."""
    async with serve(Telegram()) as server:
        yield server


@pytest.fixture
def telegram(server: Server) -> Telegram:
    """The same, to act in: its `people` and chats, its journal, its faults."""
    return server.telegram


@pytest.fixture
async def site() -> AsyncIterator[Web]:
    """A web site on loopback; a test says what its pages are."""
    async with serving() as site:
        yield site


@pytest.fixture
async def fetcher(site: Web) -> AsyncIterator[WebFetcher]:
    """May ask the site and nothing else that is private."""
    fetcher = WebFetcher(SystemClock(), allowed=frozenset((site.host,)))
    yield fetcher
    await fetcher.close()
