"""Counts for whoever runs the bot."""

from __future__ import annotations

from datetime import datetime

from storage.database import Reader
from storage.rows import epoch, fetch_all, fetch_one, fetch_value, moment_or_none


async def readers(db: Reader) -> tuple[int, int]:
    """(private chats, those of them that receive editions)."""
    row = await fetch_one(
        db,
        "SELECT count(*) AS everybody, count(*) FILTER (WHERE pause_reason IS NULL AND EXISTS"
        " (SELECT 1 FROM schedules WHERE destination_id = destinations.id)) AS active"
        " FROM destinations WHERE kind = 'private'",
    )
    return (row["everybody"], row["active"]) if row else (0, 0)


async def chats(db: Reader) -> int:
    """Groups, topics and channels that somebody has connected."""
    return int(await fetch_value(db, "SELECT count(*) FROM destinations WHERE owner_id IS NOT NULL"))


async def editions_since(db: Reader, since: datetime) -> int:
    first = await _first_since(db, "editions", since)
    return int(await fetch_value(db, "SELECT count(*) FROM editions WHERE id >= ?", first))


async def sent_since(db: Reader, since: datetime) -> int:
    """Messages of the outbox that were made since then and have arrived."""
    first = await _first_since(db, "outbox", since)
    return int(await fetch_value(db, "SELECT count(*) FROM outbox WHERE id >= ? AND state = 'sent'", first))


async def undelivered_since(db: Reader, since: datetime) -> int:
    """Messages that were made since then and were refused, or given up before they arrived."""
    first = await _first_since(db, "outbox", since)
    return int(
        await fetch_value(
            db,
            "SELECT count(*) FROM outbox WHERE id >= ?"
            " AND (state IN ('failed', 'unknown') OR (state = 'cancelled' AND error = 'expired'))",
            first,
        )
    )


async def articles_since(db: Reader, since: datetime) -> int:
    return int(await fetch_value(db, "SELECT count(*) FROM articles WHERE added_at >= ?", epoch(since)))


async def articles(db: Reader, since: datetime) -> tuple[int, int]:
    """(all, those added since then)."""
    whole = int(await fetch_value(db, "SELECT count(*) FROM articles"))
    return whole, await articles_since(db, since)


async def feeds(db: Reader) -> tuple[int, int]:
    """(those that are asked, those of them that have failed the last time)."""
    row = await fetch_one(
        db,
        "SELECT count(*) AS asked, count(*) FILTER (WHERE failures > 0) AS failing FROM feeds"
        " WHERE state = 'on'",
    )
    return (row["asked"], row["failing"]) if row else (0, 0)


async def made(db: Reader) -> dict[str, int]:
    """How many articles, stories and editions were ever made; those that are gone count too."""
    rows = await fetch_all(
        db, "SELECT name, seq FROM sqlite_sequence WHERE name IN ('articles', 'stories', 'editions')"
    )
    return {"articles": 0, "stories": 0, "editions": 0} | {row["name"]: row["seq"] for row in rows}


async def newest_article(db: Reader, before: datetime) -> datetime | None:
    """When the last one was added; what a clock that was ahead has dated after `before` does not count."""
    return moment_or_none(
        await fetch_value(db, "SELECT max(added_at) FROM articles WHERE added_at <= ?", epoch(before))
    )


async def feed_states(db: Reader) -> dict[str, int]:
    """How many feeds are well, fail now, and are switched off."""
    rows = await fetch_all(
        db,
        "SELECT CASE WHEN state = 'off' THEN 'off' WHEN failures > 0 THEN 'failing' ELSE 'well' END AS how,"
        " count(*) AS many FROM feeds GROUP BY how",
    )
    return {"well": 0, "failing": 0, "off": 0} | {row["how"]: row["many"] for row in rows}


async def file_bytes(db: Reader) -> int:
    pages, size = await fetch_value(db, "PRAGMA page_count"), await fetch_value(db, "PRAGMA page_size")
    return int(pages) * int(size)


async def _first_since(db: Reader, table: str, since: datetime) -> int:
    """The lowest number of a row made since then, found by halves: numbers grow with time."""
    low, high = 0, int(await fetch_value(db, f"SELECT coalesce(max(id), 0) + 1 FROM {table}"))
    while low < high:
        middle = (low + high) // 2
        row = await fetch_one(
            db, f"SELECT id, created_at FROM {table} WHERE id >= ? ORDER BY id LIMIT 1", middle
        )
        if row is None or row["created_at"] >= epoch(since):
            high = middle
        else:
            low = row["id"] + 1
    return low
