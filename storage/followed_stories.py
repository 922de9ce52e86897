"""Stories that readers follow until they are quiet.

A follow is kept by one of the story's articles, so that it moves along when stories are merged or parted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, to_json


@dataclass(frozen=True, slots=True)
class FollowedStory:
    """A story that a reader follows. `headline` is what it was called when the follow began.

    `alert`: what is new is told at once. `ended`: nothing more is told, because the story has been quiet for
    long.
    """

    number: int
    story_id: int
    headline: str
    alert: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class StoryFollow:
    """What planning needs of a follow: the story, and those of its articles that the reader knew when it
    began.
    """

    story_id: int
    known: frozenset[int]


_OF_STORY = (
    "followed_stories JOIN articles ON articles.id = article_id WHERE destination_id = ?1 AND story_id = ?2"
)
_OWN = (
    "SELECT followed_stories.id AS id, story_id, followed_stories.headline AS headline, alert,"
    " ended_at IS NOT NULL AS ended FROM followed_stories JOIN articles ON articles.id = article_id"
    " JOIN stories ON stories.id = story_id WHERE destination_id = ? AND article_count > 0"
    " AND continues IS NULL"
)


async def add(
    tx: Transaction,
    destination_id: int,
    article_id: int,
    *,
    known: Iterable[int],
    headline: str,
    alert: bool,
    now: datetime,
) -> None:
    """Follow the story of this article, which is not followed yet."""
    await execute(
        tx,
        "INSERT INTO followed_stories (destination_id, article_id, articles, headline, alert, followed_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        destination_id,
        article_id,
        to_json(sorted(known)),
        headline,
        int(alert),
        epoch(now),
    )


async def remove_story(tx: Transaction, destination_id: int, story_id: int) -> None:
    """Follow a story no longer, nor the story that it continues, nor those that continue either."""
    await execute(
        tx,
        "DELETE FROM followed_stories WHERE destination_id = ?1 AND coalesce(continues, id) IN"
        f" (SELECT coalesce(continues, followed_stories.id) FROM {_OF_STORY})",
        destination_id,
        story_id,
    )


async def leave_out(tx: Transaction, destination_id: int, story_id: int) -> None:
    """Follow this story no longer; the story that it continues is still followed."""
    await execute(
        tx,
        f"DELETE FROM followed_stories WHERE id IN (SELECT followed_stories.id FROM {_OF_STORY})",
        destination_id,
        story_id,
    )


async def has(db: Reader, destination_id: int, story_id: int) -> bool:
    """Whether the reader follows the story now, by choice or because it continues a followed one."""
    sql = f"SELECT 1 FROM {_OF_STORY} AND ended_at IS NULL LIMIT 1"
    return bool(await fetch_value(db, sql, destination_id, story_id))


async def any_open(db: Reader) -> bool:
    """Whether anybody follows any story now."""
    return bool(await fetch_value(db, "SELECT 1 FROM followed_stories WHERE ended_at IS NULL LIMIT 1"))


async def followed_among(db: Reader, story_ids: Sequence[int]) -> list[int]:
    """Those of the stories that anybody follows now."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT story_id FROM articles JOIN followed_stories ON article_id = articles.id"
        " WHERE story_id IN (SELECT value FROM json_each(?)) AND ended_at IS NULL",
        to_json(list(story_ids)),
    )
    return [row["story_id"] for row in rows]


async def follow_on(tx: Transaction, story_id: int, by: int, headline: str, now: datetime) -> int:
    """Let followers of a story also follow the one of the article `by`, which continues it; returns how many
    do.

    Only those who followed before the new story began, and who neither mute nor follow it.
    """
    return await execute(
        tx,
        "INSERT OR IGNORE INTO followed_stories"
        " (destination_id, article_id, articles, headline, alert, followed_at, continues)"
        " SELECT destination_id, ?2, '[]', ?3, max(alert), ?4, min(coalesce(continues, followed_stories.id))"
        " FROM articles JOIN followed_stories ON article_id = articles.id"
        " JOIN (SELECT stories.id AS number, created_at FROM articles JOIN stories ON stories.id = story_id"
        "  WHERE articles.id = ?2) AS new"
        " WHERE story_id = ?1 AND ended_at IS NULL AND followed_at <= new.created_at"
        " AND NOT EXISTS (SELECT 1 FROM mutes WHERE mutes.story_id = new.number"
        "  AND mutes.destination_id = followed_stories.destination_id)"
        " AND NOT EXISTS (SELECT 1 FROM followed_stories AS own"
        "  JOIN articles AS its ON its.id = own.article_id"
        "  WHERE own.destination_id = followed_stories.destination_id AND its.story_id = new.number)"
        " GROUP BY destination_id",
        story_id,
        by,
        headline,
        epoch(now),
    )


async def of_destination(db: Reader, destination_id: int) -> list[FollowedStory]:
    """What a reader follows or has followed, the oldest first; stories followed only as continuations are
    left out.

    Where two followed stories have become one, the older follow stands for it.
    """
    rows = await fetch_all(db, f"{_OWN} ORDER BY followed_stories.id", destination_id)
    found: dict[int, FollowedStory] = {}
    for row in rows:
        found.setdefault(row["story_id"], _followed(row))
    return list(found.values())


async def get(db: Reader, destination_id: int, number: int) -> FollowedStory | None:
    """A follow by its number, if it is this reader's and still has a live article; else None."""
    rows = await fetch_all(db, f"{_OWN} AND followed_stories.id = ?", destination_id, number)
    return _followed(rows[0]) if rows else None


async def set_alert(tx: Transaction, destination_id: int, number: int, *, alert: bool) -> None:
    await execute(
        tx,
        "UPDATE followed_stories SET alert = ?1 WHERE destination_id = ?2 AND (id = ?3 OR continues = ?3)",
        int(alert),
        destination_id,
        number,
    )


async def of_destinations(db: Reader, destination_ids: Sequence[int]) -> dict[int, tuple[StoryFollow, ...]]:
    """By destination, what it follows now; those that follow nothing are left out."""
    rows = await fetch_all(
        db,
        "SELECT destination_id, story_id, followed_stories.articles AS known FROM followed_stories"
        " JOIN articles ON articles.id = article_id"
        " WHERE destination_id IN (SELECT value FROM json_each(?)) AND ended_at IS NULL",
        to_json(list(destination_ids)),
    )
    found: dict[int, tuple[StoryFollow, ...]] = {}
    for row in rows:
        follow = StoryFollow(row["story_id"], _numbers(row["known"]))
        found[row["destination_id"]] = (*found.get(row["destination_id"], ()), follow)
    return found


async def alerting(db: Reader, story_id: int, destination_ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """Those of these destinations that want to hear at once what is new about the story.

    Each with the story's articles that it knew when it began to follow.
    """
    rows = await fetch_all(
        db,
        "SELECT destination_id, followed_stories.articles AS known FROM articles"
        " JOIN followed_stories ON article_id = articles.id WHERE story_id = ? AND alert"
        " AND ended_at IS NULL AND destination_id IN (SELECT value FROM json_each(?))",
        story_id,
        to_json(list(destination_ids)),
    )
    found: dict[int, frozenset[int]] = {}
    for row in rows:
        known = found.get(row["destination_id"], frozenset())
        found[row["destination_id"]] = known | _numbers(row["known"])
    return found


async def in_period(db: Reader, destination_id: int, *, since: datetime, until: datetime) -> frozenset[int]:
    """The stories of the period that this reader follows now."""
    rows = await fetch_all(
        db,
        "SELECT story_id FROM followed_stories JOIN articles ON articles.id = article_id"
        " JOIN stories ON stories.id = story_id WHERE destination_id = ? AND ended_at IS NULL"
        " AND newest_added >= ? AND newest_added <= ? AND article_count > 0",
        destination_id,
        epoch(since),
        epoch(until),
    )
    return frozenset(row["story_id"] for row in rows)


async def quiet(db: Reader, since: datetime) -> list[int]:
    """The numbers of follows that began before then and whose stories have gained nothing since.

    What continues a story counts as the story, and so does the story that it continues.
    """
    rows = await fetch_all(
        db,
        "SELECT id FROM followed_stories WHERE ended_at IS NULL AND followed_at <= ?1"
        " AND NOT EXISTS (SELECT 1 FROM followed_stories AS other"
        "  JOIN articles ON articles.id = other.article_id JOIN stories ON stories.id = story_id"
        "  WHERE (other.id = coalesce(followed_stories.continues, followed_stories.id)"
        "   OR other.continues = coalesce(followed_stories.continues, followed_stories.id))"
        "  AND (newest_added > ?1 OR other.followed_at > ?1))",
        epoch(since),
    )
    return [row["id"] for row in rows]


async def end(tx: Transaction, numbers: Sequence[int], now: datetime) -> None:
    """End these follows: nothing more is told by them."""
    await execute(
        tx,
        "UPDATE followed_stories SET ended_at = ? WHERE id IN (SELECT value FROM json_each(?))",
        epoch(now),
        to_json(list(numbers)),
    )


async def remove_ended(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove up to `limit` follows that ended before then, the oldest first; returns how many went."""
    return await execute(
        tx,
        "DELETE FROM followed_stories WHERE id IN"
        " (SELECT id FROM followed_stories WHERE ended_at < ? ORDER BY ended_at LIMIT ?)",
        epoch(before),
        limit,
    )


@lru_cache(maxsize=4096)  # many follow the same
def _numbers(text: str) -> frozenset[int]:
    return frozenset(json.loads(text))


def _followed(row: sqlite3.Row) -> FollowedStory:
    return FollowedStory(row["id"], row["story_id"], row["headline"], bool(row["alert"]), bool(row["ended"]))
