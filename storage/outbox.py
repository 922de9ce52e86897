"""What waits for Telegram.

A row is `pending`, then `sending` under a lease, then `sent`, `failed`, `cancelled` or `unknown`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage import pictures
from storage.database import Reader, Transaction
from storage.destinations import Address, ChatKind
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json

Operation = Literal["send", "edit", "pin", "unpin", "delete"]
# Who asked for a pause still decides about the drafts of their chats, and what they have received follows
# corrections.
_NOT_PAUSED = (
    "(pause_reason IS NULL OR (pause_reason = 'asked' AND (outbox.kind = 'proof' OR operation <> 'send')))"
)
_NOT_ENDED = ("state = 'pending'", "state = 'sending'")  # each has its index
# One row at a time tries whether Telegram still refuses a destination.
_TRIED = (
    "(pause_reason <> 'asked' AND try_at <= ?1 AND operation = 'send' AND NOT EXISTS (SELECT 1 FROM outbox"
    " AS other WHERE other.destination_id = outbox.destination_id AND (other.state = 'sending'"
    "  OR (other.state = 'pending' AND other.not_before <= ?1 AND other.expires_at > ?1"
    "  AND other.operation = 'send' AND other.id < outbox.id))))"
)
ABOVE_EDITION = "above"  # the kind of what goes before the edition of the same number
_MAY_GO = (
    "SELECT outbox.id FROM outbox JOIN destinations ON destinations.id = destination_id"
    " WHERE state = 'pending' AND not_before <= ?1 AND expires_at > ?1"
    f" AND ({_NOT_PAUSED} OR {_TRIED})"
    " AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.kind = outbox.kind"
    "  AND earlier.ref = outbox.ref AND earlier.destination_id = outbox.destination_id"
    "  AND earlier.part < outbox.part AND earlier.state IN ('pending', 'sending'))"
    " AND NOT (outbox.kind = 'edition' AND EXISTS (SELECT 1 FROM outbox AS above"
    f"  WHERE above.kind = '{ABOVE_EDITION}' AND above.ref = outbox.ref"
    "  AND above.destination_id = outbox.destination_id AND above.state IN ('pending', 'sending')))"
    " ORDER BY priority, outbox.id LIMIT ?2"
)
_CLAIMED = (
    "SELECT outbox.*, chat_id, thread_id, destinations.kind AS destination_kind, rather_miss,"
    " pause_reason IN ('blocked', 'closed') AS trial,"
    " text, buttons,"
    " iif(destinations.kind = 'private', 0,"
    "  coalesce(iif(outbox.kind = 'edition', outbox.ref, told.ref), 0)) AS edition,"
    " coalesce(iif(outbox.kind = 'edition', outbox.part, told.part) = 0, 0) AS is_first_post,"
    " (SELECT sent_as FROM outbox AS sent WHERE sent.kind = outbox.kind AND sent.ref = outbox.ref"
    "  AND sent.destination_id = outbox.destination_id AND sent.part = 0) AS first_sent_as"
    " FROM outbox JOIN destinations ON destinations.id = outbox.destination_id"
    " LEFT JOIN messages ON messages.id = outbox.message_id"
    " LEFT JOIN outbox AS told ON outbox.kind = 'correction' AND told.id = outbox.ref"
    "  AND told.kind = 'edition'"
    " WHERE outbox.id IN (SELECT value FROM json_each(?)) ORDER BY outbox.priority, outbox.id"
)
BREAKING, SCHEDULED, BROADCAST = range(3)  # priorities: the smaller goes first


@dataclass(frozen=True, slots=True)
class Row:
    """A claimed request for one destination, with all that sending it needs.

    `attempts` counts this one. `buttons` is JSON. `target` is the message to change, None for one to send.
    `trial`: it tries whether Telegram still refuses this destination. `edition` is the number of the edition
    whose text it is, where a group or channel reads it, else 0. `picture` is the address of the picture above
    the text. `document_id` is the number of a file to send; the text is its caption.
    """

    id: int
    kind: str
    ref: int
    destination_id: int
    part: int
    operation: Operation
    target: int | None
    address: Address
    destination_kind: ChatKind
    text: str
    buttons: str
    silent: bool
    at_most_once: bool
    priority: int
    attempts: int
    expires: datetime
    trial: bool = False
    edition: int = 0
    picture: str | None = None
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A request for one destination to be queued; after `expires` it is of no use.

    `message_id` is the number of the text to send or to put in place of another, None when there is none.
    `target` is Telegram's number of the message to change; None means the one as which part 0 of this kind,
    ref and destination arrives, so that a pin can be queued in the same commit as the message to be pinned.
    `document_id` is a file that goes with it.
    """

    kind: str
    ref: int
    destination_id: int
    message_id: int | None
    expires: datetime
    part: int = 0
    operation: Operation = "send"
    target: int | None = None
    silent: bool = False
    priority: int = SCHEDULED
    document_id: int | None = None


async def add_all(tx: Transaction, new: Iterable[NewRow], now: datetime) -> None:
    """Queue requests. One with a kind, ref, destination and part that is queued or was handled is left as it
    is.
    """
    created = epoch(now)
    await tx.executemany(
        "INSERT OR IGNORE INTO outbox"
        " (kind, ref, destination_id, part, operation, target, message_id, silent, priority, document_id,"
        "  expires_at, not_before, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(r.kind, r.ref, r.destination_id, r.part, r.operation, r.target, r.message_id),
                *(int(r.silent), r.priority, r.document_id, epoch(r.expires), created, created),
            )
            for r in new
        ],
    )


async def claim(
    tx: Transaction, owner: str, *, now: datetime, lease_until: datetime, limit: int
) -> list[Row]:
    """Lease up to `limit` rows that may be sent now: by priority, the oldest first, and only the first of
    several parts.

    Rows of paused destinations stay pending, except one that tries whether Telegram still refuses them.
    """
    found = await fetch_all(tx, _MAY_GO, epoch(now), limit)
    ids = to_json([row["id"] for row in found])
    await execute(
        tx,
        "UPDATE outbox SET state = 'sending', owner = ?, lease_until = ?, attempts = attempts + 1"
        " WHERE id IN (SELECT value FROM json_each(?))",
        owner,
        epoch(lease_until),
        ids,
    )
    rows = await fetch_all(tx, _CLAIMED, ids)
    first = sorted({row["edition"] for row in rows if row["edition"] and row["is_first_post"]})
    above = await pictures.of_editions(tx, first) if first else {}
    return [_row(row, above.get(row["edition"]) if row["is_first_post"] else None) for row in rows]


async def requeue_expired(tx: Transaction, owner: str | None, now: datetime) -> int:
    """Make rows pending again whose lease ran out under another owner; with None, all leased rows."""
    return await execute(
        tx,
        "UPDATE outbox SET state = 'pending', owner = NULL, lease_until = NULL"
        " WHERE state = 'sending' AND (?1 IS NULL OR (owner <> ?1 AND lease_until < ?2))",
        owner,
        epoch(now),
    )


async def mark_lost(tx: Transaction, owner: str | None, now: datetime) -> int:
    """Give up, of the rows that `requeue_expired` would take back, those that must not arrive twice."""
    return await execute(
        tx,
        "UPDATE outbox SET state = 'unknown', error = 'interrupted', finished_at = ?2,"
        " owner = NULL, lease_until = NULL"
        " WHERE state = 'sending' AND (?1 IS NULL OR (owner <> ?1 AND lease_until < ?2))"
        " AND operation = 'send'"
        " AND (SELECT rather_miss FROM destinations WHERE destinations.id = destination_id)",
        owner,
        epoch(now),
    )


async def requeue_untried(tx: Transaction, row_ids: Sequence[int]) -> None:
    """Make rows pending again that were leased but not sent."""
    await execute(
        tx,
        "UPDATE outbox SET state = 'pending', owner = NULL, lease_until = NULL, attempts = attempts - 1"
        " WHERE id IN (SELECT value FROM json_each(?))",
        to_json(list(row_ids)),
    )


async def mark_sent(tx: Transaction, sent: Sequence[tuple[int, int]], now: datetime) -> None:
    """Note which rows arrived: (row, Telegram's number of its message)."""
    await tx.executemany(
        "UPDATE outbox SET state = 'sent', sent_as = ?, finished_at = ?, owner = NULL, lease_until = NULL"
        " WHERE id = ?",
        [(sent_as, epoch(now), row_id) for row_id, sent_as in sent],
    )


async def postpone(tx: Transaction, row_id: int, until: datetime, error: str, *, tried: bool = True) -> None:
    """Try a row again, not before `until`. Without `tried` this was no attempt and is not counted."""
    await execute(
        tx,
        "UPDATE outbox SET state = 'pending', not_before = ?, error = ?, owner = NULL, lease_until = NULL,"
        " attempts = attempts - ? WHERE id = ?",
        epoch(until),
        error,
        int(not tried),
        row_id,
    )


async def bring_forward(tx: Transaction, now: datetime, *, later_than: datetime | None = None) -> None:
    """Let rows that wait for a time after `later_than` be sent now, also those that are being sent and come
    back.
    """
    late = epoch(later_than or now)
    for of_state in _NOT_ENDED:
        await execute(
            tx, f"UPDATE outbox SET not_before = ? WHERE {of_state} AND not_before > ?", epoch(now), late
        )


async def shorten(tx: Transaction, *, lease_until: datetime, expires: datetime) -> None:
    """Let no lease end after `lease_until`, and nothing that waits be of use after `expires`."""
    await execute(
        tx,
        "UPDATE outbox SET lease_until = ?1 WHERE state = 'sending' AND lease_until > ?1",
        epoch(lease_until),
    )
    for of_state in _NOT_ENDED:
        await execute(
            tx, f"UPDATE outbox SET expires_at = ?1 WHERE {of_state} AND expires_at > ?1", epoch(expires)
        )


async def mark_failed(tx: Transaction, row_id: int, error: str, now: datetime) -> None:
    await _end(tx, [row_id], "failed", error, now)


async def mark_unknown(tx: Transaction, row_id: int, error: str, now: datetime) -> None:
    """End a row that may have arrived and must not arrive twice."""
    await _end(tx, [row_id], "unknown", error, now)


async def cancel(tx: Transaction, row_ids: Sequence[int], reason: str, now: datetime) -> None:
    await _end(tx, row_ids, "cancelled", reason, now)


async def cancel_all(tx: Transaction, kind: str, ref: int, reason: str, now: datetime) -> None:
    """Cancel the waiting rows of this kind and ref. Those that are being sent, or have failed, are not tried
    again.
    """
    await execute(
        tx,
        "UPDATE outbox SET state = 'cancelled', error = ?, finished_at = ?"
        " WHERE kind = ? AND ref = ? AND state = 'pending'",
        reason,
        epoch(now),
        kind,
        ref,
    )
    await execute(
        tx,
        "UPDATE outbox SET expires_at = ? WHERE kind = ? AND ref = ?"
        " AND state IN ('sending', 'failed', 'unknown')",
        epoch(now),
        kind,
        ref,
    )


async def expired(db: Reader, now: datetime, limit: int) -> list[tuple[int, str, int]]:
    """(row, kind, ref) of up to `limit` pending rows that are of no use any more."""
    rows = await fetch_all(
        db,
        "SELECT id, kind, ref FROM outbox WHERE state = 'pending' AND expires_at <= ?"
        " ORDER BY expires_at LIMIT ?",
        epoch(now),
        limit,
    )
    return [(row["id"], row["kind"], row["ref"]) for row in rows]


async def next_ref(db: Reader, kind: str, destination_id: int) -> int:
    """A number that no row of this kind has for this destination yet."""
    found: int = await fetch_value(
        db,
        "SELECT coalesce(max(ref), 0) + 1 FROM outbox WHERE destination_id = ? AND kind = ?",
        destination_id,
        kind,
    )
    return found


async def next_time(db: Reader) -> datetime | None:
    """The earliest time at which a pending row may be sent, without those of paused destinations; None
    without any.
    """
    found: int | None = await fetch_value(
        db,
        "SELECT min(not_before) FROM outbox JOIN destinations ON destinations.id = destination_id"
        f" WHERE state = 'pending' AND {_NOT_PAUSED}",
    )
    return None if found is None else moment(found)


async def due_since(db: Reader, now: datetime) -> datetime | None:
    """Since when the first row that may be sent now has been due; None when none waits.

    Only the first row by number of each priority is looked at: all of a full queue would take too long.
    """
    found: int | None = await fetch_value(
        db,
        "SELECT min(since) FROM (SELECT (SELECT not_before FROM outbox JOIN destinations"
        "  ON destinations.id = destination_id"
        f"  WHERE state = 'pending' AND priority = each.value AND not_before <= ?1 AND {_NOT_PAUSED}"
        "  ORDER BY outbox.id LIMIT 1) AS since FROM json_each(?2) AS each)",
        epoch(now),
        to_json([BREAKING, SCHEDULED, BROADCAST]),
    )
    return None if found is None else moment(found)


async def count_unfinished(db: Reader) -> int:
    """How many rows wait or are being sent, those of paused chats too."""
    found: int = await fetch_value(
        db,
        "SELECT (SELECT count(*) FROM outbox WHERE state = 'pending')"
        " + (SELECT count(*) FROM outbox WHERE state = 'sending')",
    )
    return found


async def _end(tx: Transaction, row_ids: Sequence[int], state: str, error: str, now: datetime) -> None:
    await execute(
        tx,
        "UPDATE outbox SET state = ?, error = ?, finished_at = ?, owner = NULL, lease_until = NULL"
        " WHERE id IN (SELECT value FROM json_each(?))",
        state,
        error,
        epoch(now),
        to_json(row_ids),
    )


def _row(row: sqlite3.Row, picture: str | None) -> Row:
    return Row(
        id=row["id"],
        kind=row["kind"],
        ref=row["ref"],
        destination_id=row["destination_id"],
        part=row["part"],
        operation=row["operation"],
        target=None if row["operation"] == "send" else row["target"] or row["first_sent_as"],
        address=Address(row["chat_id"], row["thread_id"]),
        destination_kind=row["destination_kind"],
        text=row["text"] or "",
        buttons=row["buttons"] or "[]",
        silent=bool(row["silent"]),
        at_most_once=bool(row["rather_miss"]),
        priority=row["priority"],
        attempts=row["attempts"],
        expires=moment(row["expires_at"]),
        trial=bool(row["trial"]),
        edition=row["edition"],
        picture=picture,
        document_id=row["document_id"],
    )
