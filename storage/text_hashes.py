"""Hashes of all texts that ever came in, by which a text is known when it comes again."""

from __future__ import annotations

from collections.abc import Sequence

from storage.database import Reader, Transaction
from storage.rows import execute, fetch_all, fetch_value, to_json


async def keep(tx: Transaction, article_id: int, text_hash: str) -> None:
    """Remember a text of an article. A text stays the first article's that had it, for as long as that is
    kept.
    """
    await execute(
        tx,
        "INSERT INTO text_hashes (hash, article_id) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE"
        " SET article_id = excluded.article_id"
        " WHERE NOT EXISTS (SELECT 1 FROM articles WHERE id = text_hashes.article_id)",
        text_hash,
        article_id,
    )


async def article_of(db: Reader, text_hash: str) -> int | None:
    """The article that has or had this text; None when there is none, or it is not kept."""
    found: int | None = await fetch_value(
        db,
        "SELECT article_id FROM text_hashes JOIN articles ON articles.id = article_id WHERE hash = ?",
        text_hash,
    )
    return found


async def articles_of(db: Reader, hashes: Sequence[str]) -> dict[str, int | None]:
    """By hash, of the texts that ever came in, the article that has or had it; None when that is not kept."""
    rows = await fetch_all(
        db,
        "SELECT hash, articles.id AS id FROM text_hashes LEFT JOIN articles ON articles.id = article_id"
        " WHERE hash IN (SELECT value FROM json_each(?))",
        to_json(list(hashes)),
    )
    return {row["hash"]: row["id"] for row in rows}


async def of_article(db: Reader, article_id: int) -> str:
    """The hash of the text that an article has now."""
    found: str = await fetch_value(db, "SELECT text_hash FROM articles WHERE id = ?", article_id)
    return found
