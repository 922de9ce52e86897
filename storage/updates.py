"""The inbox: updates that Telegram handed over and nobody has finished handling."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, every


async def add(tx: Transaction, updates: Iterable[tuple[int, str]], now: datetime) -> None:
    """(update_id, payload) of one answer of getUpdates."""
    await tx.executemany(
        "INSERT OR IGNORE INTO updates (id, payload, received_at) VALUES (?, ?, ?)",
        [(update_id, payload, epoch(now)) for update_id, payload in updates],
    )


async def unfinished(db: Reader) -> list[str]:
    return [row["payload"] for row in await every(db, "SELECT payload FROM updates ORDER BY id")]


async def finish(tx: Transaction, update_ids: Iterable[int]) -> None:
    await tx.executemany("DELETE FROM updates WHERE id = ?", [(update_id,) for update_id in update_ids])
