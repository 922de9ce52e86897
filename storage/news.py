"""Whether an article is news: retracted or restored, archived or taken out, held or let go."""

from __future__ import annotations

from datetime import datetime

from storage import releases
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all


async def retract(tx: Transaction, article_id: int, now: datetime) -> bool:
    """Retract an article; False when it was retracted already."""
    changed = await execute(
        tx,
        "UPDATE articles SET retracted_at = ? WHERE id = ? AND retracted_at IS NULL",
        epoch(now),
        article_id,
    )
    return changed == 1


async def restore(tx: Transaction, article_id: int, now: datetime) -> bool:
    """Take a retraction back; False when there was none.

    The article is news again for those who were not told it, unless it is archived or held.
    """
    changed = await execute(
        tx,
        "UPDATE articles SET retracted_at = NULL, release = iif(archived OR held_until IS NOT NULL, 0, ?)"
        " WHERE id = ? AND retracted_at IS NOT NULL",
        await releases.add(tx, now),
        article_id,
    )
    return changed == 1


async def archive(tx: Transaction, article_id: int) -> None:
    """Keep the article findable, but in no edition from now on."""
    await execute(tx, "UPDATE articles SET archived = 1, release = 0 WHERE id = ?", article_id)


async def take_from_archive(tx: Transaction, article_id: int, now: datetime) -> None:
    """Make an archived article news from now on, unless readers do not see it."""
    await execute(
        tx,
        "UPDATE articles SET archived = 0, release = iif(withheld, 0, ?) WHERE id = ? AND archived = 1",
        await releases.add(tx, now),
        article_id,
    )


async def hold(tx: Transaction, article_id: int, until: datetime) -> None:
    """Hide the article from readers until then; an article that is held already gets this end."""
    await execute(
        tx, "UPDATE articles SET held_until = ?, release = 0 WHERE id = ?", epoch(until), article_id
    )


async def join_later(tx: Transaction, article_id: int, story_id: int | None) -> None:
    """Note the story that a held article joins when it is let go: 0 for one of its own, None for what it
    tells of.
    """
    await execute(tx, "UPDATE articles SET joins_id = ? WHERE id = ?", story_id, article_id)


async def held_until_before(db: Reader, now: datetime, limit: int) -> list[int]:
    """The held articles whose time has come, the earliest first."""
    rows = await fetch_all(
        db, "SELECT id FROM articles WHERE held_until <= ? ORDER BY held_until LIMIT ?", epoch(now), limit
    )
    return [row["id"] for row in rows]


async def let_go(tx: Transaction, article_id: int, now: datetime) -> bool:
    """End a hold, which makes the article news as of now, unless it is retracted or archived. False when it
    was not held.
    """
    changed = await execute(
        tx,
        "UPDATE articles SET held_until = NULL, joins_id = NULL, added_at = ?,"
        " release = iif(retracted_at IS NOT NULL OR archived, 0, ?) WHERE id = ? AND held_until IS NOT NULL",
        epoch(now),
        await releases.add(tx, now),
        article_id,
    )
    return changed == 1
