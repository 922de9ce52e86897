"""How often something was done, by day: counts alone, from which nobody can tell by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment

Done = Literal["saved", "unsubscribed", "blocked"]


@dataclass(frozen=True, slots=True)
class PostCounts:
    """An edition of a group or channel: how often its links were followed, and reactions to its posts."""

    scheduled: datetime
    taps: int
    reactions: int


async def add(tx: Transaction, done: Done, now: datetime, zone: str) -> None:
    """Count what somebody in this zone did now."""
    await execute(
        tx,
        "INSERT INTO day_counts (day, what, times) VALUES (?, ?, 1)"
        " ON CONFLICT (day, what) DO UPDATE SET times = times + 1",
        day_of(now, zone),
        done,
    )


async def add_tap(tx: Transaction, story_id: int, edition_id: int, now: datetime, zone: str) -> None:
    """Count that a link to a story was followed. `edition_id` is 0 unless it is an edition of a group or
    channel.
    """
    await execute(
        tx,
        "INSERT INTO story_taps (day, edition_id, story_id, times) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (day, edition_id, story_id) DO UPDATE SET times = times + 1",
        day_of(now, zone),
        edition_id,
        story_id,
    )


async def is_public(db: Reader, edition_id: int) -> bool:
    """Whether it is an edition of a group or channel."""
    return bool(
        await fetch_value(
            db,
            "SELECT 1 FROM editions JOIN destinations ON destinations.id = destination_id"
            " WHERE editions.id = ? AND kind <> 'private'",
            edition_id,
        )
    )


async def set_reactions(tx: Transaction, chat_id: int, sent_as: int, reactions: int) -> None:
    """Store how many reactions a message has now, if it is a post of an edition of a group or channel."""
    await execute(
        tx,
        "INSERT OR REPLACE INTO post_reactions (edition_id, part, reactions)"
        " SELECT editions.id, part, ?3 FROM destinations"
        " JOIN outbox ON outbox.destination_id = destinations.id AND sent_as = ?2"
        "  AND outbox.kind = 'edition' AND operation = 'send'"
        " JOIN editions ON editions.id = ref WHERE chat_id = ?1 AND destinations.kind <> 'private'",
        chat_id,
        sent_as,
        reactions,
    )


async def of_posts(db: Reader, destination_id: int, since: datetime) -> list[PostCounts]:
    """The editions that a destination received since then, the latest first."""
    rows = await fetch_all(
        db,
        "SELECT scheduled_at,"
        " (SELECT coalesce(sum(times), 0) FROM story_taps WHERE edition_id = editions.id AND edition_id > 0)"
        "  AS taps,"
        " (SELECT coalesce(sum(reactions), 0) FROM post_reactions WHERE edition_id = editions.id) AS under"
        " FROM editions WHERE destination_id = ? AND scheduled_at >= ? AND told ORDER BY scheduled_at DESC",
        destination_id,
        epoch(since),
    )
    return [PostCounts(moment(row["scheduled_at"]), row["taps"], row["under"]) for row in rows]


async def most_tapped(db: Reader, destination_id: int, since: datetime, limit: int) -> list[tuple[int, int]]:
    """(story, taps) of a destination's editions since then, the most tapped first."""
    rows = await fetch_all(
        db,
        "SELECT story_id, sum(times) AS taps FROM editions JOIN story_taps ON edition_id = editions.id"
        "  AND edition_id > 0"
        " WHERE destination_id = ? AND scheduled_at >= ? GROUP BY story_id ORDER BY taps DESC, story_id"
        " LIMIT ?",
        destination_id,
        epoch(since),
        limit,
    )
    return [(row["story_id"], row["taps"]) for row in rows]


async def taps_by_day(db: Reader, first: date, last: date) -> dict[date, int]:
    """How often links to stories were followed on each day from `first` to `last`; days without any are left
    out.
    """
    rows = await fetch_all(
        db,
        "SELECT day, sum(times) AS times FROM story_taps WHERE day BETWEEN ? AND ? GROUP BY day",
        first.isoformat(),
        last.isoformat(),
    )
    return {date.fromisoformat(row["day"]): row["times"] for row in rows}


async def done(db: Reader, first: date, last: date) -> dict[str, int]:
    """How often each thing was done from the `first` day to the `last`."""
    rows = await fetch_all(
        db,
        "SELECT what, sum(times) AS times FROM day_counts WHERE day BETWEEN ? AND ? GROUP BY what",
        first.isoformat(),
        last.isoformat(),
    )
    return {"saved": 0, "unsubscribed": 0, "blocked": 0} | {row["what"]: row["times"] for row in rows}


async def remove_older(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove counts of days before that one, at most `limit` rows of taps; returns how many rows went."""
    day = day_of(before, "UTC")
    gone = await execute(
        tx,
        "DELETE FROM story_taps WHERE (day, edition_id, story_id) IN"
        " (SELECT day, edition_id, story_id FROM story_taps WHERE day < ? LIMIT ?)",
        day,
        limit,
    )
    return gone + await execute(tx, "DELETE FROM day_counts WHERE day < ?", day)


def day_of(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).date().isoformat()
