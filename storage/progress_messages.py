"""Messages in private chats that show how far something has come and are kept up to date."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, moment

ProgressKind = Literal["broadcast", "revision", "feed"]


@dataclass(frozen=True, slots=True)
class ProgressMessage:
    """A message that is kept up to date; `message_id` is Telegram's number of it.

    `ref` is the number of the broadcast, revision or feed that it is about. `said` is a text that stands
    before it and stays. `fingerprint` is a hash of what the message shows now.
    """

    chat_id: int
    message_id: int
    kind: ProgressKind
    ref: int
    said: str
    fingerprint: str
    created: datetime


async def put(tx: Transaction, message: ProgressMessage) -> None:
    """Store a message, or what it shows now; nothing is stored when no reader has this chat."""
    await execute(
        tx,
        "INSERT INTO progress_messages SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM destinations"
        " WHERE chat_id = ?1 AND thread_id = 0"
        " ON CONFLICT DO UPDATE SET kind = excluded.kind, ref = excluded.ref,"
        " said = excluded.said, fingerprint = excluded.fingerprint, created_at = excluded.created_at",
        message.chat_id,
        message.message_id,
        message.kind,
        message.ref,
        message.said,
        message.fingerprint,
        epoch(message.created),
    )


async def remove(tx: Transaction, chat_id: int, message_id: int) -> None:
    await execute(
        tx,
        "DELETE FROM progress_messages WHERE message_id = ? AND destination_id IN"
        " (SELECT id FROM destinations WHERE chat_id = ?)",
        message_id,
        chat_id,
    )


async def get(db: Reader, chat_id: int, message_id: int) -> ProgressMessage | None:
    row = await fetch_one(db, f"{_SELECT} WHERE chat_id = ? AND message_id = ?", chat_id, message_id)
    return None if row is None else _message(row)


async def list_all(db: Reader) -> list[ProgressMessage]:
    """All of them; they are few, because each is removed when what it shows has ended."""
    return [_message(row) for row in await fetch_all(db, _SELECT)]


_SELECT = (
    "SELECT progress_messages.*, chat_id FROM progress_messages"
    " JOIN destinations ON destinations.id = destination_id"
)


def _message(row: sqlite3.Row) -> ProgressMessage:
    return ProgressMessage(
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        kind=row["kind"],
        ref=row["ref"],
        said=row["said"],
        fingerprint=row["fingerprint"],
        created=moment(row["created_at"]),
    )
