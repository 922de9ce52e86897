"""The texts of what is sent, each kept once however many receive it."""

from __future__ import annotations

from hashlib import blake2b

from storage.database import Transaction
from storage.rows import insert, value


async def add(tx: Transaction, text: str, buttons: str) -> int:
    """`text` is HTML, `buttons` JSON; the number of the row that holds both."""
    digest = blake2b(f"{text}\0{buttons}".encode(), digest_size=16).hexdigest()
    known: int | None = await value(tx, "SELECT id FROM messages WHERE hash = ?", digest)
    if known is not None:
        return known
    return await insert(
        tx, "INSERT INTO messages (hash, text, buttons) VALUES (?, ?, ?)", digest, text, buttons
    )
