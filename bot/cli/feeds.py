"""`newsdigest feeds` lists the feeds and their troubles; `feeds check` tries those of an OPML file."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from bot.cli.digest_inputs import read_bytes
from bot.cli.files import printable
from bot.i18n import Say
from bot.intake.feeds.publishers import MAX_TRIED_AT_ONCE
from bot.settings import Settings
from bot.timing.clock import SystemClock
from bot.views.editor.feeds import problem
from bot.web.fetcher import WebFetcher
from bot.web.results import Fetched, Unfetched, Why
from bot.worker import tasks
from bot.worker.process import Worker, WorkerError
from digests.formats.entries import FeedProblem
from digests.formats.opml import Outline, read_opml
from storage import feeds
from storage.database import Database
from storage.feeds import StoredFeed

FEEDS_PER_QUERY = 500
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def run_feeds(database: Path, stdout: TextIO | None = None) -> int:
    """Print each feed; the exit status is 1 when there is no database yet."""
    out = stdout or sys.stdout
    if not database.exists():
        sys.stderr.write(f"{database} does not exist yet\n")
        return 1
    found = asyncio.run(_read(database))
    say, now = Say("en"), datetime.now(UTC)
    for feed in found:
        out.write(f"{feed.id:5}  {_state(feed, now):24}  {printable(feed.title)}  {printable(feed.url)}\n")
        if feed.error:
            out.write(f"       {problem(feed.error, say)}\n")
    if not found:
        out.write("No feeds yet. `newsdigest import LIST.opml` brings a list of them.\n")
    return 0


def check_list(file: Path, settings: Settings, stdout: TextIO | None = None) -> int:
    """Try each feed of an OPML file and store nothing. The exit status is 1 if any of them gives no news."""
    out = stdout or sys.stdout
    content = read_bytes(str(file))
    if isinstance(content, str):
        sys.stderr.write(f"{printable(file)} {content}\n")
        return 1
    listed = read_opml(content)
    if not listed:
        sys.stderr.write(f"{printable(file)} lists no feeds\n")
        return 1
    said = asyncio.run(_try_all(listed, settings))
    for outline, (well, words) in zip(listed, said, strict=True):
        name, url = printable(outline.title), printable(outline.url)
        out.write(f"{'well' if well else 'no  '}  {name}  {url}\n      {printable(words)}\n")
    return 0 if all(well for well, _ in said) else 1


async def _try_all(listed: Sequence[Outline], settings: Settings) -> list[tuple[bool, str]]:
    fetcher = WebFetcher(
        SystemClock(), allowed=settings.fetch_allowed_private_hosts, proxy=settings.feed_proxy_url
    )
    worker, room = Worker(), asyncio.Semaphore(MAX_TRIED_AT_ONCE)

    async def one(outline: Outline) -> tuple[bool, str]:
        async with room:
            return await _try(outline.url, fetcher, worker)

    try:
        return list(await asyncio.gather(*map(one, listed)))
    finally:
        await fetcher.close()
        await worker.close()


async def _try(url: str, fetcher: WebFetcher, worker: Worker) -> tuple[bool, str]:
    """Whether it is a feed, and what there is to know about it."""
    got = await fetcher.get(url)
    if not isinstance(got, Fetched):
        return False, problem((got.why if isinstance(got, Unfetched) else Why.BROKEN).value, Say("en"))
    try:
        feed = await worker.read(tasks.read_feed, got.content, got.url, got.charset)
    except WorkerError:
        feed = FeedProblem.NO_FEED
    if isinstance(feed, FeedProblem):
        return False, problem(feed.value, Say("en"))
    moved = f", moved to {got.moved_to}" if got.moved_to else ""
    return True, f"entries: {len(feed.entries)}{moved}"


async def _read(database: Path) -> list[StoredFeed]:
    db = await Database.open(database)
    found: list[StoredFeed] = []
    try:
        async with db.read() as reader:
            while page := await feeds.list_page(reader, FEEDS_PER_QUERY, found[-1].id if found else 0):
                found += page
    finally:
        await db.close()
    return found


def _state(feed: StoredFeed, now: datetime) -> str:
    if feed.state == "off":
        return "off"
    if feed.last_success is None:
        return "not read yet"
    return f"read {_ago(now - feed.last_success)} ago"


def _ago(past: timedelta) -> str:
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if past >= unit:
            return f"{past // unit} {name}"
    return "a moment"
