"""When each destination's editions run: `next_run_at` decides, the timer only asks for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json

EVERY_DAY = 0b1111111
SUNDAY = 0b1000000


@dataclass(frozen=True, slots=True)
class Schedule:
    """A time of day at which a destination gets an edition; with `review` it is the review of the week.

    `local_time` is HH:MM in `zone` (an IANA name). Bit 0 of `weekdays` is Monday.
    """

    id: int
    destination_id: int
    local_time: str
    weekdays: int
    zone: str
    next_run: datetime
    review: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """What decides when a schedule runs, without whose it is; fields as in `Schedule`."""

    local_time: str
    weekdays: int
    zone: str
    next_run: datetime


async def put(
    tx: Transaction,
    destination_id: int,
    local_time: str,
    *,
    weekdays: int,
    zone: str,
    next_run: datetime,
    review: bool = False,
) -> None:
    """Add this time of day, or change its days if the destination has it."""
    await execute(
        tx,
        "INSERT INTO schedules (destination_id, local_time, weekdays, zone, next_run_at, review)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (destination_id, review, local_time) DO UPDATE SET"
        " weekdays = excluded.weekdays, zone = excluded.zone, next_run_at = excluded.next_run_at",
        destination_id,
        local_time,
        weekdays,
        zone,
        epoch(next_run),
        review,
    )


async def of_destination(db: Reader, destination_id: int, *, review: bool = False) -> list[Schedule]:
    """The times of a destination's digests, or with `review` that of its review of the week."""
    rows = await fetch_all(
        db,
        "SELECT * FROM schedules WHERE destination_id = ? AND review = ? ORDER BY local_time",
        destination_id,
        review,
    )
    return [of_row(row) for row in rows]


async def list_due(db: Reader, now: datetime, limit: int) -> list[Schedule]:
    """The schedules that are due, the longest overdue first."""
    rows = await fetch_all(
        db,
        "SELECT * FROM schedules WHERE next_run_at <= ? ORDER BY next_run_at, id LIMIT ?",
        epoch(now),
        limit,
    )
    return [of_row(row) for row in rows]


async def readers_due(db: Reader, until: datetime) -> int:
    """How many private chats have a schedule that runs until then; paused ones do not count."""
    found: int = await fetch_value(
        db,
        "SELECT count(*) FROM destinations WHERE kind = 'private' AND pause_reason IS NULL"
        " AND id IN (SELECT destination_id FROM schedules WHERE next_run_at <= ?)",
        epoch(until),
    )
    return found


async def times_after(db: Reader, now: datetime) -> list[Time]:
    """The times of schedules that run after `now`, each once however many have the same."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT local_time, weekdays, zone, next_run_at FROM schedules WHERE next_run_at > ?",
        epoch(now),
    )
    return [Time(row["local_time"], row["weekdays"], row["zone"], moment(row["next_run_at"])) for row in rows]


async def move(tx: Transaction, moved: Sequence[tuple[Time, datetime]]) -> None:
    """Let all schedules with such a time run next at another moment."""
    await tx.executemany(
        "UPDATE schedules SET next_run_at = ?"
        " WHERE next_run_at = ? AND local_time = ? AND weekdays = ? AND zone = ?",
        [(epoch(to), epoch(t.next_run), t.local_time, t.weekdays, t.zone) for t, to in moved],
    )


async def advance(tx: Transaction, runs: Sequence[tuple[Schedule, datetime]]) -> set[int]:
    """Set the next runs of schedules that nobody changed since they were read; returns their numbers."""
    read = to_json([[schedule.id, epoch(schedule.next_run)] for schedule, _ in runs])
    rows = await fetch_all(
        tx,
        "SELECT id FROM schedules WHERE (id, next_run_at) IN"
        " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))",
        read,
    )
    same = {int(row["id"]) for row in rows}
    await tx.executemany(
        "UPDATE schedules SET next_run_at = ? WHERE id = ?",
        [(epoch(following), schedule.id) for schedule, following in runs if schedule.id in same],
    )
    return same


async def remove(tx: Transaction, schedule_id: int) -> None:
    await execute(tx, "DELETE FROM schedules WHERE id = ?", schedule_id)


async def remove_all(tx: Transaction, destination_id: int, *, review: bool) -> int:
    """Remove a destination's times of digests, or with `review` that of its review; returns how many."""
    return await execute(
        tx, "DELETE FROM schedules WHERE destination_id = ? AND review = ?", destination_id, review
    )


def of_row(row: sqlite3.Row) -> Schedule:
    return Schedule(
        id=row["id"],
        destination_id=row["destination_id"],
        local_time=row["local_time"],
        weekdays=row["weekdays"],
        zone=row["zone"],
        next_run=moment(row["next_run_at"]),
        review=bool(row["review"]),
    )
