"""The messages of editions, waiting or delivered, and the edits that corrections make to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.correction_runs import REPLACED
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, moment, to_json


@dataclass(frozen=True, slots=True)
class DeliveredMessage:
    """A message of an edition. `message_id` is the number of its text as it waits or was sent, without later
    edits.

    `sent_as` is Telegram's number of it, None when it was not sent. `breaking`: it told one story at once.
    """

    row_id: int
    state: str
    edition_id: int
    issue_id: int
    destination_id: int
    message_id: int
    sent_as: int | None
    created: datetime
    breaking: bool


@dataclass(frozen=True, slots=True)
class MessageEdit:
    """An edit of a message: `revision_id` is the revision that it follows, `message_id` the text that it
    gives.
    """

    row_id: int
    revision_id: int
    message_id: int
    state: str


@dataclass(frozen=True, slots=True)
class RejectedEdit:
    """An edit that was not made. `ref` is the message's row in the outbox, `post` its place in the edition,
    from 0.
    """

    row_id: int
    revision_id: int
    ref: int
    destination_id: int
    error: str
    post: int


async def messages_that_told(
    db: Reader, story_id: int, *, lower: int, upper: int, since: datetime
) -> list[DeliveredMessage]:
    """Messages of the editions from `lower` to below `upper` that tell or offer this story, newest first."""
    rows = await fetch_all(
        db,
        "SELECT outbox.id, state, editions.id AS edition_id, issue_id, outbox.destination_id, message_id,"
        " sent_as, outbox.created_at, breaking"
        " FROM editions JOIN outbox ON outbox.kind = 'edition' AND ref = editions.id"
        "  AND outbox.destination_id = editions.destination_id AND operation = 'send'"
        " WHERE editions.id >= ?1 AND editions.id < ?2 AND editions.created_at >= ?3"
        " AND state IN ('pending', 'sending', 'sent')"
        " AND EXISTS (SELECT 1 FROM issue_stories WHERE issue_stories.issue_id = editions.issue_id"
        "  AND story_id = ?4)"
        " ORDER BY editions.id DESC",
        lower,
        upper,
        epoch(since),
        story_id,
    )
    return [
        DeliveredMessage(
            row_id=row["id"],
            state=row["state"],
            edition_id=row["edition_id"],
            issue_id=row["issue_id"],
            destination_id=row["destination_id"],
            message_id=row["message_id"],
            sent_as=row["sent_as"],
            created=moment(row["created_at"]),
            breaking=bool(row["breaking"]),
        )
        for row in rows
    ]


async def contents_of(db: Reader, edition_id: int, destination_id: int) -> str | None:
    """The kept contents from which an edition's first message was made, as JSON; None where they are not
    known.
    """
    found: str | None = await fetch_value(
        db,
        "SELECT contents FROM outbox JOIN messages ON messages.id = message_id"
        " WHERE kind = 'edition' AND ref = ? AND destination_id = ? AND operation = 'send'"
        " ORDER BY part LIMIT 1",
        edition_id,
        destination_id,
    )
    return found


async def is_own_message(db: Reader, chat_id: int, telegram_id: int) -> bool:
    """Whether this program sent that message of the chat."""
    row = await fetch_one(
        db,
        "SELECT 1 FROM destinations JOIN outbox ON destination_id = destinations.id"
        " WHERE chat_id = ? AND sent_as = ?",
        *(chat_id, telegram_id),
    )
    return row is not None


async def newest_below(db: Reader, upper: int, since: datetime) -> int | None:
    """The highest number below `upper` of an edition; None when there is none since `since`."""
    row = await fetch_one(
        db, "SELECT id, created_at FROM editions WHERE id < ? ORDER BY id DESC LIMIT 1", upper
    )
    return row["id"] if row is not None and row["created_at"] >= epoch(since) else None


async def change_waiting(tx: Transaction, row_id: int, old: int, new: int) -> bool:
    """Give a message that was not sent another text. False when it did not wait with the old one any more."""
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


async def edits_of(db: Reader, row_ids: Sequence[int]) -> dict[int, list[MessageEdit]]:
    """The edits that each of these messages got or is to get, in the order in which they were queued."""
    found: dict[int, list[MessageEdit]] = {row_id: [] for row_id in row_ids}
    for row in await fetch_all(
        db,
        "SELECT id, ref, part, message_id, state FROM outbox WHERE kind = 'correction'"
        " AND ref IN (SELECT value FROM json_each(?)) AND state IN ('pending', 'sending', 'sent')"
        " ORDER BY id",
        to_json(list(row_ids)),
    ):
        found[row["ref"]].append(MessageEdit(row["id"], row["part"], row["message_id"], row["state"]))
    return found


async def drop_edits(tx: Transaction, row_ids: Sequence[int], now: datetime) -> None:
    """Cancel edits that were not made yet, because a newer one takes their place."""
    await _end(tx, row_ids, "cancelled", REPLACED, now)


async def note_done(tx: Transaction, row_ids: Sequence[int], revision_id: int, now: datetime) -> None:
    """Mark the waiting edits of these messages for this revision as made: the messages already read so."""
    await _end(tx, await _waiting(tx, row_ids, revision_id), "sent", None, now)


async def reject_edits(
    tx: Transaction, row_ids: Sequence[int], revision_id: int, reason: str, now: datetime
) -> None:
    """Give up the waiting edits of these messages for this revision; their readers get a message instead."""
    await _end(tx, await _waiting(tx, row_ids, revision_id), "failed", reason, now)


async def rejected_edits(db: Reader, limit: int) -> list[RejectedEdit]:
    rows = await fetch_all(
        db,
        "SELECT id, part, ref, destination_id, error,"
        " coalesce((SELECT part FROM outbox AS message WHERE message.id = outbox.ref), 0) AS post"
        " FROM outbox WHERE kind = 'correction' AND state = 'failed' ORDER BY id LIMIT ?",
        limit,
    )
    return [
        RejectedEdit(
            row["id"], row["part"], row["ref"], row["destination_id"], row["error"] or "", row["post"]
        )
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


async def _waiting(tx: Transaction, row_ids: Sequence[int], revision_id: int) -> list[int]:
    """The edits of these messages for this revision that were not made yet."""
    rows = await fetch_all(
        tx,
        "SELECT id FROM outbox WHERE kind = 'correction' AND ref IN (SELECT value FROM json_each(?))"
        " AND +part = ? AND +state = 'pending'",  # a revision may have many that wait
        to_json(list(row_ids)),
        revision_id,
    )
    return [row["id"] for row in rows]


async def _end(
    tx: Transaction, row_ids: Sequence[int], state: str, reason: str | None, now: datetime
) -> None:
    await execute(
        tx,
        "UPDATE outbox SET state = ?, error = ?, finished_at = ?"
        " WHERE id IN (SELECT value FROM json_each(?)) AND state = 'pending'",
        state,
        reason,
        epoch(now),
        to_json(list(row_ids)),
    )
