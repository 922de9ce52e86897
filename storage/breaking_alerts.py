"""Stories that were breaking news, each once, and how far telling destinations has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json

_TAKEN = (
    "SELECT 1 FROM alerts WHERE found_at = ?1 UNION ALL SELECT 1 FROM follow_alerts WHERE found_at = ?1"
    " UNION ALL SELECT 1 FROM surges WHERE found_at = ?1"
)


@dataclass(frozen=True, slots=True)
class BreakingAlert:
    """`found` is the time of its editions; destinations from `next_destination` on are still to be told."""

    story_id: int
    found: datetime
    next_destination: int


async def candidates(db: Reader, *, since: datetime, least_sources: int) -> list[int]:
    """Stories that gained an article since then, have at least so many sources, and were never an alert."""
    rows = await fetch_all(
        db,
        "SELECT id FROM stories WHERE newest_added >= ? AND article_count > 0 AND source_count >= ?"
        " AND NOT EXISTS (SELECT 1 FROM alerts WHERE story_id = stories.id)"
        " AND NOT EXISTS (SELECT 1 FROM stories AS told JOIN alerts ON alerts.story_id = told.id"
        "  WHERE told.successor_id = stories.id)",
        epoch(since),
        least_sources,
    )
    return [row["id"] for row in rows]


async def active_sources(db: Reader, since: datetime) -> int:
    """How many sources brought articles since then."""
    found: int = await fetch_value(
        db,
        "SELECT count(DISTINCT source_id) FROM articles JOIN origins ON origins.article_id = articles.id"
        " WHERE added_at >= ? AND NOT withheld",
        epoch(since),
    )
    return found


async def add(tx: Transaction, story_ids: Sequence[int], now: datetime) -> None:
    """Store an alert for each of these stories, at a time that no other alert, schedule or review has."""
    for story_id in story_ids:
        found = await free_moment(tx, now)
        await execute(tx, "INSERT INTO alerts VALUES (?, ?, 0)", story_id, epoch(found))


async def free_moment(tx: Transaction, now: datetime) -> datetime:
    """The first second from `now` on that no alert, surge, schedule or review has: an edition is known by its
    time.

    Schedules run at second 0 of a minute, reviews at second 1.
    """
    found = now.replace(microsecond=0)
    while found.second <= 1 or await fetch_value(tx, _TAKEN, epoch(found)):
        found += timedelta(seconds=1)
    return found


async def list_open(db: Reader) -> list[BreakingAlert]:
    rows = await fetch_all(db, "SELECT * FROM alerts WHERE next_destination IS NOT NULL ORDER BY found_at")
    return [BreakingAlert(row["story_id"], moment(row["found_at"]), row["next_destination"]) for row in rows]


async def advance(tx: Transaction, story_id: int, next_destination: int | None) -> None:
    """Note which destination comes next; None when all have been told."""
    await execute(tx, "UPDATE alerts SET next_destination = ? WHERE story_id = ?", next_destination, story_id)


async def destinations_wanting(db: Reader, first: int, limit: int) -> list[int]:
    """The first `limit` destinations with numbers from `first` on that want breaking news."""
    rows = await fetch_all(
        db,
        "SELECT destination_id FROM preferences WHERE breaking AND destination_id >= ?"
        " ORDER BY destination_id LIMIT ?",
        first,
        limit,
    )
    return [row["destination_id"] for row in rows]


async def already_told(db: Reader, story_id: int, destination_ids: Sequence[int]) -> set[int]:
    """Those of the destinations that were told the story already."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT destination_id FROM editions JOIN issue_stories"
        " ON issue_stories.issue_id = editions.issue_id AND story_id = ?1 AND shown"
        " WHERE destination_id IN (SELECT value FROM json_each(?2)) AND told AND NOT review"
        " AND up_to_release > (SELECT began FROM stories WHERE id = ?1)",
        story_id,
        to_json(list(destination_ids)),
    )
    return {row["destination_id"] for row in rows}
