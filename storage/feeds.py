"""Feeds: where they are, when they are asked next, and how they were doing; and feeds that pages offer."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import (
    epoch,
    execute,
    fetch_all,
    fetch_one,
    fetch_value,
    insert,
    moment,
    moment_or_none,
    to_json,
)

FeedState = Literal["on", "off"]


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """A feed as stored. `interval` is in seconds; `error` says why the last check failed, None after a good
    one.
    """

    id: int
    url: str
    title: str
    site: str | None
    full_pages: bool
    added_by: int | None
    state: FeedState
    etag: str | None
    modified: str | None
    body_hash: str | None
    next_check: datetime
    interval: int
    failures: int = 0
    failing_since: datetime | None = None
    error: str | None = None
    last_success: datetime | None = None

    @property
    def host(self) -> str:
        """What stands between `://` and the next slash, exactly as the query of `due` takes it."""
        return self.url.partition("://")[2].partition("/")[0]


async def add(
    tx: Transaction,
    url: str,
    title: str,
    *,
    site: str | None,
    added_by: int | None,
    now: datetime,
    interval: int,
) -> int | None:
    """The number of a new feed that is due at once; None when its address is known."""
    added = await execute(
        tx,
        "INSERT OR IGNORE INTO feeds (url, title, site, added_by, created_at, next_check_at, interval)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(url, title, site, added_by, epoch(now), epoch(now), interval),
    )
    found: int = await fetch_value(tx, "SELECT id FROM feeds WHERE url = ?", url)
    return found if added else None


async def get(db: Reader, feed_id: int) -> StoredFeed | None:
    row = await fetch_one(db, "SELECT * FROM feeds WHERE id = ?", feed_id)
    return None if row is None else _feed(row)


async def of_url(db: Reader, url: str) -> StoredFeed | None:
    row = await fetch_one(db, "SELECT * FROM feeds WHERE url = ?", url)
    return None if row is None else _feed(row)


async def list_page(db: Reader, limit: int, after: int = 0) -> list[StoredFeed]:
    """Feeds by number; `after` pages on from a feed's number."""
    rows = await fetch_all(db, "SELECT * FROM feeds WHERE id > ? ORDER BY id LIMIT ?", after, limit)
    return [_feed(row) for row in rows]


async def count(db: Reader) -> int:
    found: int = await fetch_value(db, "SELECT count(*) FROM feeds")
    return found


async def connected(db: Reader, since: datetime, until: datetime) -> set[str]:
    """The titles of sources all of whose feeds were connected after `since`, up to `until`."""
    rows = await fetch_all(
        db,
        "SELECT title FROM feeds GROUP BY title HAVING min(created_at) > ? AND min(created_at) <= ?",
        epoch(since),
        epoch(until),
    )
    return {row["title"] for row in rows}


async def due(
    db: Reader, now: datetime, limit: int, *, beside: Collection[int] = (), hosts: Collection[str] = ()
) -> list[StoredFeed]:
    """The feeds that are due, the longest overdue first.

    Without those of `beside`, which are being asked, and those of `hosts`, of which enough are being asked.
    """
    rows = await fetch_all(
        db,
        "SELECT * FROM feeds WHERE state = 'on' AND next_check_at <= ?"
        " AND id NOT IN (SELECT value FROM json_each(?))"
        " AND substr(url, instr(url, '://') + 3, instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1)"
        " NOT IN (SELECT value FROM json_each(?)) ORDER BY next_check_at LIMIT ?",
        epoch(now),
        to_json(list(beside)),
        to_json(list(hosts)),
        limit,
    )
    return [_feed(row) for row in rows]


async def save_check(tx: Transaction, feed: StoredFeed) -> None:
    """Store what a check found. What an editor changed meanwhile stays, and so does the address if another
    feed has the new one.
    """
    await execute(
        tx,
        "UPDATE feeds SET url = iif(EXISTS (SELECT 1 FROM feeds AS other WHERE other.url = ?1), url, ?1),"
        " title = iif(title = '', ?2, title), site = ?3, state = iif(?4 = 'off', 'off', state), etag = ?5,"
        " modified = ?6, body_hash = ?7, next_check_at = ?8, interval = ?9, failures = ?10,"
        " failing_since = ?11, error = ?12, last_success_at = ?13 WHERE id = ?14",
        *(feed.url, feed.title, feed.site, feed.state, feed.etag, feed.modified, feed.body_hash),
        *(epoch(feed.next_check), feed.interval, feed.failures),
        None if feed.failing_since is None else epoch(feed.failing_since),
        feed.error,
        None if feed.last_success is None else epoch(feed.last_success),
        feed.id,
    )


async def switch_on(tx: Transaction, feed_id: int, now: datetime) -> None:
    """Make a feed due at once and as if it had never failed."""
    await execute(
        tx,
        "UPDATE feeds SET state = 'on', failures = 0, failing_since = NULL, next_check_at = ? WHERE id = ?",
        epoch(now),
        feed_id,
    )


async def switch_off(tx: Transaction, feed_id: int) -> None:
    await execute(tx, "UPDATE feeds SET state = 'off' WHERE id = ?", feed_id)


async def bring_forward(tx: Transaction, now: datetime, *, longest_pause: timedelta) -> None:
    """Make feeds due at once that wait for longer than their interval allows, or a failing one than
    `longest_pause`.

    A feed that is said to fail since a time to come fails since `now`.
    """
    await execute(
        tx,
        "UPDATE feeds SET next_check_at = ?1 WHERE next_check_at > ?1"
        # a tenth longer than the interval, as checks are spread
        " + CASE failures WHEN 0 THEN interval + (interval + 9) / 10 ELSE ?2 END",
        epoch(now),
        int(longest_pause.total_seconds()),
    )
    await execute(tx, "UPDATE feeds SET failing_since = ?1 WHERE failing_since > ?1", epoch(now))


async def rename(tx: Transaction, feed_id: int, title: str) -> None:
    await execute(tx, "UPDATE feeds SET title = ? WHERE id = ?", title, feed_id)


async def set_full_pages(tx: Transaction, feed_id: int, wanted: bool) -> None:
    """Choose whether entries are completed from their pages; if so, entries that were too short are read
    again.
    """
    await execute(
        tx,
        "UPDATE feeds SET full_pages = ?, body_hash = NULL, etag = NULL, modified = NULL WHERE id = ?",
        int(wanted),
        feed_id,
    )
    if wanted:
        await execute(tx, "DELETE FROM feed_entries WHERE feed_id = ? AND article_id IS NULL", feed_id)


async def remove(tx: Transaction, feed_id: int) -> None:
    """Forget a feed; its articles stay."""
    await execute(tx, "DELETE FROM feeds WHERE id = ?", feed_id)


async def add_offer(tx: Transaction, person_id: int, url: str, title: str, now: datetime) -> int:
    """The number of a feed that is offered to a person, for a button has no room for its address."""
    return await insert(
        tx,
        "INSERT INTO feed_offers (person_id, url, title, created_at) VALUES (?, ?, ?, ?)",
        *(person_id, url, title, epoch(now)),
    )


async def get_offer(db: Reader, offer_id: int, person_id: int) -> str | None:
    """The address of an offer that was made to this person."""
    found: str | None = await fetch_value(
        db, "SELECT url FROM feed_offers WHERE id = ? AND person_id = ?", offer_id, person_id
    )
    return found


async def remove_older_offers(tx: Transaction, before: datetime) -> None:
    await execute(tx, "DELETE FROM feed_offers WHERE created_at < ?", epoch(before))


def _feed(row: sqlite3.Row) -> StoredFeed:
    return StoredFeed(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        site=row["site"],
        full_pages=bool(row["full_pages"]),
        added_by=row["added_by"],
        state=row["state"],
        etag=row["etag"],
        modified=row["modified"],
        body_hash=row["body_hash"],
        next_check=moment(row["next_check_at"]),
        interval=row["interval"],
        failures=row["failures"],
        failing_since=moment_or_none(row["failing_since"]),
        error=row["error"],
        last_success=moment_or_none(row["last_success_at"]),
    )
