"""`newsdigest feeds`: each feed in a line, and what is wrong with it in another."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from bot.i18n import Say
from bot.views.editor.feeds import problem
from storage import feeds
from storage.database import Database
from storage.feeds import StoredFeed

FEEDS_PER_QUERY = 500
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def run_feeds(database: Path, stdout: TextIO | None = None) -> int:
    """Print each feed and return the exit status: 1 when there is no database yet."""
    out = stdout or sys.stdout
    if not database.exists():
        sys.stderr.write(f"{database} does not exist yet\n")
        return 1
    found = asyncio.run(_read(database))
    say, now = Say("en"), datetime.now(UTC)
    for feed in found:
        out.write(f"{feed.id:5}  {_state(feed, now):24}  {feed.title}  {feed.url}\n")
        if feed.error:
            out.write(f"       {problem(feed.error, say)}\n")
    if not found:
        out.write("No feeds yet. `newsdigest import LIST.opml` brings a list of them.\n")
    return 0


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
