"""Removes what is past its time: the oldest rows first, some at a time, so that each commit is short.

Numbers are never used again (AUTOINCREMENT), and hashes of texts stay, so that an old text that comes in once
more is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage import documents, edition_contents, message_texts, stories
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, to_json


async def remove_deliveries(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove finished rows among the outbox's first `limit`, and texts and files of no other row."""
    rows = await fetch_all(
        tx,
        "SELECT id, message_id, document_id FROM (SELECT * FROM outbox ORDER BY id LIMIT ?)"
        " WHERE created_at < ? AND state NOT IN ('pending', 'sending')",
        limit,
        epoch(before),
    )
    await _delete(tx, "outbox", [row["id"] for row in rows])
    await message_texts.remove_unused(tx, {row["message_id"] for row in rows} - {None})
    await documents.remove_unused(tx, {row["document_id"] for row in rows} - {None})
    return len(rows)


async def remove_editions(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove old editions, with contents that no other edition has; so what they told is forgotten."""
    rows = await fetch_all(
        tx,
        "SELECT id, issue_id FROM (SELECT * FROM editions ORDER BY id LIMIT ?) WHERE created_at < ?",
        limit,
        epoch(before),
    )
    await _delete(tx, "editions", [row["id"] for row in rows])
    await edition_contents.remove_unused(tx, {row["issue_id"] for row in rows})
    return len(rows)


async def remove_articles(tx: Transaction, before: datetime, limit: int) -> list[int]:
    """Remove articles of stories that have gained nothing since and that nobody saved.

    Returns the story of each removed article.
    """
    rows = await fetch_all(
        tx,
        "SELECT articles.id, story_id FROM articles JOIN stories ON stories.id = story_id"
        " WHERE added_at < ?1 AND newest_added < ?1 AND held_until IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM drafts WHERE article_id = articles.id)"
        " AND NOT EXISTS (SELECT 1 FROM saved_stories WHERE story_id = articles.story_id)"
        " ORDER BY added_at LIMIT ?2",
        epoch(before),
        limit,
    )
    await _delete(tx, "articles", [row["id"] for row in rows])
    return [row["story_id"] for row in rows]


async def with_text(db: Reader, before: datetime, limit: int) -> list[int]:
    """The first articles added `before` that still have their full text."""
    rows = await fetch_all(
        db,
        "SELECT article_id FROM article_texts CROSS JOIN articles ON id = article_id"
        " WHERE article_id <= (SELECT id FROM articles WHERE added_at < ?1 ORDER BY added_at DESC LIMIT 1)"
        "  AND added_at < ?1 AND held_until IS NULL ORDER BY article_id LIMIT ?2",
        epoch(before),
        limit,
    )
    return [row["article_id"] for row in rows]


async def thin(tx: Transaction, article_ids: Sequence[int]) -> None:
    """Keep of these articles only what is told of them: headline, summary, topics, names, places.

    With the text go its former versions, its words in the search's index, and what finds other reports of the
    same event.
    """
    for change in (
        "UPDATE article_search SET body = '' WHERE rowid",
        "UPDATE revisions SET body = NULL WHERE article_id",
        "DELETE FROM article_terms WHERE article_id",
        "DELETE FROM article_texts WHERE article_id",
    ):
        await execute(tx, f"{change} IN (SELECT value FROM json_each(?))", to_json(list(article_ids)))
    await stories.touch(tx)


async def remove_stories(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove stories without articles that no edition tells and into which no story was merged."""
    rows = await fetch_all(
        tx,
        "SELECT id FROM stories WHERE article_count = 0 AND newest_added < ?"
        " AND NOT EXISTS (SELECT 1 FROM articles WHERE story_id = stories.id)"
        " AND NOT EXISTS (SELECT 1 FROM issue_stories WHERE story_id = stories.id)"
        " AND NOT EXISTS (SELECT 1 FROM stories AS merged WHERE merged.successor_id = stories.id)"
        " ORDER BY newest_added LIMIT ?",
        epoch(before),
        limit,
    )
    await _delete(tx, "stories", [row["id"] for row in rows])
    return len(rows)


async def remove_releases(tx: Transaction, before: datetime, limit: int) -> int:
    """Forget release numbers given so long ago that no edition to come covers them."""
    rows = await fetch_all(
        tx,
        "SELECT number FROM releases WHERE released_at < ? ORDER BY released_at LIMIT ?",
        epoch(before),
        limit,
    )
    await execute(
        tx,
        "DELETE FROM releases WHERE number IN (SELECT value FROM json_each(?))",
        to_json([row["number"] for row in rows]),
    )
    return len(rows)


async def remove_broadcasts(tx: Transaction, before: datetime, limit: int) -> int:
    rows = await fetch_all(
        tx, "SELECT id FROM broadcasts WHERE created_at < ? ORDER BY id LIMIT ?", epoch(before), limit
    )
    await _delete(tx, "broadcasts", [row["id"] for row in rows])
    return len(rows)


async def give_back(tx: Transaction, pages: int) -> int:
    """Give up to so many free pages of the file back to the disk; returns how many are still free.

    One page at a time: of a statement without columns Python's sqlite3 fetches the first row alone.
    """
    for _ in range(pages):
        await fetch_all(tx, "PRAGMA incremental_vacuum(1)")
    return int((await fetch_all(tx, "PRAGMA freelist_count"))[0][0])


async def _delete(tx: Transaction, table: str, ids: list[int]) -> None:
    await execute(tx, f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", to_json(ids))
