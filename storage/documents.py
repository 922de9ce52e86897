"""Files that the outbox sends: each is stored once, and the rows that send it refer to it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_one, insert, to_json


@dataclass(frozen=True, slots=True)
class StoredDocument:
    name: str
    content: bytes


async def add(tx: Transaction, destination_id: int, name: str, content: bytes, now: datetime) -> int:
    """Store a file and return its number."""
    return await insert(
        tx,
        "INSERT INTO documents (destination_id, name, content, created_at) VALUES (?, ?, ?, ?)",
        destination_id,
        name,
        content,
        epoch(now),
    )


async def get(db: Reader, document_id: int) -> StoredDocument | None:
    """A file by its number; None when its content has been removed after its time."""
    row = await fetch_one(
        db, "SELECT name, content FROM documents WHERE id = ? AND content IS NOT NULL", document_id
    )
    return None if row is None else StoredDocument(row["name"], row["content"])


async def empty_older(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove the content of up to `limit` files made before then, the oldest first; returns how many there
    were.
    """
    return await execute(
        tx,
        "UPDATE documents SET content = NULL WHERE id IN (SELECT id FROM documents"
        " WHERE content IS NOT NULL AND created_at < ? ORDER BY created_at LIMIT ?)",
        epoch(before),
        limit,
    )


async def remove_unused(tx: Transaction, document_ids: AbstractSet[int]) -> None:
    """Remove those of these files that no row of the outbox refers to."""
    await execute(
        tx,
        "DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE document_id = documents.id)",
        to_json(sorted(document_ids)),
    )
