"""New articles of which somebody wants to know at once, but sleeps: who, and when they wake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage.database import Reader, Transaction
from storage.follow_alerts import FollowAlert
from storage.rows import dump, epoch, every, moment, write


async def add(tx: Transaction, article_id: int, wakes: Mapping[int, datetime]) -> None:
    """`wakes` by destination; another time takes the place of the one before."""
    await tx.executemany(
        "INSERT OR REPLACE INTO follow_waits VALUES (?, ?, ?)",
        [(destination_id, article_id, epoch(at)) for destination_id, at in wakes.items()],
    )


async def due(db: Reader, now: datetime, limit: int) -> list[tuple[FollowAlert, list[int]]]:
    """The destinations that have woken, up to `limit` of them, by the alert that waits for them."""
    rows = await every(
        db,
        "SELECT destination_id, articles.id AS article_id, story_id, added_at, found_at FROM"
        " (SELECT * FROM follow_waits WHERE wakes_at <= ? ORDER BY wakes_at LIMIT ?) AS waits"
        " JOIN follow_alerts ON follow_alerts.article_id = waits.article_id"
        " JOIN articles ON articles.id = waits.article_id ORDER BY found_at, destination_id",
        epoch(now),
        limit,
    )
    found: dict[FollowAlert, list[int]] = {}
    for row in rows:
        added, found_at = moment(row["added_at"]), moment(row["found_at"])
        alert = FollowAlert(row["article_id"], row["story_id"], added, found_at, 0)
        found.setdefault(alert, []).append(row["destination_id"])
    return list(found.items())


async def remove(tx: Transaction, article_id: int, destination_ids: Sequence[int]) -> None:
    await write(
        tx,
        "DELETE FROM follow_waits WHERE article_id = ?"
        " AND destination_id IN (SELECT value FROM json_each(?))",
        article_id,
        dump(list(destination_ids)),
    )
