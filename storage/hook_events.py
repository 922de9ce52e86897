"""Events of editions of groups and channels that wait for whoever listens to the hook.

An event names its edition alone: what it tells is read when it goes out, so that it is what holds then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json


@dataclass(frozen=True, slots=True)
class HookEvent:
    """An edition that the hook is to be told of; `attempts` is how often that was tried.

    `changed`: the edition was made before and is different now.
    """

    id: int
    edition_id: int
    destination_id: int
    changed: bool
    created: datetime
    attempts: int


async def gather(tx: Transaction) -> None:
    """Begin to add an event for each edition of a group or channel, and for each change of one."""
    await execute(tx, "INSERT OR IGNORE INTO hook (id) VALUES (1)")


async def stop_gathering(tx: Transaction) -> int:
    """Add no more events and drop those that wait; returns how many were dropped."""
    await execute(tx, "DELETE FROM hook")
    return await execute(tx, "DELETE FROM hook_events")


async def note(tx: Transaction, edition_ids: Sequence[int], now: datetime, *, changed: bool) -> None:
    """Add an event for each of these editions that belongs to a group or channel; nothing unless events are
    gathered.
    """
    if await fetch_value(tx, "SELECT 1 FROM hook") is None:
        return
    await execute(
        tx,
        "INSERT INTO hook_events (edition_id, destination_id, changed, created_at, not_before)"
        " SELECT editions.id, destination_id, ?2, ?3, ?3"
        " FROM editions JOIN destinations ON destinations.id = destination_id"
        " WHERE editions.id IN (SELECT value FROM json_each(?1)) AND kind <> 'private' ORDER BY editions.id",
        to_json(list(edition_ids)),
        changed,
        epoch(now),
    )


async def list_due(db: Reader, now: datetime, limit: int) -> list[HookEvent]:
    """The first waiting event of each chat, where its time has come; the oldest first."""
    rows = await fetch_all(
        db,
        "SELECT * FROM hook_events WHERE not_before <= ?1 AND NOT EXISTS"
        " (SELECT 1 FROM hook_events AS earlier WHERE earlier.destination_id = hook_events.destination_id"
        "  AND earlier.id < hook_events.id) ORDER BY id LIMIT ?2",
        epoch(now),
        limit,
    )
    return [
        HookEvent(
            row["id"],
            row["edition_id"],
            row["destination_id"],
            bool(row["changed"]),
            moment(row["created_at"]),
            row["attempts"],
        )
        for row in rows
    ]


async def count_attempts(tx: Transaction, next_tries: Sequence[tuple[HookEvent, datetime]]) -> None:
    """Note that these events are about to be posted, and when each is tried again unless it is taken."""
    await tx.executemany(
        "UPDATE hook_events SET attempts = attempts + 1, not_before = ? WHERE id = ?",
        [(epoch(again), event.id) for event, again in next_tries],
    )


async def remove(tx: Transaction, event_ids: Sequence[int]) -> None:
    """Forget events that were taken, or that are given up."""
    await execute(
        tx, "DELETE FROM hook_events WHERE id IN (SELECT value FROM json_each(?))", to_json(list(event_ids))
    )


async def bring_forward(tx: Transaction, now: datetime, *, later_than: datetime) -> None:
    """Let events that would wait longer than until `later_than` be posted now."""
    await execute(
        tx,
        "UPDATE hook_events SET not_before = ? WHERE not_before > ?",
        epoch(now),
        epoch(later_than),
    )
