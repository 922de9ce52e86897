"""Work on all stored articles: how far it has come, so that it goes on after a restart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models.texts import SummarySentence, Text
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, load_strings, to_json

NO_LOWER_BOUND = 1 << 62
_PARTS = (
    "story_id, topics, text_hash, headline, coalesce(body, '') AS body, language, summary, names, advertising"
)
_ALL = f"id, {_PARTS} FROM articles LEFT JOIN article_texts ON article_id = id WHERE id"
_WITH_TEXT = (
    f"article_id AS id, {_PARTS} FROM article_texts CROSS JOIN articles ON id = article_id WHERE article_id"
)


@dataclass(frozen=True, slots=True)
class Reindexing:
    """Articles with numbers under `below` are still to be done, the newest first; None when all are."""

    version: str
    below: int | None


@dataclass(frozen=True, slots=True)
class StoredText:
    article_id: int
    story_id: int
    topics: tuple[str, ...]
    text_hash: str
    text: Text
    advertising: bool = False


async def begin(tx: Transaction, name: str, version: str = "") -> None:
    """Begin this work, or begin it anew, from the newest article on."""
    await execute(
        tx,
        "INSERT OR REPLACE INTO chores (name, version, below) VALUES (?, ?, ?)",
        name,
        version,
        NO_LOWER_BOUND,
    )


async def get(db: Reader, name: str) -> Reindexing | None:
    row = await fetch_one(db, "SELECT version, below FROM chores WHERE name = ?", name)
    return Reindexing(row["version"], row["below"]) if row else None


async def advance(tx: Transaction, name: str, version: str, below: int | None) -> bool:
    """Note how far the work has come; False when it was begun anew meanwhile."""
    changed = await execute(
        tx, "UPDATE chores SET below = ? WHERE name = ? AND version = ?", below, name, version
    )
    return changed == 1


async def list_texts(
    db: Reader, below: int, since: datetime, limit: int, *, thinned: bool
) -> list[StoredText]:
    """Articles with numbers under `below` that were added since then, the newest first.

    Without `thinned` only those that have their full text; with it all of them, some with an empty body.
    """
    rows = await fetch_all(
        db,
        f"SELECT {_ALL if thinned else _WITH_TEXT} < ?"
        " AND id >= (SELECT id FROM articles WHERE added_at >= ? ORDER BY added_at, id LIMIT 1)"
        " ORDER BY 1 DESC LIMIT ?",
        below,
        epoch(since),
        limit,
    )
    return [_stored(row) for row in rows]


async def unchanged(tx: Transaction, found: Sequence[StoredText]) -> set[int]:
    """The numbers of those whose text and topics are stored as they were read."""
    rows = await fetch_all(
        tx,
        "SELECT id, text_hash, topics FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        to_json([stored.article_id for stored in found]),
    )
    now = {row["id"]: (row["text_hash"], load_strings(row["topics"])) for row in rows}
    return {s.article_id for s in found if now.get(s.article_id) == (s.text_hash, s.topics)}


async def set_topics(tx: Transaction, article_id: int, topics: Sequence[str]) -> None:
    """Give an article these topics, unless an editor has chosen its topics."""
    await execute(
        tx,
        "UPDATE articles SET topics = ? WHERE id = ? AND json_extract(edited, '$.topics') IS NULL",
        to_json(list(topics)),
        article_id,
    )


def _stored(row: sqlite3.Row) -> StoredText:
    summary = tuple(SummarySentence(*sentence) for sentence in json.loads(row["summary"]))
    text = Text(row["headline"], row["body"], row["language"], summary, load_strings(row["names"]))
    return StoredText(
        row["id"],
        row["story_id"],
        load_strings(row["topics"]),
        row["text_hash"],
        text,
        bool(row["advertising"]),
    )
