"""The contents of editions: their stories in order, kept once for all destinations that receive the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from storage.database import Reader, Transaction
from storage.rows import execute, fetch_all, fetch_value, known_hashes, to_json


@dataclass(frozen=True, slots=True)
class EditionStory:
    """A story of an edition with those of its articles that were new. `shown` is False for one that is only
    offered.

    `step_of` is the story under which it stands as a step; drafts of editions keep it, stored contents do
    not.
    """

    story_id: int
    articles: tuple[int, ...]
    shown: bool
    step_of: int | None = None


async def add(tx: Transaction, stories: Sequence[EditionStory]) -> int:
    """The number of the contents with these stories in this order, whether new or known."""
    (number,) = await add_all(tx, [stories])
    return number


async def add_all(tx: Transaction, new: Sequence[Sequence[EditionStory]]) -> list[int]:
    """As `add`, for many at once; the numbers in this order."""
    rows = [[(story.story_id, to_json(story.articles), story.shown) for story in stories] for stories in new]
    hashes = [blake2b(to_json(each).encode(), digest_size=16).hexdigest() for each in rows]
    numbers = await known_hashes(tx, "issues", hashes)
    last = int(await fetch_value(tx, "SELECT coalesce(max(id), 0) FROM issues"))
    unknown = {each: stories for each, stories in zip(hashes, rows, strict=True) if each not in numbers}
    added = {each: number for number, each in enumerate(unknown, last + 1)}
    await tx.executemany("INSERT INTO issues (hash, id) VALUES (?, ?)", list(added.items()))
    await tx.executemany(
        "INSERT INTO issue_stories (issue_id, story_id, articles, shown, place) VALUES (?, ?, ?, ?, ?)",
        [
            (added[each], *story, place)
            for each, stories in unknown.items()
            for place, story in enumerate(stories)
        ],
    )
    numbers |= added
    return [numbers[each] for each in hashes]


async def stories_of(db: Reader, issue_ids: Sequence[int]) -> dict[int, tuple[EditionStory, ...]]:
    found: dict[int, list[EditionStory]] = {issue_id: [] for issue_id in issue_ids}
    for row in await fetch_all(
        db,
        "SELECT issue_id, story_id, articles, shown FROM issue_stories"
        " WHERE issue_id IN (SELECT value FROM json_each(?)) ORDER BY issue_id, place",
        to_json(list(issue_ids)),
    ):
        found[row["issue_id"]].append(
            EditionStory(row["story_id"], _numbers(row["articles"]), bool(row["shown"]))
        )
    return {issue_id: tuple(stories) for issue_id, stories in found.items()}


async def merge_story(tx: Transaction, story_id: int, into: int) -> None:
    """Editions that told either story now told the merged one; those that told both told the articles of
    both.
    """
    await execute(
        tx,
        "INSERT INTO issue_stories (issue_id, story_id, articles, place, shown)"
        " SELECT issue_id, ?2, articles, place, shown FROM issue_stories"
        " WHERE story_id = ?1 ON CONFLICT (issue_id, story_id) DO UPDATE SET"
        " articles = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(articles)"
        "  UNION SELECT value FROM json_each(excluded.articles))),"
        " place = min(place, excluded.place), shown = max(shown, excluded.shown)",
        story_id,
        into,
    )
    await execute(tx, "DELETE FROM issue_stories WHERE story_id = ?", story_id)


async def copy_story(tx: Transaction, story_id: int, to: int) -> None:
    """Editions that told the story also told the part that became a story of its own."""
    await execute(
        tx,
        "INSERT INTO issue_stories (issue_id, story_id, articles, place, shown)"
        " SELECT issue_id, ?2, articles, place, shown FROM issue_stories WHERE story_id = ?1",
        story_id,
        to,
    )


async def remove_unused(tx: Transaction, issue_ids: AbstractSet[int]) -> None:
    """Remove those of the contents that no edition has."""
    await execute(
        tx,
        "DELETE FROM issues WHERE id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM editions WHERE issue_id = issues.id)",
        to_json(sorted(issue_ids)),
    )


@lru_cache(maxsize=4096)  # many issues tell the same story as it was
def _numbers(text: str) -> tuple[int, ...]:
    return tuple(json.loads(text))
