"""What tests of several parts share."""

from __future__ import annotations

import asyncio
import gc
import shutil
import ssl
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.server import Server, serve
from bot.playground.telegram import Telegram
from bot.telegram.lazy_models import import_aiogram
from bot.timing.clock import SystemClock
from bot.web.fetcher import WebFetcher
from storage.database import Database
from tests.loopback_web import Web, serving

NOON_IN_ALMATY = time(7)  # in UTC

gc.disable()  # until all is imported: what is imported stays
import_aiogram()  # as the command does, before anything else here does

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")


@given(st.none())
def nothing_holds(_nothing: None) -> None:
    """A property's first run registers Hypothesis's generator of chance, which it looks for with `gc`."""


def pytest_collection_finish() -> None:
    """The libraries' 300,000 objects are no garbage: each look through them takes longer than a test."""
    nothing_holds()
    gc.freeze()
    gc.set_threshold(5_000)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def one_tls_context() -> Iterator[None]:
    """To read all authorities takes longer than most tests, and nothing here is encrypted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


async def make_database(path: Path) -> Path:
    database = await Database.open(path)
    await database.close()
    return path


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all its tables, to be copied: making them takes longer than most tests."""
    return asyncio.run(make_database(tmp_path_factory.mktemp("empty") / "news.db"))


@pytest.fixture
def database_path(empty_database: Path, tmp_path: Path) -> Path:
    """A file of one's own, with all its tables."""
    return Path(shutil.copy(empty_database, tmp_path / "news.db"))


@pytest.fixture
async def db(database_path: Path) -> AsyncIterator[Database]:
    """A database of its own for each test."""
    database = await Database.open(database_path)
    yield database
    await database.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """An embedded Telegram on a free port."""
    async with serve(Telegram()) as server:
        yield server


@pytest.fixture
def telegram(server: Server) -> Telegram:
    """The same, to act in: its `people` and chats, its journal, its faults. It is noon in Almaty there.

    So that no test means another day, or the quiet hours, when it runs late in the evening.
    """
    noon = datetime.combine(server.telegram.now() + timedelta(days=1), NOON_IN_ALMATY, UTC)
    server.telegram.clock.move((noon - server.telegram.now()) % timedelta(days=1))
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
