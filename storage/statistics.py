"""Counts for whoever runs the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digests.models.texts import Language
from storage.database import Reader
from storage.rows import epoch, fetch_all, fetch_one, fetch_value, moment, moment_or_none, to_json

SLOT_SECONDS = 900  # no zone's midnight lies within one
Compared = tuple[str, int, int]
"""A name, how many now, how many before."""

_SEEN = "id NOT IN (SELECT id FROM articles WHERE held_until IS NOT NULL)"  # which are few


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Articles to be counted: of these topics, in these languages, and not of these `sources`.

    With `only` it is the other way round: of these sources alone. What is empty does not matter.
    """

    topics: frozenset[str] = frozenset()
    languages: frozenset[Language] = frozenset()
    sources: frozenset[str] = frozenset()
    only: bool = False

    def values(self) -> tuple[object, ...]:
        """For `?1` to `?4` of `_FILTERED`."""
        lists = (self.topics, self.languages, self.sources)
        return (*(to_json(sorted(each)) for each in lists), int(self.only))


ALL_ARTICLES = ArticleFilter()
_FILTERED = (
    "NOT withheld AND (?1 = '[]' OR EXISTS (SELECT 1 FROM json_each(articles.topics) AS each"
    "  WHERE each.value IN (SELECT value FROM json_each(?1))))"
    " AND (?2 = '[]' OR language IN (SELECT value FROM json_each(?2)))"
    " AND (?3 = '[]' OR EXISTS (SELECT 1 FROM origins AS seen JOIN sources AS of ON of.id = seen.source_id"
    "  WHERE seen.article_id = articles.id AND (of.name IN (SELECT value FROM json_each(?3))) = ?4))"
)


async def readers(db: Reader) -> tuple[int, int]:
    """(private chats, those of them that get editions by schedule)."""
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
    """How many messages were queued since then and have arrived."""
    first = await _first_since(db, "outbox", since)
    return int(await fetch_value(db, "SELECT count(*) FROM outbox WHERE id >= ? AND state = 'sent'", first))


async def undelivered_since(db: Reader, since: datetime) -> int:
    """How many messages were queued since then and were refused, or given up before they arrived."""
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
    return int(
        await fetch_value(db, f"SELECT count(*) FROM articles WHERE added_at >= ? AND {_SEEN}", epoch(since))
    )


async def articles(db: Reader, since: datetime) -> tuple[int, int]:
    """(all articles, those added since then), without held ones."""
    whole = int(await fetch_value(db, f"SELECT count(*) FROM articles WHERE {_SEEN}"))
    return whole, await articles_since(db, since)


async def articles_by_slot(
    db: Reader, since: datetime, until: datetime, wanted: ArticleFilter = ALL_ARTICLES
) -> list[tuple[datetime, str, int]]:
    """(quarter of an hour, language, how many) of the articles added from `since` to before `until`."""
    rows = await fetch_all(
        db,
        f"SELECT added_at / {SLOT_SECONDS} AS slot, language, count(*) AS many FROM articles"
        f" WHERE added_at >= ?5 AND added_at < ?6 AND {_FILTERED} GROUP BY slot, language",
        *wanted.values(),
        epoch(since),
        epoch(until),
    )
    return [(moment(row["slot"] * SLOT_SECONDS), row["language"], row["many"]) for row in rows]


async def topics_of(
    db: Reader, since: datetime, middle: datetime, until: datetime, wanted: ArticleFilter = ALL_ARTICLES
) -> list[Compared]:
    """(topic, articles from `middle` to before `until`, articles from `since` to before `middle`), the most
    first.
    """
    rows = await fetch_all(
        db,
        "SELECT value AS name, sum(added_at >= ?7) AS many, sum(added_at < ?7) AS before"
        " FROM articles CROSS JOIN json_each(topics)"
        f" WHERE added_at >= ?5 AND added_at < ?6 AND {_FILTERED}"
        " AND (?1 = '[]' OR value IN (SELECT value FROM json_each(?1)))"
        " GROUP BY value ORDER BY many DESC, before DESC, name",
        *wanted.values(),
        epoch(since),
        epoch(until),
        epoch(middle),
    )
    return [(row["name"], row["many"], row["before"]) for row in rows]


async def sources_of(
    db: Reader, since: datetime, middle: datetime, until: datetime, wanted: ArticleFilter = ALL_ARTICLES
) -> list[Compared]:
    """As `topics_of`, by source; '' is the newsroom. An article that several sources published counts for
    each.
    """
    rows = await fetch_all(
        db,
        "SELECT name, count(DISTINCT iif(added_at >= ?7, articles.id, NULL)) AS many,"
        " count(DISTINCT iif(added_at < ?7, articles.id, NULL)) AS before"
        " FROM articles CROSS JOIN origins ON article_id = articles.id"
        " CROSS JOIN sources ON sources.id = source_id"
        f" WHERE added_at >= ?5 AND added_at < ?6 AND {_FILTERED}"
        " AND (?3 = '[]' OR (name IN (SELECT value FROM json_each(?3))) = ?4)"
        " GROUP BY source_id ORDER BY many DESC, before DESC, name",
        *wanted.values(),
        epoch(since),
        epoch(until),
        epoch(middle),
    )
    return [(row["name"], row["many"], row["before"]) for row in rows]


async def readers_by_slot(db: Reader, since: datetime, until: datetime) -> list[tuple[datetime, int]]:
    """(quarter of an hour, how many) of the private chats that began from `since` to before `until`."""
    first = await _first_since(db, "destinations", since)
    rows = await fetch_all(
        db,
        f"SELECT created_at / {SLOT_SECONDS} AS slot, count(*) AS many FROM destinations"
        " WHERE id >= ? AND created_at < ? AND kind = 'private' GROUP BY slot",
        first,
        epoch(until),
    )
    return [(moment(row["slot"] * SLOT_SECONDS), row["many"]) for row in rows]


async def deliveries(db: Reader, since: datetime, until: datetime) -> dict[str, int]:
    """How many messages queued from `since` to before `until` came to each end.

    `late`: given up before they arrived. `unknown`: nobody knows whether they arrived.
    """
    first, end = await _first_since(db, "outbox", since), await _first_since(db, "outbox", until)
    rows = await fetch_all(
        db,
        "SELECT CASE WHEN state = 'cancelled' AND error = 'expired' THEN 'late'"
        " WHEN state = 'sending' THEN 'pending' ELSE state END AS became, count(*) AS many"
        " FROM outbox WHERE id >= ? AND id < ? AND operation = 'send' GROUP BY became",
        first,
        end,
    )
    found = {row["became"]: row["many"] for row in rows}
    return {each: found.get(each, 0) for each in ("sent", "failed", "unknown", "late", "pending")}


async def feeds(db: Reader) -> tuple[int, int]:
    """(feeds that are switched on, those of them whose last check failed)."""
    row = await fetch_one(
        db,
        "SELECT count(*) AS asked, count(*) FILTER (WHERE failures > 0) AS failing FROM feeds"
        " WHERE state = 'on'",
    )
    return (row["asked"], row["failing"]) if row else (0, 0)


async def made(db: Reader) -> dict[str, int]:
    """How many articles, stories and editions were ever made, including those that were removed."""
    rows = await fetch_all(
        db, "SELECT name, seq FROM sqlite_sequence WHERE name IN ('articles', 'stories', 'editions')"
    )
    return {"articles": 0, "stories": 0, "editions": 0} | {row["name"]: row["seq"] for row in rows}


async def newest_article(db: Reader, before: datetime) -> datetime | None:
    """When the last article was added; what a clock that was ahead dated after `before` does not count."""
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
    """The lowest number of a row made since then, found by bisection: numbers grow with time."""
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
