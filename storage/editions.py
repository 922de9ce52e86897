"""Editions and, through their stories, each destination's memory of what it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models import Told
from storage.database import Reader, Transaction
from storage.rows import dump, epoch, every, insert, moment, one, value, write


@dataclass(frozen=True, slots=True)
class EditionStory:
    """A story as it was then. `shown` is False for those that the edition only offered to page to."""

    story_id: int
    newest_article_id: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """A digest made for one destination."""

    id: int
    destination_id: int
    scheduled: datetime
    period_start: datetime
    created: datetime
    stories: tuple[EditionStory, ...]


async def add(
    tx: Transaction,
    destination_id: int,
    *,
    scheduled: datetime,
    period_start: datetime,
    now: datetime,
    stories: Sequence[EditionStory],
) -> int | None:
    """The new edition's number; None when this run already has its edition."""
    taken = await value(
        tx,
        "SELECT 1 FROM editions WHERE destination_id = ? AND scheduled_at = ?",
        destination_id,
        epoch(scheduled),
    )
    if taken:
        return None
    edition_id = await insert(
        tx,
        "INSERT INTO editions (destination_id, scheduled_at, period_start, created_at) VALUES (?, ?, ?, ?)",
        destination_id,
        epoch(scheduled),
        epoch(period_start),
        epoch(now),
    )
    await tx.executemany(
        "INSERT INTO told (destination_id, story_id, edition_id, newest_article_id, place, shown)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (destination_id, story.story_id, edition_id, story.newest_article_id, place, story.shown)
            for place, story in enumerate(stories)
        ],
    )
    return edition_id


async def get(db: Reader, edition_id: int) -> Edition | None:
    row = await one(db, "SELECT * FROM editions WHERE id = ?", edition_id)
    if row is None:
        return None
    stories = await every(
        db,
        "SELECT story_id, newest_article_id, shown FROM told WHERE edition_id = ? ORDER BY place",
        edition_id,
    )
    return Edition(
        id=row["id"],
        destination_id=row["destination_id"],
        scheduled=moment(row["scheduled_at"]),
        period_start=moment(row["period_start"]),
        created=moment(row["created_at"]),
        stories=tuple(
            EditionStory(story["story_id"], story["newest_article_id"], bool(story["shown"]))
            for story in stories
        ),
    )


async def told(
    db: Reader, destination_id: int, story_ids: Sequence[int], *, before: int | None = None
) -> Told:
    """What the destination knows of these stories, or knew `before` the edition of this number."""
    rows = await every(
        db,
        "SELECT story_id, max(newest_article_id) AS newest FROM told WHERE destination_id = ?1"
        " AND story_id IN (SELECT value FROM json_each(?2)) AND shown AND (?3 IS NULL OR edition_id < ?3)"
        " GROUP BY story_id",
        destination_id,
        dump(story_ids),
        before,
    )
    return Told({row["story_id"]: row["newest"] for row in rows})


async def last_run(db: Reader, destination_id: int) -> datetime | None:
    """When the destination's newest edition was due."""
    found: int | None = await value(
        db, "SELECT max(scheduled_at) FROM editions WHERE destination_id = ?", destination_id
    )
    return None if found is None else moment(found)


async def forget_told(tx: Transaction, edition_id: int) -> None:
    """The edition did not arrive: its stories count as untold again."""
    await write(tx, "DELETE FROM told WHERE edition_id = ?", edition_id)


async def merge_told(tx: Transaction, story_id: int, into: int) -> None:
    """Who was told either story knows both up to the newer mark."""
    await write(
        tx,
        "INSERT INTO told SELECT destination_id, ?2, edition_id, newest_article_id, place, shown FROM told"
        " WHERE story_id = ?1 ON CONFLICT (destination_id, story_id, edition_id) DO UPDATE SET"
        " newest_article_id = max(newest_article_id, excluded.newest_article_id),"
        " place = min(place, excluded.place), shown = max(shown, excluded.shown)",
        story_id,
        into,
    )
    await write(tx, "DELETE FROM told WHERE story_id = ?", story_id)


async def copy_told(tx: Transaction, story_id: int, to: int) -> None:
    """Who was told the story knows the part that became a story of its own."""
    await write(
        tx,
        "INSERT INTO told SELECT destination_id, ?2, edition_id, newest_article_id, place, shown FROM told"
        " WHERE story_id = ?1",
        story_id,
        to,
    )
