"""Files that editors sent, in batches, each with what became of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, moment

UploadResult = Literal["draft", "added", "known", "retracted", "feeds", "refused", "dropped"]


@dataclass(frozen=True, slots=True)
class Upload:
    """One text of a file that an editor sent. `number` is that of its draft or article; None without one.

    `words` is its headline, or a sentence saying why it was refused. `answer` is the bot's message about the
    batch. `more`: another file had come before this one was answered. The result `dropped` means that its
    draft or article is gone. `old`: its own date makes it no news by itself. `archived`: its article enters
    no edition.
    """

    person_id: int
    message_id: int
    batch: int
    received: datetime
    name: str
    result: UploadResult
    part: int = 0
    album: str | None = None
    more: bool = False
    number: int | None = None
    words: str = ""
    answer: int | None = None
    old: bool = False
    archived: bool = False


async def put(tx: Transaction, upload: Upload) -> None:
    """Store a file's text; when it is read again after a crash, all but its answer is replaced."""
    await execute(
        tx,
        "INSERT INTO uploads (person_id, message_id, part, batch, album, more, received_at, name, result,"
        " number, words, old, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
        " (SELECT answer FROM uploads WHERE person_id = ?1 AND batch = ?4 AND answer IS NOT NULL LIMIT 1))"
        " ON CONFLICT (person_id, message_id, part) DO UPDATE SET result = excluded.result,"
        " number = excluded.number, words = excluded.words, old = excluded.old",
        upload.person_id,
        upload.message_id,
        upload.part,
        upload.batch,
        upload.album,
        upload.more,
        epoch(upload.received),
        upload.name,
        upload.result,
        upload.number,
        upload.words,
        int(upload.old),
    )


async def before(db: Reader, person_id: int, message_id: int) -> Upload | None:
    """The newest text of a file of this person up to that message, itself included; None without one."""
    row = await fetch_one(
        db,
        "SELECT uploads.*, NULL AS article_id, 0 AS own, 0 AS dropped, 0 AS archived FROM uploads"
        " WHERE person_id = ? AND message_id <= ? ORDER BY message_id DESC, part LIMIT 1",
        person_id,
        message_id,
    )
    return _upload(row) if row else None


async def of_batch(db: Reader, person_id: int, batch: int) -> list[Upload]:
    """The texts of a batch in the order in which they came; a draft that was added counts as its article."""
    rows = await fetch_all(
        db,
        "SELECT uploads.*, drafts.article_id, drafts.id IS NULL AS dropped,"
        "  added_by = uploads.person_id AND added_at >= received_at AS own,"
        "  coalesce(archived, 0) AS archived FROM uploads"
        " LEFT JOIN drafts ON result = 'draft' AND drafts.id = number"
        " LEFT JOIN articles ON articles.id = iif(result = 'draft', drafts.article_id, number)"
        " WHERE uploads.person_id = ? AND batch = ? ORDER BY message_id, part",
        person_id,
        batch,
    )
    return [_upload(row) for row in rows]


async def set_answer(tx: Transaction, person_id: int, batch: int, answer: int) -> None:
    await execute(
        tx, "UPDATE uploads SET answer = ? WHERE person_id = ? AND batch = ?", answer, person_id, batch
    )


async def remove_older(tx: Transaction, before: datetime) -> None:
    await execute(tx, "DELETE FROM uploads WHERE received_at < ?", epoch(before))


def _upload(row: sqlite3.Row) -> Upload:
    result, number = cast("UploadResult", row["result"]), row["number"]
    if result == "draft" and row["article_id"] is not None:
        result, number = "added" if row["own"] else "known", row["article_id"]
    elif result == "draft" and row["dropped"]:
        result, number = "dropped", None
    return Upload(
        person_id=row["person_id"],
        message_id=row["message_id"],
        batch=row["batch"],
        received=moment(row["received_at"]),
        name=row["name"],
        result=result,
        part=row["part"],
        album=row["album"],
        more=bool(row["more"]),
        number=number,
        words=row["words"],
        answer=row["answer"],
        old=bool(row["old"]),
        archived=bool(row["archived"]),
    )
