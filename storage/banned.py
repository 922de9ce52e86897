"""People who are kept out."""

from __future__ import annotations

from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value


async def ban(tx: Transaction, person_id: int, now: datetime) -> None:
    await execute(
        tx, "INSERT OR IGNORE INTO banned (person_id, banned_at) VALUES (?, ?)", person_id, epoch(now)
    )


async def unban(tx: Transaction, person_id: int) -> bool:
    """Whether they were banned."""
    return await execute(tx, "DELETE FROM banned WHERE person_id = ?", person_id) > 0


async def is_banned(db: Reader, person_id: int) -> bool:
    return bool(await fetch_value(db, "SELECT 1 FROM banned WHERE person_id = ?", person_id))


async def list_banned(db: Reader, limit: int) -> list[int]:
    rows = await fetch_all(
        db, "SELECT person_id FROM banned ORDER BY banned_at DESC, person_id LIMIT ?", limit
    )
    return [row["person_id"] for row in rows]
