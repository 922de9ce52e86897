"""People who are kept out."""

from __future__ import annotations

from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, every, value, write


async def add(tx: Transaction, person_id: int, now: datetime) -> None:
    await write(
        tx, "INSERT OR IGNORE INTO banned (person_id, banned_at) VALUES (?, ?)", person_id, epoch(now)
    )


async def remove(tx: Transaction, person_id: int) -> bool:
    """Whether they were banned."""
    return await write(tx, "DELETE FROM banned WHERE person_id = ?", person_id) > 0


async def known(db: Reader, person_id: int) -> bool:
    return bool(await value(db, "SELECT 1 FROM banned WHERE person_id = ?", person_id))


async def newest(db: Reader, limit: int) -> list[int]:
    rows = await every(db, "SELECT person_id FROM banned ORDER BY banned_at DESC, person_id LIMIT ?", limit)
    return [row["person_id"] for row in rows]
