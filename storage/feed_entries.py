"""Which entries of a feed have been read, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, to_json


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """How many entries of a period became articles, and how many did not."""

    articles: int
    skipped: int


async def versions(db: Reader, feed_id: int, keys: Sequence[str]) -> dict[str, tuple[str, int | None]]:
    """(version, article) by key, of those of these entries that have been read; the article is None if it
    became none.
    """
    rows = await fetch_all(
        db,
        "SELECT key, version, article_id FROM feed_entries"
        " WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))",
        feed_id,
        to_json(list(keys)),
    )
    return {row["key"]: (row["version"], row["article_id"]) for row in rows}


async def mark_read(
    tx: Transaction, feed_id: int, entries: Sequence[tuple[str, str, int | None]], now: datetime
) -> None:
    """Note entries as read: each is (key, version, article), the article None where the entry became none."""
    await tx.executemany(
        "INSERT INTO feed_entries (feed_id, key, version, article_id, seen_at)"
        " SELECT id, ?, ?, ?, ? FROM feeds WHERE id = ?"
        " ON CONFLICT (feed_id, key) DO UPDATE SET version = excluded.version,"
        " article_id = coalesce(excluded.article_id, article_id)",
        [(*entry, epoch(now), feed_id) for entry in entries],
    )


async def forget_entries(
    tx: Transaction, feed_id: int, *, before: datetime, listed_now: Sequence[str]
) -> None:
    """Forget entries that were first seen before then and that the feed does not list any more."""
    await execute(
        tx,
        "DELETE FROM feed_entries WHERE feed_id = ? AND seen_at < ?"
        " AND key NOT IN (SELECT value FROM json_each(?))",
        feed_id,
        epoch(before),
        to_json(list(listed_now)),
    )


async def counts(db: Reader, feed_id: int, since: datetime) -> EntryCounts:
    row = await fetch_one(
        db,
        "SELECT count(article_id) AS articles, count(*) - count(article_id) AS skipped FROM feed_entries"
        " WHERE feed_id = ? AND seen_at >= ?",
        feed_id,
        epoch(since),
    )
    return EntryCounts(row["articles"], row["skipped"]) if row else EntryCounts(0, 0)
