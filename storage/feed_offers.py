"""Feeds that a page offered, until an editor chooses one."""

from __future__ import annotations

from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_one, fetch_value


async def add_offers(tx: Transaction, person_id: int, url: str, title: str, now: datetime) -> int:
    row = await fetch_one(
        tx,
        "INSERT INTO feed_offers (person_id, url, title, created_at) VALUES (?, ?, ?, ?) RETURNING id",
        *(person_id, url, title, epoch(now)),
    )
    return int(row["id"]) if row else 0


async def get_offer(db: Reader, offer_id: int, person_id: int) -> str | None:
    """The address of an offer that was made to this person."""
    found: str | None = await fetch_value(
        db, "SELECT url FROM feed_offers WHERE id = ? AND person_id = ?", offer_id, person_id
    )
    return found


async def remove_older_offers(tx: Transaction, before: datetime) -> None:
    await execute(tx, "DELETE FROM feed_offers WHERE created_at < ?", epoch(before))
