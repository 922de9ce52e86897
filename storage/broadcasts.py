"""Messages of the newsroom to all readers, and how far sending each has come."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, moment, moment_or_none

BROADCAST_KIND = "broadcast"  # of its outbox rows; `ref` is its number
STOPPED = "stopped"  # why rows were cancelled: an admin wanted it
BroadcastOutcome = Literal["sent", "waiting", "refused", "left"]

# A private chat that had begun when it was sent (?1), and that may be written to.
_READER = (
    "kind = 'private' AND pause_reason IS NULL AND created_at <= ?1"
    " AND NOT EXISTS (SELECT 1 FROM banned WHERE person_id = chat_id)"
)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message to all readers. `sent` is when sending was asked for, None for a draft.

    Destinations with numbers from `next_destination` on are still to be queued; None when all are.
    """

    id: int
    text: str
    created: datetime
    sent: datetime | None
    next_destination: int | None
    stopped: datetime | None


async def add(tx: Transaction, chat_id: int, message_id: int, text: str, now: datetime) -> int:
    """The number of the draft that was written in this Telegram message, which may be stored already."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO broadcasts (chat_id, message_id, text, created_at) VALUES (?, ?, ?, ?)",
        *(chat_id, message_id, text, epoch(now)),
    )
    found: int = await fetch_value(
        tx, "SELECT id FROM broadcasts WHERE chat_id = ? AND message_id = ?", chat_id, message_id
    )
    return found


async def get(db: Reader, broadcast_id: int) -> Broadcast | None:
    row = await fetch_one(db, "SELECT * FROM broadcasts WHERE id = ?", broadcast_id)
    return None if row is None else _broadcast(row)


async def newest_sent(db: Reader, since: datetime) -> int | None:
    """The number of the newest message that was sent since then; None when there is none."""
    found: int | None = await fetch_value(
        db, "SELECT max(id) FROM broadcasts WHERE sent_at >= ?", epoch(since)
    )
    return found


async def find_open(db: Reader) -> Broadcast | None:
    """The oldest message that is not queued for everybody yet."""
    row = await fetch_one(
        db,
        "SELECT * FROM broadcasts WHERE next_destination IS NOT NULL AND stopped_at IS NULL"
        " ORDER BY id LIMIT 1",
    )
    return None if row is None else _broadcast(row)


async def start(tx: Transaction, broadcast_id: int, now: datetime) -> bool:
    """Begin to send a draft, and forget who wrote it. False when it had been started before."""
    changed = await execute(
        tx,
        "UPDATE broadcasts SET sent_at = ?, next_destination = 0, chat_id = NULL, message_id = NULL"
        " WHERE id = ? AND sent_at IS NULL",
        epoch(now),
        broadcast_id,
    )
    return changed > 0


async def advance(tx: Transaction, at: Broadcast, next_destination: int | None) -> bool:
    """Note which destination comes next, None when all are queued.

    False when somebody has stopped the message or moved it on meanwhile.
    """
    changed = await execute(
        tx,
        "UPDATE broadcasts SET next_destination = ? WHERE id = ? AND next_destination = ?"
        " AND stopped_at IS NULL",
        next_destination,
        at.id,
        at.next_destination,
    )
    return changed > 0


async def stop(tx: Transaction, broadcast_id: int, now: datetime) -> None:
    await execute(
        tx,
        "UPDATE broadcasts SET stopped_at = ? WHERE id = ? AND sent_at IS NOT NULL AND stopped_at IS NULL",
        epoch(now),
        broadcast_id,
    )


async def drop(tx: Transaction, broadcast_id: int) -> bool:
    """Forget a draft; False when it was not there or had been sent."""
    return await execute(tx, "DELETE FROM broadcasts WHERE id = ? AND sent_at IS NULL", broadcast_id) > 0


async def remove_unsent(tx: Transaction, before: datetime) -> None:
    await execute(tx, "DELETE FROM broadcasts WHERE created_at < ? AND sent_at IS NULL", epoch(before))


async def readers(db: Reader, begun: datetime, first: int, limit: int) -> list[int]:
    """The first `limit` destinations with numbers from `first` on, of readers who had begun by that time."""
    rows = await fetch_all(
        db,
        f"SELECT id FROM destinations WHERE {_READER} AND id >= ?2 ORDER BY id LIMIT ?3",
        epoch(begun),
        first,
        limit,
    )
    return [row["id"] for row in rows]


async def count_readers(db: Reader, begun: datetime, first: int = 0) -> int:
    found: int = await fetch_value(
        db, f"SELECT count(*) FROM destinations WHERE {_READER} AND id >= ?2", epoch(begun), first
    )
    return found


async def outcomes(db: Reader, broadcast_id: int) -> dict[BroadcastOutcome, int]:
    """How many rows of a message came to each outcome; `left` are those that were stopped or too late."""
    rows = await fetch_all(
        db,
        "SELECT CASE WHEN state = 'sent' THEN 'sent' WHEN state IN ('pending', 'sending') THEN 'waiting'"
        " WHEN state = 'cancelled' AND error IN (?2, 'expired') THEN 'left' ELSE 'refused' END AS outcome,"
        " count(*) AS count FROM outbox WHERE kind = ?3 AND ref = ?1 GROUP BY outcome",
        broadcast_id,
        STOPPED,
        BROADCAST_KIND,
    )
    return {row["outcome"]: row["count"] for row in rows}


def _broadcast(row: sqlite3.Row) -> Broadcast:
    return Broadcast(
        id=row["id"],
        text=row["text"],
        created=moment(row["created_at"]),
        sent=moment_or_none(row["sent_at"]),
        next_destination=row["next_destination"],
        stopped=moment_or_none(row["stopped_at"]),
    )
