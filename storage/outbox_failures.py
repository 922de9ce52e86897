"""Rows of the outbox that did not arrive, or of which nobody knows whether they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import broadcasts
from storage.database import Reader, Transaction
from storage.destinations import ChatKind
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json


@dataclass(frozen=True, slots=True)
class OutboxFailure:
    """A row that did not arrive, for the reason that Telegram gave; `unknown`: it may have arrived."""

    id: int
    kind: str
    ref: int
    destination_kind: ChatKind
    title: str
    chat_id: int
    reason: str
    unknown: bool
    at: datetime


async def list_page(db: Reader, before: int | None, limit: int) -> list[OutboxFailure]:
    """The newest failures first; `before` pages on from a row's number."""
    rows = await fetch_all(
        db,
        "SELECT outbox.id, outbox.kind, ref, destinations.kind AS destination_kind, title, chat_id, error,"
        " state, finished_at FROM outbox JOIN destinations ON destinations.id = destination_id"
        " WHERE state IN ('failed', 'unknown') AND (?1 IS NULL OR outbox.id < ?1)"
        " ORDER BY outbox.id DESC LIMIT ?2",
        before,
        limit,
    )
    return [
        OutboxFailure(
            id=row["id"],
            kind=row["kind"],
            ref=row["ref"],
            destination_kind=row["destination_kind"],
            title=row["title"],
            chat_id=row["chat_id"],
            reason=row["error"] or "",
            unknown=row["state"] == "unknown",
            at=moment(row["finished_at"]),
        )
        for row in rows
    ]


async def counts(db: Reader) -> list[tuple[str, bool, int]]:
    """(reason, unknown, how many), the most frequent first."""
    rows = await fetch_all(
        db,
        "SELECT coalesce(error, '') AS reason, state = 'unknown' AS unknown, count(*) AS many FROM outbox"
        " WHERE state IN ('failed', 'unknown') GROUP BY reason, unknown ORDER BY many DESC, reason",
    )
    return [(row["reason"], bool(row["unknown"]), row["many"]) for row in rows]


async def count_all(db: Reader) -> int:
    """How many failures there are."""
    found: int = await fetch_value(db, "SELECT count(*) FROM outbox WHERE state IN ('failed', 'unknown')")
    return found


async def highest_id(db: Reader) -> int:
    """The highest number of a failure, 0 when there is none."""
    found: int = await fetch_value(
        db, "SELECT coalesce(max(id), 0) FROM outbox WHERE state IN ('failed', 'unknown')"
    )
    return found


async def sent_for(db: Reader, row_ids: Sequence[int] | None, now: datetime) -> list[tuple[int, str, int]]:
    """(row, kind, ref) of these failures, or of all when None.

    A message to all readers is left out after its time: it was promised to end then.
    """
    rows = await fetch_all(
        db,
        "SELECT id, kind, ref FROM outbox WHERE state IN ('failed', 'unknown')"
        " AND (?1 IS NULL OR id IN (SELECT value FROM json_each(?1))) AND (kind <> ?2 OR expires_at > ?3)",
        None if row_ids is None else to_json(list(row_ids)),
        broadcasts.BROADCAST_KIND,
        epoch(now),
    )
    return [(row["id"], row["kind"], row["ref"]) for row in rows]


async def revive(tx: Transaction, row_ids: Sequence[int], now: datetime, until: datetime) -> int:
    """Queue failures again as if they were new, and return how many. They are of use at least until `until`.

    Messages to all readers are of use for only as long as was promised.
    """
    return await execute(
        tx,
        "UPDATE outbox SET state = 'pending', attempts = 0, not_before = ?1, finished_at = NULL,"
        " expires_at = CASE kind WHEN ?4 THEN expires_at ELSE max(expires_at, ?2) END"
        " WHERE state IN ('failed', 'unknown') AND id IN (SELECT value FROM json_each(?3))",
        epoch(now),
        epoch(until),
        to_json(list(row_ids)),
        broadcasts.BROADCAST_KIND,
    )
