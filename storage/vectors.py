"""Vectors of articles by the model that was set last, and the articles that wait for one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, to_json

NO_VECTOR = b""  # of a text that the model does not take


@dataclass(frozen=True, slots=True)
class VectorModel:
    """A model by its name, with its vectors of the sample texts (`samples`) and sample questions."""

    name: str
    samples: tuple[bytes, ...]
    questions: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class WaitingText:
    article_id: int
    text_hash: str
    headline: str
    body: str


async def model(db: Reader) -> VectorModel | None:
    """The model whose vectors are stored; None before the first."""
    row = await fetch_one(db, "SELECT name, samples, questions FROM vector_model")
    return VectorModel(row["name"], _vectors(row["samples"]), _vectors(row["questions"])) if row else None


async def begin(tx: Transaction, new: VectorModel, since: datetime, most: int) -> None:
    """Replace whatever model there was; the newest `most` articles since then wait for its vectors."""
    await execute(tx, "DELETE FROM article_vectors")
    await execute(
        tx,
        "INSERT OR REPLACE INTO vector_model (id, name, samples, questions) VALUES (1, ?, ?, ?)",
        new.name,
        to_json([sample.hex() for sample in new.samples]),
        to_json([question.hex() for question in new.questions]),
    )
    await execute(
        tx,
        "INSERT INTO article_vectors (article_id) SELECT id FROM articles WHERE added_at >= ?"
        " ORDER BY added_at DESC LIMIT ?",
        epoch(since),
        most,
    )


async def waiting(db: Reader, limit: int) -> list[WaitingText]:
    """Articles that wait for a vector, the newest first, without those that readers do not see."""
    rows = await fetch_all(
        db,
        "SELECT articles.id AS id, text_hash, headline, coalesce(body, '') AS body FROM article_vectors"
        " CROSS JOIN articles ON articles.id = article_vectors.article_id"
        " LEFT JOIN article_texts ON article_texts.article_id = articles.id"
        " WHERE vector IS NULL AND NOT withheld ORDER BY article_vectors.article_id DESC LIMIT ?",
        limit,
    )
    return [WaitingText(*row) for row in rows]


async def count_waiting(db: Reader) -> int:
    """How many articles wait for a vector."""
    return int(await fetch_value(db, "SELECT count(*) FROM article_vectors WHERE vector IS NULL"))


async def put(tx: Transaction, text: WaitingText, vector: bytes, signs: bytes | None) -> bool:
    """Store a vector, `NO_VECTOR` without signs where the model takes no such text.

    False when the text was changed meanwhile or is gone.
    """
    changed = await execute(
        tx,
        "UPDATE article_vectors SET vector = ?1, signs = ?2 WHERE article_id = ?3 AND vector IS NULL"
        " AND EXISTS (SELECT 1 FROM articles WHERE id = ?3 AND text_hash = ?4 AND headline = ?5)",
        vector,
        signs,
        text.article_id,
        text.text_hash,
        text.headline,
    )
    return changed == 1


async def put_new(tx: Transaction, article_id: int, vector: bytes, signs: bytes) -> None:
    """Store the vector of an article that was stored in this commit."""
    await execute(
        tx, "UPDATE article_vectors SET vector = ?, signs = ? WHERE article_id = ?", vector, signs, article_id
    )


async def signs_below(db: Reader, article_id: int, limit: int) -> list[tuple[int, bytes]]:
    """(article, signs of its vector) of articles with numbers below this one, the newest first."""
    rows = await fetch_all(
        db,
        "SELECT article_id, signs FROM article_vectors WHERE article_id < ? AND signs IS NOT NULL"
        " ORDER BY article_id DESC LIMIT ?",
        article_id,
        limit,
    )
    return [(row[0], row[1]) for row in rows]


async def of_articles(db: Reader, article_ids: Sequence[int]) -> dict[int, bytes]:
    """The vectors of those of these articles that have one and that readers see."""
    rows = await fetch_all(
        db,
        "SELECT article_id, vector FROM article_vectors CROSS JOIN articles ON articles.id = article_id"
        " WHERE article_id IN (SELECT value FROM json_each(?))"
        " AND signs IS NOT NULL AND NOT withheld",
        to_json(list(article_ids)),
    )
    return {row[0]: row[1] for row in rows}


async def remove_older(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove up to `limit` vectors of articles added before then; returns how many."""
    oldest = await fetch_value(
        tx, "SELECT id FROM articles WHERE added_at >= ? ORDER BY added_at, id LIMIT 1", epoch(before)
    )
    return await execute(
        tx,
        "DELETE FROM article_vectors WHERE article_id IN"
        " (SELECT article_id FROM article_vectors WHERE article_id < ? ORDER BY article_id LIMIT ?)",
        oldest or 0,
        limit,
    )


def _vectors(text: str) -> tuple[bytes, ...]:
    return tuple(map(bytes.fromhex, json.loads(text)))
