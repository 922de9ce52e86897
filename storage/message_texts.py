"""The texts of what is sent, each kept once however many receive it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b

from storage.database import Reader, Transaction
from storage.rows import execute, fetch_all, fetch_value, known_hashes, to_json


async def add(tx: Transaction, text: str, buttons: str, contents: str | None = None) -> int:
    """The number of a message's text, whether new or known. `text` is HTML, `buttons` is JSON.

    `contents` is JSON too: what a digest was made of, None for other messages. Messages that differ in any of
    the three are different texts.
    """
    (number,) = await add_all(tx, [(text, buttons, contents)])
    return number


async def add_all(tx: Transaction, new: Sequence[tuple[str, str, str | None]]) -> list[int]:
    """As `add`, for many at once; the numbers in this order."""
    hashes = [_hash(*message) for message in new]
    numbers = await known_hashes(tx, "messages", hashes)
    last = int(await fetch_value(tx, "SELECT coalesce(max(id), 0) FROM messages"))
    unknown = {each: message for each, message in zip(hashes, new, strict=True) if each not in numbers}
    added = {each: number for number, each in enumerate(unknown, last + 1)}
    await tx.executemany(
        "INSERT INTO messages (id, hash, text, buttons, contents) VALUES (?, ?, ?, ?, ?)",
        [(added[each], each, *message) for each, message in unknown.items()],
    )
    numbers |= added
    return [numbers[each] for each in hashes]


async def contents_of(db: Reader, message_ids: Sequence[int]) -> dict[int, str]:
    """The contents from which these messages were made, of those for which they are known."""
    rows = await fetch_all(
        db,
        "SELECT id, contents FROM messages WHERE id IN (SELECT value FROM json_each(?))"
        " AND contents IS NOT NULL",
        to_json(list(message_ids)),
    )
    return {row["id"]: row["contents"] for row in rows}


async def remove_unused(tx: Transaction, message_ids: AbstractSet[int]) -> None:
    """Remove those of these texts that no row of the outbox refers to."""
    await execute(
        tx,
        "DELETE FROM messages WHERE id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE message_id = messages.id)",
        to_json(sorted(message_ids)),
    )


def _hash(text: str, buttons: str, contents: str | None) -> str:
    whole = f"{text}\0{buttons}" if contents is None else f"{text}\0{buttons}\0{contents}"
    return blake2b(whole.encode(), digest_size=16).hexdigest()
