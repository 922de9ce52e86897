"""Articles found by the folded stems of what people type."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from digests.models import SearchText
from storage.database import Reader, Transaction
from storage.rows import epoch, every, write

Stems = Sequence[Collection[str]]


async def add(tx: Transaction, article_id: int, text: SearchText) -> None:
    await write(
        tx,
        "INSERT INTO article_search (rowid, headline, about, body) VALUES (?, ?, ?, ?)",
        article_id,
        text.headline,
        text.about,
        text.body,
    )


async def replace(tx: Transaction, article_id: int, text: SearchText) -> None:
    """The article has another text now."""
    await write(tx, "DELETE FROM article_search WHERE rowid = ?", article_id)
    await add(tx, article_id, text)


async def stories_about(
    db: Reader, stems: Stems, *, since: datetime, until: datetime, limit: int
) -> list[int]:
    """Stories of the `limit` newest articles of the period that name all of this, the newest first.

    `stems` has for each word the forms any of which will do. A passing mention in the body does not count.
    """
    if not stems:
        return []
    rows = await every(
        db,
        "SELECT story_id FROM article_search JOIN articles ON articles.id = article_search.rowid"
        " WHERE article_search MATCH ?"
        "  AND article_search.rowid >="
        "   (SELECT min(id) FROM articles INDEXED BY articles_by_added WHERE added_at >= ?)"
        "  AND retracted_at IS NULL AND added_at BETWEEN ? AND ?"
        " ORDER BY article_search.rowid DESC LIMIT ?",
        f"{{headline about}} : ({match(stems)})",
        epoch(since),
        epoch(since),
        epoch(until),
        limit,
    )
    return list(dict.fromkeys(row["story_id"] for row in rows))


def match(stems: Stems) -> str:
    """An FTS5 expression in which each stem is quoted, so that nothing in it is syntax."""
    return " AND ".join(f"({' OR '.join(map(_quoted, sorted(forms)))})" for forms in stems)


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', '""') + '"'
