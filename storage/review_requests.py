"""Who wants which media review: once, or on a schedule."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models.reports import ReviewWish
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, insert, moment
from storage.schedules import Time

AT_ONCE = 0
_COLUMNS = "topic, words, days, language, by_source, full_texts, kind"


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A review that a destination wants; `time` is None for one that is wanted once."""

    id: int
    destination_id: int
    wish: ReviewWish
    time: Time | None


async def add(
    tx: Transaction, destination_id: int, wish: ReviewWish, zone: str, time: Time | None = None
) -> int:
    """Store a request and return its number. Without a `time` it is due at once."""
    return await insert(
        tx,
        f"INSERT INTO review_requests (destination_id, {_COLUMNS}, local_time, weekdays, zone, next_run_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        destination_id,
        *(wish.topic, wish.words, wish.days, wish.language, int(wish.grouping == "source")),
        *(int(wish.texts), wish.kind),
        *((time.local_time, time.weekdays, zone, epoch(time.next_run)) if time else (None, 0, zone, AT_ONCE)),
    )


async def list_due(db: Reader, now: datetime, limit: int) -> list[ReviewRequest]:
    """The requests that are due: those wanted at once, then the longest overdue."""
    rows = await fetch_all(
        db,
        "SELECT * FROM review_requests WHERE next_run_at <= ? ORDER BY next_run_at, id LIMIT ?",
        epoch(now),
        limit,
    )
    return [_request(row) for row in rows]


async def scheduled(db: Reader, destination_ids: Sequence[int]) -> list[ReviewRequest]:
    """The requests that come to these destinations on a schedule."""
    found = [
        await fetch_all(
            db,
            "SELECT * FROM review_requests WHERE destination_id = ? AND local_time IS NOT NULL ORDER BY id",
            number,
        )
        for number in destination_ids
    ]
    return [_request(row) for rows in found for row in rows]


async def waiting(db: Reader, destination_id: int) -> int:
    """How many reviews a destination wants at once that have not been made yet."""
    found: int = await fetch_value(
        db,
        "SELECT count(*) FROM review_requests WHERE destination_id = ? AND local_time IS NULL",
        destination_id,
    )
    return found


async def get(db: Reader, request_id: int) -> ReviewRequest | None:
    rows = await fetch_all(db, "SELECT * FROM review_requests WHERE id = ?", request_id)
    return _request(rows[0]) if rows else None


async def settle(tx: Transaction, done: ReviewRequest, following: datetime | None) -> bool:
    """Note that a request was met: it is due again at `following`, or never when that is None.

    False when it was changed or removed meanwhile.
    """
    if following is None or done.time is None:
        return bool(await execute(tx, "DELETE FROM review_requests WHERE id = ?", done.id))
    changed = await execute(
        tx,
        "UPDATE review_requests SET next_run_at = ? WHERE id = ? AND next_run_at = ?",
        epoch(following),
        done.id,
        epoch(done.time.next_run),
    )
    return bool(changed)


async def set_time(tx: Transaction, request_id: int, zone: str, next_run: datetime) -> None:
    await execute(
        tx,
        "UPDATE review_requests SET zone = ?, next_run_at = ? WHERE id = ?",
        zone,
        epoch(next_run),
        request_id,
    )


async def remove(tx: Transaction, request_id: int) -> None:
    await execute(tx, "DELETE FROM review_requests WHERE id = ?", request_id)


async def remove_all(tx: Transaction, destination_id: int) -> None:
    await execute(tx, "DELETE FROM review_requests WHERE destination_id = ?", destination_id)


async def times_after(db: Reader, now: datetime) -> list[Time]:
    """The times of schedules that run after `now`, each once however many have the same."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT local_time, weekdays, zone, next_run_at FROM review_requests"
        " WHERE next_run_at > ? AND local_time IS NOT NULL",
        epoch(now),
    )
    return [Time(row["local_time"], row["weekdays"], row["zone"], moment(row["next_run_at"])) for row in rows]


async def move(tx: Transaction, moved: Sequence[tuple[Time, datetime]]) -> None:
    """Let all requests with such a time run next at another moment."""
    await tx.executemany(
        "UPDATE review_requests SET next_run_at = ?"
        " WHERE next_run_at = ? AND local_time = ? AND weekdays = ? AND zone = ?",
        [(epoch(to), epoch(t.next_run), t.local_time, t.weekdays, t.zone) for t, to in moved],
    )


def _request(row: sqlite3.Row) -> ReviewRequest:
    wish = ReviewWish(
        topic=row["topic"],
        words=row["words"],
        days=row["days"],
        language=row["language"],
        grouping="source" if row["by_source"] else "story",
        texts=bool(row["full_texts"]),
        kind=row["kind"],
    )
    time = row["local_time"] and Time(
        row["local_time"], row["weekdays"], row["zone"], moment(row["next_run_at"])
    )
    return ReviewRequest(row["id"], row["destination_id"], wish, time or None)
