"""The parts of a long text, kept until the next part has come or will come no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digests.models.texts import RawText
from storage.database import Reader, Transaction
from storage.rows import dump_raw, epoch, execute, fetch_all, load_raw, moment, to_json


@dataclass(frozen=True, slots=True)
class PastePart:
    """One message of a pasted text. `command`: it begins a text that follows a command such as /add.

    The whole is then added without a preview, or becomes the new text of the article `article_id`.
    """

    person_id: int
    chat_id: int
    message_id: int
    command: bool
    raw: RawText
    received: datetime
    article_id: int | None = None


async def add(tx: Transaction, part: PastePart) -> None:
    """Keep a part; nothing happens when this message is kept already."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO pastes (person_id, chat_id, message_id, command, raw, received_at, article_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        part.person_id,
        part.chat_id,
        part.message_id,
        part.command,
        dump_raw(part.raw),
        epoch(part.received),
        part.article_id,
    )


async def list_waiting(db: Reader, person_id: int | None = None) -> list[PastePart]:
    """The parts of this person, or of everybody when None, in the order of their messages."""
    rows = await fetch_all(
        db,
        "SELECT * FROM pastes WHERE ?1 IS NULL OR person_id = ?1 ORDER BY person_id, chat_id, message_id",
        person_id,
    )
    return [
        PastePart(
            person_id=row["person_id"],
            chat_id=row["chat_id"],
            message_id=row["message_id"],
            command=bool(row["command"]),
            raw=load_raw(row["raw"]),
            received=moment(row["received_at"]),
            article_id=row["article_id"],
        )
        for row in rows
    ]


async def remove(tx: Transaction, chat_id: int, message_ids: list[int]) -> None:
    await execute(
        tx,
        "DELETE FROM pastes WHERE chat_id = ? AND message_id IN (SELECT value FROM json_each(?))",
        chat_id,
        to_json(message_ids),
    )
