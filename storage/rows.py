"""How values become columns and back: times as whole seconds, lists as JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

from digests.models.stories import NO_EDITS, EditedParts
from digests.models.texts import Published, RawText
from storage.database import Reader


@lru_cache(maxsize=8192)  # schedules share their minutes
def epoch(moment: datetime) -> int:
    return int(moment.timestamp())


@lru_cache(maxsize=8192)
def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def moment_or_none(seconds: int | None) -> datetime | None:
    return None if seconds is None else moment(seconds)


def to_json(value: object) -> str:
    """JSON, which also carries a list into a query: `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)  # many rows hold the same few lists
def load_strings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def bound(sql: str, values: Sequence[object]) -> Sequence[object] | dict[str, object]:
    """Values as `sqlite3` takes them.

    Python 3.12.0 to 3.12.3 take numbered parameters (`?2`) for names, so they are passed by name.
    """
    return {str(number): each for number, each in enumerate(values, 1)} if "?1" in sql else values


async def fetch_all(db: Reader, sql: str, *values: object) -> list[sqlite3.Row]:
    return list(await db.execute_fetchall(sql, bound(sql, values)))


async def fetch_one(db: Reader, sql: str, *values: object) -> sqlite3.Row | None:
    rows = await fetch_all(db, sql, *values)
    return rows[0] if rows else None


# the column decides the type
async def fetch_value(db: Reader, sql: str, *values: object) -> Any:  # noqa: ANN401
    row = await fetch_one(db, sql, *values)
    return None if row is None else row[0]


async def execute(db: Reader, sql: str, *values: object) -> int:
    """Execute a statement and return how many rows it changed."""
    cursor = await db.execute(sql, bound(sql, values))
    return cursor.rowcount


async def insert(db: Reader, sql: str, *values: object) -> int:
    """Execute an INSERT and return the new row's id."""
    row = await db.execute_insert(sql, bound(sql, values))
    if row is None:
        raise RuntimeError("SQLite gave no row id for an INSERT")
    return int(row[0])


async def known_hashes(
    db: Reader, table: Literal["issues", "messages"], hashes: Sequence[str]
) -> dict[str, int]:
    """By hash, the numbers of those of these rows that the table has."""
    rows = await fetch_all(
        db, f"SELECT hash, id FROM {table} WHERE hash IN (SELECT value FROM json_each(?))", to_json(hashes)
    )
    return {row["hash"]: row["id"] for row in rows}


def dump_raw(raw: RawText) -> str:
    published = raw.published
    return to_json(
        {
            "text": raw.text,
            "title": raw.title,
            "published": [epoch(published.at), published.precision] if published else None,
            "source": raw.source,
            "link": raw.link,
            "author": raw.author,
            "picture": raw.picture,
        }
    )


def load_raw(text: str) -> RawText:
    kept = json.loads(text)
    published = kept.pop("published")
    return RawText(**kept, published=Published(moment(published[0]), published[1]) if published else None)


def dump_edited(edited: EditedParts) -> str:
    """JSON of the parts that somebody chose; '{}' when nothing was chosen."""
    published = edited.published
    parts = {
        "headline": edited.headline,
        "topics": edited.topics,
        "published": [epoch(published.at), published.precision] if published else None,
        "sentences": edited.sentences,
    }
    return to_json({name: part for name, part in parts.items() if part is not None})


def load_edited(text: str) -> EditedParts:
    if text == "{}":
        return NO_EDITS
    kept = json.loads(text)
    topics, published, sentences = (kept.get(name) for name in ("topics", "published", "sentences"))
    return EditedParts(
        kept.get("headline"),
        None if topics is None else tuple(topics),
        Published(moment(published[0]), published[1]) if published else None,
        None if sentences is None else tuple(sentences),
    )
