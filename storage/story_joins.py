"""Which stories the program joined by itself, and which stories editors took apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from digests.models.stories import StoryJoin
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, to_json


async def add(tx: Transaction, gone: int, kept: int, now: datetime) -> None:
    """Note that a story was joined to the one that is kept, and which articles that one has now."""
    await execute(
        tx,
        "INSERT OR REPLACE INTO story_joins (gone, kept, articles, joined_at)"
        " SELECT ?1, ?2, json_group_array(id), ?3 FROM articles WHERE story_id = ?2",
        gone,
        kept,
        epoch(now),
    )


async def of_stories(db: Reader, story_ids: Sequence[int]) -> dict[int, tuple[StoryJoin, ...]]:
    """By story, the joins that made it, the latest first."""
    found: dict[int, tuple[StoryJoin, ...]] = {}
    for row in await fetch_all(
        db,
        "SELECT gone, kept, articles FROM story_joins WHERE kept IN (SELECT value FROM json_each(?))"
        " ORDER BY joined_at DESC, gone DESC",
        to_json(list(story_ids)),
    ):
        join = StoryJoin(row["gone"], frozenset(json.loads(row["articles"])))
        found[row["kept"]] = (*found.get(row["kept"], ()), join)
    return found


async def remove(tx: Transaction, gone: int) -> None:
    await execute(tx, "DELETE FROM story_joins WHERE gone = ?", gone)


async def part(tx: Transaction, one: int, other: int) -> None:
    """Note that an editor says that two stories tell of different events."""
    await execute(
        tx, "INSERT OR IGNORE INTO parted_stories (one, other) VALUES (min(?1, ?2), max(?1, ?2))", one, other
    )


async def are_parted(db: Reader, one: int, other: int) -> bool:
    return bool(
        await fetch_value(
            db,
            "SELECT EXISTS (SELECT 1 FROM parted_stories WHERE one = min(?1, ?2) AND other = max(?1, ?2))",
            one,
            other,
        )
    )


async def merge_story(tx: Transaction, story_id: int, into: int) -> None:
    """After a merge: what was parted from either story is parted from the merged one; the two are parted no
    longer.
    """
    await execute(
        tx, "DELETE FROM parted_stories WHERE one = min(?1, ?2) AND other = max(?1, ?2)", story_id, into
    )
    await copy_parted(tx, story_id, into)
    await execute(tx, "UPDATE story_joins SET kept = ? WHERE kept = ?", into, story_id)


async def copy_parted(tx: Transaction, story_id: int, to: int) -> None:
    """Whatever an editor parted from the story is parted from the other one too."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO parted_stories (one, other)"
        " SELECT min(other, ?2), max(other, ?2) FROM parted_stories WHERE one = ?1 AND other <> ?2"
        " UNION SELECT min(one, ?2), max(one, ?2) FROM parted_stories WHERE other = ?1 AND one <> ?2",
        story_id,
        to,
    )
