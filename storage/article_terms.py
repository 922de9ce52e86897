"""Fingerprints of articles, and their strongest terms, by which reports of one event find each other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from dataclasses import replace as dataclass_replace
from datetime import datetime, timedelta
from functools import lru_cache

from digests.models.texts import Fingerprint, Measure
from digests.models.vectors import ModelVector
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json

MAX_ARTICLES_PER_TERM = 250
MAX_TERMS_PER_ARTICLE = 16
FINGERPRINTS_KEPT = 1024  # the same ones are compared with one new article after another; 16 MB
_OF_TERM = (
    "SELECT * FROM (SELECT article_id FROM article_terms WHERE term = json_extract(?1, '$[{}]')"
    " AND told_at BETWEEN ?2 AND ?3 ORDER BY told_at DESC, article_id DESC LIMIT ?4)"
)
_SHARING = (
    "SELECT story_id, fingerprint, vector, (SELECT name FROM vector_model) AS model FROM articles"
    " JOIN article_texts ON article_texts.article_id = articles.id"
    " LEFT JOIN article_vectors ON article_vectors.article_id = articles.id"
    " JOIN (SELECT article_id, count(*) AS shared"
    f" FROM ({' UNION ALL '.join(map(_OF_TERM.format, range(MAX_TERMS_PER_ARTICLE)))})"
    " GROUP BY article_id HAVING shared >= 2 ORDER BY shared DESC, article_id DESC LIMIT ?5"
    ") AS found ON found.article_id = articles.id WHERE NOT withheld"
    " ORDER BY shared DESC, articles.id DESC"
)
_STORED = tuple(field.name for field in fields(Fingerprint) if field.name != "vector")
_PARTS: dict[str, Callable[[str, str], object]] = {"measures": Measure, "respelled": lambda *pair: pair}


async def add(tx: Transaction, article_id: int, terms: Iterable[str]) -> None:
    """Store an article's strongest terms; they are stored again when its date changes (`replace`)."""
    await tx.executemany(
        "INSERT OR IGNORE INTO article_terms (term, told_at, article_id)"
        " SELECT ?, told_at, id FROM articles WHERE id = ?",
        [(t, article_id) for t in terms],
    )


async def replace(tx: Transaction, article_id: int, terms: Iterable[str]) -> None:
    await execute(tx, "DELETE FROM article_terms WHERE article_id = ?", article_id)
    await add(tx, article_id, terms)


async def sharing(
    db: Reader, terms: Sequence[str], *, since: datetime, until: datetime, limit: int
) -> list[tuple[int, Fingerprint]]:
    """(story, fingerprint) of the articles told in the period that share most of these terms, at least two.

    Only the first `MAX_TERMS_PER_ARTICLE` terms are looked up, and the newest `MAX_ARTICLES_PER_TERM`
    articles of each, so that the cost is bounded: two reports of one event share rare terms too.
    """
    rows = await fetch_all(
        db, _SHARING, to_json(terms), epoch(since), epoch(until), MAX_ARTICLES_PER_TERM, limit
    )
    return [(row["story_id"], _with_vector(row)) for row in rows]


def _with_vector(row: sqlite3.Row) -> Fingerprint:
    found = fingerprint_of(row["fingerprint"])
    if row["vector"] is None:
        return found
    return dataclass_replace(found, vector=ModelVector(row["model"], row["vector"]))


async def set_fingerprint(tx: Transaction, article_id: int, found: Fingerprint) -> None:
    """Store a fingerprint of an article that was computed anew, and the terms by which it is looked up."""
    await execute(
        tx,
        "UPDATE article_texts SET fingerprint = ? WHERE article_id = ?",
        fingerprint_json(found),
        article_id,
    )
    await replace(tx, article_id, found.index)


@dataclass(frozen=True, slots=True)
class StoredTerms:
    article_id: int
    added: datetime
    terms: tuple[str, ...]


async def terms_after(
    db: Reader, article_id: int, period: timedelta, most: int, *, limit: int
) -> list[StoredTerms]:
    """The terms of up to `limit` articles with numbers above `article_id`, in the order of their numbers.

    Only articles count that are among the newest `most` and were added within `period` before the newest.
    """
    rows = await fetch_all(
        db,
        "SELECT id, added_at, fingerprint FROM articles JOIN article_texts ON article_id = id"
        " WHERE id > max(?1, (SELECT max(id) FROM articles) - ?2) AND held_until IS NULL"
        " AND added_at >= (SELECT max(added_at) FROM articles) - ?3 ORDER BY id LIMIT ?4",
        article_id,
        most,
        int(period.total_seconds()),
        limit,
    )
    return [
        StoredTerms(row["id"], moment(row["added_at"]), fingerprint_of(row["fingerprint"]).terms)
        for row in rows
    ]


async def fingerprints(db: Reader, article_ids: Sequence[int]) -> list[Fingerprint]:
    rows = await fetch_all(
        db,
        "SELECT fingerprint FROM article_texts WHERE article_id IN (SELECT value FROM json_each(?))",
        to_json(list(article_ids)),
    )
    return [fingerprint_of(row["fingerprint"]) for row in rows]


async def first_of_story(db: Reader, story_id: int) -> Fingerprint | None:
    """The fingerprint of the first live article of a story; None for a story that was merged of several."""
    found = await fetch_value(
        db,
        "SELECT fingerprint FROM articles LEFT JOIN article_texts ON article_id = id"
        " WHERE story_id = ?1 AND NOT withheld"
        " AND NOT EXISTS (SELECT 1 FROM stories WHERE successor_id = ?1) ORDER BY id LIMIT 1",
        story_id,
    )
    read = fingerprint_of(found) if found else Fingerprint()
    return read if read.terms else None


def fingerprint_json(found: Fingerprint) -> str:
    """The fields of a fingerprint that are not empty, as JSON; its vector is kept elsewhere."""
    measures = [[measure.number, measure.unit] for measure in found.measures]
    stored = {name: getattr(found, name) for name in _STORED}
    stored["measures"] = measures
    return to_json({name: value for name, value in stored.items() if value})


@lru_cache(maxsize=FINGERPRINTS_KEPT)
def fingerprint_of(text: str) -> Fingerprint:
    """Reads what `fingerprint_json` wrote; a list, as an earlier version stored it, is read as an empty
    fingerprint.

    Reindexing replaces it.
    """
    stored = json.loads(text)
    if isinstance(stored, list):
        return Fingerprint()
    for name, value in stored.items():
        if isinstance(value, list):
            stored[name] = tuple([_PARTS[name](*each) for each in value] if name in _PARTS else value)
    return Fingerprint(**stored)
