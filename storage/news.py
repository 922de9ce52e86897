"""Whether an article is news: retracted and restored, archived and taken out again."""

from __future__ import annotations

from datetime import datetime

from storage import releases
from storage.database import Transaction
from storage.rows import epoch, execute


async def retract(tx: Transaction, article_id: int, now: datetime) -> bool:
    """Whether it was not retracted before."""
    changed = await execute(
        tx,
        "UPDATE articles SET retracted_at = ? WHERE id = ? AND retracted_at IS NULL",
        epoch(now),
        article_id,
    )
    return changed == 1


async def restore(tx: Transaction, article_id: int, now: datetime) -> bool:
    """Whether it was retracted. It is news again for whoever was not told it, unless it is archived."""
    changed = await execute(
        tx,
        "UPDATE articles SET retracted_at = NULL, release = iif(archived, 0, ?)"
        " WHERE id = ? AND retracted_at IS NOT NULL",
        await releases.add(tx, now),
        article_id,
    )
    return changed == 1


async def archive(tx: Transaction, article_id: int) -> None:
    """It stays findable and enters no edition from now on."""
    await execute(tx, "UPDATE articles SET archived = 1, release = 0 WHERE id = ?", article_id)


async def take_from_archive(tx: Transaction, article_id: int, now: datetime) -> None:
    """It is news from now on, unless it is retracted."""
    await execute(
        tx,
        "UPDATE articles SET archived = 0, release = iif(retracted_at IS NULL, ?, 0)"
        " WHERE id = ? AND archived = 1",
        await releases.add(tx, now),
        article_id,
    )
