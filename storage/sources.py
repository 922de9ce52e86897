"""The sources that articles came from, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storage.database import Reader
from storage.rows import fetch_all, fetch_value, to_json


@dataclass(frozen=True, slots=True)
class Source:
    """A source by its name; the newsroom itself has an empty one."""

    id: int
    name: str


async def list_all(db: Reader, limit: int) -> list[Source]:
    rows = await fetch_all(db, "SELECT id, name FROM sources ORDER BY name LIMIT ?", limit)
    return [Source(row["id"], row["name"]) for row in rows]


async def name_of(db: Reader, source_id: int) -> str | None:
    found: str | None = await fetch_value(db, "SELECT name FROM sources WHERE id = ?", source_id)
    return found


async def named(db: Reader, names: Iterable[str]) -> list[Source]:
    """Those of these names that are known, in alphabetical order."""
    rows = await fetch_all(
        db,
        "SELECT id, name FROM sources WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name",
        to_json(sorted(names)),
    )
    return [Source(row["id"], row["name"]) for row in rows]
