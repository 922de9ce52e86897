"""Messages of editions, as they wait or as they arrived, and the edits that follow them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.correction_runs import CORRECTION_KIND, REPLACED
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, moment, to_json


@dataclass(frozen=True, slots=True)
class DeliveredMessage:
    """A message of an edition. `message_id` is the text as it waits or went, `latest_id` with later edits.

    `sent_as` is Telegram's number of it, None when it has not gone.
    """

    row_id: int
    state: str
    edition_id: int
    issue_id: int
    destination_id: int
    message_id: int
    latest_id: int
    sent_as: int | None
    created: datetime
    part: int = 0


@dataclass(frozen=True, slots=True)
class RejectedEdit:
    """An edit that Telegram did not make. `ref` is the outbox row of the message."""

    row_id: int
    revision_id: int
    ref: int
    destination_id: int
    error: str


async def messages_that_told(
    db: Reader, story_ids: Sequence[int], *, lower: int, upper: int, since: datetime
) -> list[DeliveredMessage]:
    """Messages of the editions from `lower` to below `upper` that tell one of these stories, newest first."""
    rows = await fetch_all(
        db,
        "SELECT outbox.id, state, editions.id AS edition_id, issue_id, outbox.destination_id, message_id,"
        " sent_as, part, outbox.created_at,"
        " coalesce((SELECT edit.message_id FROM outbox AS edit WHERE edit.kind = 'correction'"
        "  AND edit.ref = outbox.id AND edit.destination_id = outbox.destination_id"
        "  AND edit.state <> 'cancelled' ORDER BY edit.part DESC LIMIT 1), message_id) AS latest_id"
        " FROM editions JOIN outbox ON outbox.kind = 'edition' AND ref = editions.id"
        "  AND outbox.destination_id = editions.destination_id AND operation = 'send'"
        " WHERE editions.id >= ?1 AND editions.id < ?2 AND editions.created_at >= ?3"
        " AND state IN ('pending', 'sending', 'sent')"
        " AND EXISTS (SELECT 1 FROM issue_stories WHERE issue_stories.issue_id = editions.issue_id AND shown"
        "  AND story_id IN (SELECT value FROM json_each(?4)))"
        " ORDER BY editions.id DESC",
        lower,
        upper,
        epoch(since),
        to_json(list(story_ids)),
    )
    return [
        DeliveredMessage(
            row_id=row["id"],
            state=row["state"],
            edition_id=row["edition_id"],
            issue_id=row["issue_id"],
            destination_id=row["destination_id"],
            message_id=row["message_id"],
            latest_id=row["latest_id"],
            sent_as=row["sent_as"],
            created=moment(row["created_at"]),
            part=row["part"],
        )
        for row in rows
    ]


async def told_before(
    db: Reader, edition_ids: Sequence[int], story_ids: Sequence[int]
) -> dict[tuple[int, int], frozenset[int]]:
    """(edition, story) → the articles of it that the destination knew before that edition."""
    rows = await fetch_all(
        db,
        "SELECT editions.id, story_id, group_concat(value) AS known FROM editions"
        " JOIN editions AS earlier ON earlier.destination_id = editions.destination_id"
        "  AND earlier.id < editions.id AND earlier.told"
        " JOIN issue_stories ON issue_stories.issue_id = earlier.issue_id AND shown"
        "  AND story_id IN (SELECT value FROM json_each(?2))"
        " JOIN json_each(articles)"
        " WHERE editions.id IN (SELECT value FROM json_each(?1)) GROUP BY editions.id, story_id",
        to_json(list(edition_ids)),
        to_json(list(story_ids)),
    )
    return {(row["id"], row["story_id"]): frozenset(map(int, row["known"].split(","))) for row in rows}


async def is_own_message(db: Reader, chat_id: int, telegram_id: int) -> bool:
    """Whether a message of a chat is one that went out from here."""
    row = await fetch_one(
        db,
        "SELECT 1 FROM destinations JOIN outbox ON destination_id = destinations.id"
        " WHERE chat_id = ? AND sent_as = ?",
        *(chat_id, telegram_id),
    )
    return row is not None


async def newest_below(db: Reader, upper: int, since: datetime) -> int | None:
    """The highest number below `upper` of an edition; None when it is older than `since`."""
    row = await fetch_one(
        db, "SELECT id, created_at FROM editions WHERE id < ? ORDER BY id DESC LIMIT 1", upper
    )
    return row["id"] if row is not None and row["created_at"] >= epoch(since) else None


async def change_waiting(tx: Transaction, row_id: int, old: int, new: int) -> bool:
    """Give a message that has not gone another text; whether it was still waiting with the old one."""
    changed = await execute(
        tx,
        "UPDATE outbox SET message_id = ? WHERE id = ? AND state = 'pending' AND message_id = ?",
        new,
        row_id,
        old,
    )
    return changed == 1


async def cancel_waiting(tx: Transaction, row_id: int, reason: str, now: datetime) -> bool:
    """Cancel a message that has nothing left to say; False when it was no longer waiting."""
    changed = await execute(
        tx,
        "UPDATE outbox SET state = 'cancelled', error = ?, finished_at = ?"
        " WHERE id = ? AND state = 'pending'",
        reason,
        epoch(now),
        row_id,
    )
    return changed == 1


async def drop_waiting_edits(tx: Transaction, refs: Sequence[tuple[int, int]], now: datetime) -> None:
    """Edits of these messages (row, destination) that have not gone: a newer one takes their place."""
    await tx.executemany(
        "UPDATE outbox SET state = 'cancelled', error = ?, finished_at = ?"
        " WHERE kind = ? AND ref = ? AND destination_id = ? AND state = 'pending'",
        [(REPLACED, epoch(now), CORRECTION_KIND, row_id, destination_id) for row_id, destination_id in refs],
    )


async def rejected_edits(db: Reader, limit: int) -> list[RejectedEdit]:
    rows = await fetch_all(
        db,
        "SELECT id, part, ref, destination_id, error FROM outbox"
        " WHERE kind = 'correction' AND state = 'failed' ORDER BY id LIMIT ?",
        limit,
    )
    return [
        RejectedEdit(row["id"], row["part"], row["ref"], row["destination_id"], row["error"] or "")
        for row in rows
    ]


async def settle_rejected(tx: Transaction, row_ids: Sequence[int], reason: str) -> None:
    """Note that nothing more is to be done about these edits."""
    await execute(
        tx,
        "UPDATE outbox SET state = 'cancelled', error = ?"
        " WHERE id IN (SELECT value FROM json_each(?)) AND state = 'failed'",
        reason,
        to_json(list(row_ids)),
    )
