"""The sources that articles came from, by name."""

from __future__ import annotations

from dataclasses import dataclass

from storage.database import Reader
from storage.rows import every, value


@dataclass(frozen=True, slots=True)
class Source:
    """The newsroom itself has no name."""

    id: int
    name: str


async def listing(db: Reader, limit: int) -> list[Source]:
    rows = await every(db, "SELECT id, name FROM sources ORDER BY name LIMIT ?", limit)
    return [Source(row["id"], row["name"]) for row in rows]


async def name_of(db: Reader, source_id: int) -> str | None:
    found: str | None = await value(db, "SELECT name FROM sources WHERE id = ?", source_id)
    return found
