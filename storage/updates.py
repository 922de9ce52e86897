"""The inbox: updates from Telegram that are not finished yet, and the numbers of those that are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, to_json


async def add(tx: Transaction, payloads: Mapping[int, str], now: datetime) -> frozenset[int]:
    """Store updates by their numbers; returns the numbers that are new, neither waiting nor handled."""
    rows = await fetch_all(
        tx,
        "SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM updates)"
        " AND value NOT IN (SELECT id FROM handled_updates)",
        to_json(list(payloads)),
    )
    new = frozenset(row["id"] for row in rows)
    await tx.executemany(
        "INSERT INTO updates (id, payload, received_at) VALUES (?, ?, ?)",
        [(update_id, payloads[update_id], epoch(now)) for update_id in new],
    )
    return new


async def unfinished(db: Reader) -> list[str]:
    return [row["payload"] for row in await fetch_all(db, "SELECT payload FROM updates ORDER BY id")]


async def has_file_after(db: Reader, chat_id: int, message_id: int, bot_id: int) -> bool:
    """Whether a message after this one in the chat brings a file and is not handled yet; the bot's own don't
    count.
    """
    return bool(
        await fetch_value(
            db,
            "SELECT EXISTS (SELECT 1 FROM updates WHERE json_extract(payload, '$.message.chat.id') = ?"
            " AND json_extract(payload, '$.message.message_id') > ?"
            " AND json_type(payload, '$.message.document') IS NOT NULL"
            " AND json_type(payload, '$.message.animation') IS NULL"
            " AND json_extract(payload, '$.message.forward_origin.sender_user.id') IS NOT ?)",
            chat_id,
            message_id,
            bot_id,
        )
    )


async def keep_question(tx: Transaction, update_id: int, question: str) -> None:
    """Note which open question an update answers; the first that was noted stays."""
    await execute(
        tx, "UPDATE updates SET question = ? WHERE id = ? AND question IS NULL", question, update_id
    )


async def question(db: Reader, update_id: int) -> str | None:
    """The question that the update answered when it was first handled; None when it answered none."""
    found: str | None = await fetch_value(db, "SELECT question FROM updates WHERE id = ?", update_id)
    return found


async def finish(tx: Transaction, update_ids: Iterable[int], now: datetime) -> None:
    handled = [(update_id, epoch(now)) for update_id in update_ids]
    await tx.executemany("DELETE FROM updates WHERE id = ?", [(update_id,) for update_id, _ in handled])
    await tx.executemany("INSERT OR REPLACE INTO handled_updates (id, handled_at) VALUES (?, ?)", handled)


async def forget_handled(tx: Transaction, before: datetime, limit: int) -> int:
    """Forget up to `limit` numbers of updates handled before then; returns how many."""
    return await execute(
        tx,
        "DELETE FROM handled_updates WHERE id IN"
        " (SELECT id FROM handled_updates WHERE handled_at < ? LIMIT ?)",
        epoch(before),
        limit,
    )
