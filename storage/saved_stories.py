"""Stories that readers have saved."""

from __future__ import annotations

from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value


async def add(tx: Transaction, destination_id: int, story_id: int, now: datetime, *, most: int) -> bool:
    """Save a story; False when the reader has saved `most` others already."""
    changed = await execute(
        tx,
        "INSERT OR REPLACE INTO saved_stories (destination_id, story_id, saved_at) SELECT ?1, ?2, ?3"
        " WHERE (SELECT count(*) FROM saved_stories WHERE destination_id = ?1 AND story_id <> ?2) < ?4",
        destination_id,
        story_id,
        epoch(now),
        most,
    )
    return changed == 1


async def remove(tx: Transaction, destination_id: int, story_id: int) -> None:
    await execute(
        tx, "DELETE FROM saved_stories WHERE destination_id = ? AND story_id = ?", destination_id, story_id
    )


async def has(db: Reader, destination_id: int, story_id: int) -> bool:
    sql = "SELECT 1 FROM saved_stories WHERE destination_id = ? AND story_id = ?"
    return bool(await fetch_value(db, sql, destination_id, story_id))


async def list_all(db: Reader, destination_id: int) -> list[int]:
    """The saved stories that still have articles, the last saved first."""
    rows = await fetch_all(
        db,
        "SELECT story_id FROM saved_stories JOIN stories ON stories.id = story_id"
        " WHERE destination_id = ? AND article_count > 0 ORDER BY saved_at DESC, story_id DESC",
        destination_id,
    )
    return [row["story_id"] for row in rows]


async def merge_story(tx: Transaction, story_id: int, into: int) -> None:
    """Let those who saved a story have saved the one into which it was merged."""
    await copy_story(tx, story_id, into)
    await execute(tx, "DELETE FROM saved_stories WHERE story_id = ?", story_id)


async def copy_story(tx: Transaction, story_id: int, to: int) -> None:
    """Let those who saved a story have saved the other one too."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO saved_stories SELECT destination_id, ?2, saved_at FROM saved_stories"
        " WHERE story_id = ?1",
        story_id,
        to,
    )
