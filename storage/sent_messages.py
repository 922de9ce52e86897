"""The messages as which rows of the outbox arrived: Telegram's numbers, and what each was for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.database import Reader, Transaction
from storage.destinations import Address
from storage.rows import epoch, execute, fetch_all, fetch_value, to_json


async def sent_for(db: Reader, address: Address, sent_as: int) -> tuple[str, int] | None:
    """(kind, ref) of the row that arrived as this message of the chat; None when none did."""
    rows = await fetch_all(
        db,
        "SELECT outbox.kind, ref FROM outbox JOIN destinations ON destinations.id = destination_id"
        " WHERE chat_id = ? AND sent_as = ? AND operation = 'send'",
        address.chat_id,
        sent_as,
    )
    return (rows[0]["kind"], rows[0]["ref"]) if rows else None


async def any_sent(db: Reader, kind: str, ref: int) -> bool:
    """Whether any part of this kind and ref has arrived anywhere."""
    return bool(
        await fetch_value(
            db, "SELECT 1 FROM outbox WHERE kind = ? AND ref = ? AND state = 'sent' LIMIT 1", kind, ref
        )
    )


async def last_pinned(db: Reader, kind: str, destination_ids: Sequence[int]) -> dict[int, int]:
    """By destination, Telegram's number of the message that was pinned last, if it has not been unpinned."""
    rows = await fetch_all(
        db,
        "SELECT destination_id, sent_as FROM outbox AS pin WHERE id IN (SELECT max(id) FROM outbox"
        "  WHERE destination_id IN (SELECT value FROM json_each(?2)) AND kind = ?1 AND operation = 'pin'"
        "  AND state = 'sent' GROUP BY destination_id)"
        " AND NOT EXISTS (SELECT 1 FROM outbox AS unpin WHERE unpin.destination_id = pin.destination_id"
        "  AND unpin.operation = 'unpin' AND unpin.target = pin.sent_as AND unpin.state = 'sent')"
        " AND sent_as IS NOT NULL",
        kind,
        to_json(list(destination_ids)),
    )
    return {row["destination_id"]: row["sent_as"] for row in rows}


async def forget_numbers(tx: Transaction, destination_ids: Sequence[int], now: datetime) -> None:
    """Forget Telegram's numbers of what was sent to destinations that are another chat now.

    In that chat other messages have these numbers, so nothing that was sent can be changed any more. Edits
    that wait stay, to be refused, because then a message is sent in their place. Pins and whatever else waits
    for such a message are cancelled.
    """
    ids = to_json(list(destination_ids))
    await execute(
        tx,
        "UPDATE outbox SET state = 'cancelled', error = 'the group moved', finished_at = ?2"
        " WHERE destination_id IN (SELECT value FROM json_each(?1)) AND state = 'pending'"
        " AND operation IN ('pin', 'unpin', 'delete') AND (target IS NOT NULL OR EXISTS ("
        "  SELECT 1 FROM outbox AS first WHERE first.kind = outbox.kind AND first.ref = outbox.ref"
        "  AND first.destination_id = outbox.destination_id AND first.part = 0 AND first.state = 'sent'))",
        ids,
        epoch(now),
    )
    await execute(
        tx,
        "UPDATE outbox SET target = NULL WHERE destination_id IN (SELECT value FROM json_each(?))"
        " AND operation = 'edit' AND state IN ('pending', 'sending')",
        ids,
    )
    await execute(
        tx,
        "UPDATE outbox SET sent_as = NULL WHERE destination_id IN (SELECT value FROM json_each(?))"
        " AND sent_as IS NOT NULL",
        ids,
    )
