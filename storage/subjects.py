"""What is asked about: words with their number, for a button has no room for them; a topic's newest story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from digests.models import Language
from storage.database import Reader, Transaction
from storage.rows import dump, epoch, insert, value

LOOKED_THROUGH = 5_000


async def add(tx: Transaction, words: str) -> int:
    """The number of these words, the same each time."""
    found = await number_of(tx, words)
    return found if found is not None else await insert(tx, "INSERT INTO subjects (words) VALUES (?)", words)


async def number_of(db: Reader, words: str) -> int | None:
    found: int | None = await value(db, "SELECT id FROM subjects WHERE words = ?", words)
    return found


async def get(db: Reader, number: int) -> str | None:
    found: str | None = await value(db, "SELECT words FROM subjects WHERE id = ?", number)
    return found


async def newest_of_topic(
    db: Reader, topic: str, languages: Sequence[Language], until: datetime
) -> int | None:
    """The story that gained an article last; of the newest `LOOKED_THROUGH` stories, not of all."""
    found: int | None = await value(
        db,
        "SELECT id FROM (SELECT id, topics, languages, newest_added FROM stories"
        "  WHERE article_count > 0 AND newest_added <= ? ORDER BY newest_added DESC LIMIT ?)"
        " WHERE EXISTS (SELECT 1 FROM json_each(topics) WHERE value = ?)"
        "  AND EXISTS (SELECT 1 FROM json_each(languages) WHERE value IN (SELECT value FROM json_each(?)))"
        " ORDER BY newest_added DESC, id DESC LIMIT 1",
        epoch(until),
        LOOKED_THROUGH,
        topic,
        dump(list(languages)),
    )
    return found
