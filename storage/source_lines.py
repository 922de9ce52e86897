"""Hashes of the lines that each source repeats from article to article, and articles to read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from digests.models.texts import LEARNT
from storage.database import Reader, Transaction
from storage.rows import execute, fetch_all, fetch_value, to_json

MAX_LINES = 1000  # of a source; those that were longest unseen go


async def times(db: Reader, source: str) -> dict[int, int]:
    """By hash, in how many articles of the source each line stood; lines unseen for longest first."""
    rows = await fetch_all(
        db, "SELECT line, times FROM source_lines WHERE source = ? ORDER BY newest", source
    )
    return {row["line"]: row["times"] for row in rows}


async def repeated(db: Reader, source: str) -> frozenset[int]:
    """The hashes of lines that stood in `LEARNT` articles of the source or more."""
    return frozenset(line for line, count in (await times(db, source)).items() if count >= LEARNT)


async def add(tx: Transaction, source: str, article_id: int, lines: Sequence[int]) -> None:
    """Count these lines of an article.

    Where a line reaches `LEARNT` articles with this one, it and the earlier ones are to be read again.
    """
    hashes = to_json(list(lines))
    await execute(
        tx,
        "INSERT INTO source_lines (source, line, first, newest)"
        " SELECT ?1, value, ?2, ?2 FROM json_each(?3) WHERE true"
        " ON CONFLICT DO UPDATE SET times = times + 1, second = coalesce(second, ?2), newest = ?2",
        source,
        article_id,
        hashes,
    )
    await execute(
        tx,
        "INSERT OR IGNORE INTO rereads (article_id, source) SELECT articles.id, ?1 FROM source_lines"
        " JOIN articles ON articles.id IN (first, second, newest)"
        " WHERE source = ?1 AND line IN (SELECT value FROM json_each(?2)) AND times = ?3",
        source,
        hashes,
        LEARNT,
    )
    await execute(
        tx,
        "DELETE FROM source_lines WHERE source = ?1 AND newest < (SELECT newest FROM source_lines"
        " WHERE source = ?1 ORDER BY newest DESC LIMIT 1 OFFSET ?2)",
        source,
        MAX_LINES,
    )


async def list_due(db: Reader, limit: int) -> dict[int, str]:
    """Articles to be read again, each with the source whose lines it may hold; the newest first."""
    rows = await fetch_all(db, "SELECT * FROM rereads ORDER BY article_id DESC LIMIT ?", limit)
    return {row["article_id"]: row["source"] for row in rows}


async def remove_due(tx: Transaction, article_ids: Collection[int]) -> None:
    await execute(
        tx,
        "DELETE FROM rereads WHERE article_id IN (SELECT value FROM json_each(?))",
        to_json(list(article_ids)),
    )


async def waits(db: Reader, article_id: int) -> bool:
    """Whether no edition has told the article's story, so that nobody has read its text yet."""
    found: int = await fetch_value(
        db,
        "SELECT count(*) FROM articles WHERE id = ? AND NOT EXISTS"
        " (SELECT 1 FROM issue_stories WHERE issue_stories.story_id = articles.story_id)",
        article_id,
    )
    return bool(found)
