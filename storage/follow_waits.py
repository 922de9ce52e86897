"""New articles of which somebody wants to know at once, but sleeps: who, and when they wake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage.database import Reader, Transaction
from storage.follow_alerts import FollowAlert
from storage.rows import epoch, execute, fetch_all, moment, to_json


async def add_waits(tx: Transaction, article_id: int, wakes: Mapping[int, datetime]) -> None:
    """`wakes` by destination; another time takes the place of the one before."""
    await tx.executemany(
        "INSERT OR REPLACE INTO follow_waits VALUES (?, ?, ?)",
        [(destination_id, article_id, epoch(at)) for destination_id, at in wakes.items()],
    )


async def due_waits(
    db: Reader, now: datetime, limit: int, *, alerts: int
) -> list[tuple[FollowAlert, dict[int, datetime]]]:
    """Who has woken and when, by what waits for them: of the first `limit` rows so many alerts."""
    rows = await fetch_all(
        db,
        "SELECT destination_id, articles.id AS article_id, wakes_at, story_id, added_at, found_at FROM"
        " (SELECT * FROM follow_waits WHERE wakes_at <= ? ORDER BY wakes_at, article_id LIMIT ?) AS waits"
        " JOIN follow_alerts ON follow_alerts.article_id = waits.article_id"
        " JOIN articles ON articles.id = waits.article_id ORDER BY wakes_at, waits.article_id",
        epoch(now),
        limit,
    )
    found: dict[FollowAlert, dict[int, datetime]] = {}
    for row in rows:
        added, found_at = moment(row["added_at"]), moment(row["found_at"])
        alert = FollowAlert(row["article_id"], row["story_id"], added, found_at, 0)
        found.setdefault(alert, {})[row["destination_id"]] = moment(row["wakes_at"])
    return list(found.items())[:alerts]


async def bring_waits_forward(tx: Transaction, now: datetime, *, later_than: datetime | None = None) -> None:
    """Who would be told later than this is looked at now; who sleeps then is put back."""
    await execute(
        tx, "UPDATE follow_waits SET wakes_at = ? WHERE wakes_at > ?", epoch(now), epoch(later_than or now)
    )


async def remove_waits(tx: Transaction, article_id: int, destination_ids: Sequence[int]) -> None:
    await execute(
        tx,
        "DELETE FROM follow_waits WHERE article_id = ?"
        " AND destination_id IN (SELECT value FROM json_each(?))",
        article_id,
        to_json(list(destination_ids)),
    )
