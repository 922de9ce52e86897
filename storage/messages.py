"""The texts of what is sent, each kept once however many receive it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from storage.database import Reader, Transaction
from storage.rows import dump, every, insert, value


async def load(db: Reader, message_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Their texts and buttons."""
    rows = await every(
        db,
        "SELECT id, text, buttons FROM messages WHERE id IN (SELECT value FROM json_each(?))",
        dump(list(message_ids)),
    )
    return {row["id"]: (row["text"], row["buttons"]) for row in rows}


async def add(tx: Transaction, text: str, buttons: str) -> int:
    """`text` is HTML, `buttons` JSON; the number of the row that holds both."""
    digest = blake2b(f"{text}\0{buttons}".encode(), digest_size=16).hexdigest()
    known: int | None = await value(tx, "SELECT id FROM messages WHERE hash = ?", digest)
    if known is not None:
        return known
    return await insert(
        tx, "INSERT INTO messages (hash, text, buttons) VALUES (?, ?, ?)", digest, text, buttons
    )
