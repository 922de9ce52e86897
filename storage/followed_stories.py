"""Stories that readers follow until they are quiet: each by one of its articles, so that merging and parting
stories moves the follow along.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, to_json


@dataclass(frozen=True, slots=True)
class FollowedStory:
    """`headline` is that of the story when its reader began to follow it; `alert`: what is new is told at
    once; `ended`: it had been quiet for so long that nothing more is told of it.
    """

    number: int
    story_id: int
    headline: str
    alert: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class StoryFollow:
    """What planning asks: the story, and its articles that the reader knew when the follow began."""

    story_id: int
    known: frozenset[int]


_OWN = (
    "SELECT followed_stories.id AS id, story_id, followed_stories.headline AS headline, alert,"
    " ended_at IS NOT NULL AS ended FROM followed_stories JOIN articles ON articles.id = article_id"
    " JOIN stories ON stories.id = story_id WHERE destination_id = ? AND article_count > 0"
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
    """By whichever of its articles it is followed."""
    await execute(
        tx,
        "DELETE FROM followed_stories WHERE destination_id = ?"
        " AND (SELECT story_id FROM articles WHERE id = article_id) = ?",
        destination_id,
        story_id,
    )


async def of_destination(db: Reader, destination_id: int) -> list[FollowedStory]:
    """The oldest first, those that have ended too; of two that have become one story the older."""
    rows = await fetch_all(db, f"{_OWN} ORDER BY followed_stories.id", destination_id)
    found: dict[int, FollowedStory] = {}
    for row in rows:
        found.setdefault(row["story_id"], _followed(row))
    return list(found.values())


async def get(db: Reader, destination_id: int, number: int) -> FollowedStory | None:
    rows = await fetch_all(db, f"{_OWN} AND followed_stories.id = ?", destination_id, number)
    return _followed(rows[0]) if rows else None


async def set_alert(tx: Transaction, destination_id: int, number: int, *, alert: bool) -> None:
    await execute(
        tx,
        "UPDATE followed_stories SET alert = ? WHERE id = ? AND destination_id = ?",
        int(alert),
        number,
        destination_id,
    )


async def of_destinations(db: Reader, destination_ids: Sequence[int]) -> dict[int, tuple[StoryFollow, ...]]:
    """What each of these follows now, if anything."""
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
    """Those of these that want to know at once what is new about the story, and its articles that they
    knew.
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
    """The follows that began before, of stories that have gained nothing since."""
    rows = await fetch_all(
        db,
        "SELECT followed_stories.id AS id FROM followed_stories JOIN articles ON articles.id = article_id"
        " JOIN stories ON stories.id = story_id"
        " WHERE ended_at IS NULL AND followed_at <= ?1 AND newest_added <= ?1",
        epoch(since),
    )
    return [row["id"] for row in rows]


async def end(tx: Transaction, numbers: Sequence[int], now: datetime) -> None:
    await execute(
        tx,
        "UPDATE followed_stories SET ended_at = ? WHERE id IN (SELECT value FROM json_each(?))",
        epoch(now),
        to_json(list(numbers)),
    )


async def remove_ended(tx: Transaction, before: datetime, limit: int) -> int:
    """So many of those that ended before; how many went."""
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
