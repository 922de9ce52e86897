"""What readers want to hear no more of (words, topics, single stories), and which stories that keeps back."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from digests.models.texts import Language
from digests.models.wishes import FollowedWords
from storage import follow_matches
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, load_strings, to_json


@dataclass(frozen=True, slots=True)
class Mute:
    """One thing that a reader mutes: of `words_id`, `topic` and `story_id` one is set, the others are None.

    `written` is the words as the reader wrote them, or the story's headline at the time; empty for a topic.
    """

    number: int
    words_id: int | None
    topic: str | None
    story_id: int | None
    written: FollowedWords


@dataclass(frozen=True, slots=True)
class Muted:
    """All that a destination mutes: the numbers of words, the topics, the numbers of stories."""

    words: frozenset[int] = frozenset()
    topics: frozenset[str] = frozenset()
    stories: frozenset[int] = frozenset()


NOTHING = Muted()
COLUMN = (
    "(SELECT json_group_array(coalesce('w' || words_id, 't' || topic, 's' || story_id)) FROM mutes"
    " WHERE destination_id = destinations.id) AS mutes"
)
_SELECT = (
    "SELECT mutes.id AS id, words_id, topic, story_id, written, excluded FROM mutes"
    " LEFT JOIN followed_words ON followed_words.id = words_id"
)
_FIRST_TOPICS = """
    SELECT story_id, topic FROM (
        SELECT story_id, json_extract(articles.topics, '$[0]') AS topic, count(*) AS reports,
            sum(count(*)) OVER (PARTITION BY story_id) AS among
        FROM stories JOIN articles ON story_id = stories.id
        WHERE NOT withheld AND articles.topics <> '[]' AND article_count > 0
            AND {of_stories}
        GROUP BY story_id, topic
    ) WHERE 2 * reports >= among"""
"""A story is of the topic that at least half of its reports are first of, those without any left out."""


_ANY_TOPIC = (
    "EXISTS (SELECT 1 FROM json_each(stories.topics) WHERE value IN (SELECT value FROM json_each(?3)))"
)


@lru_cache(maxsize=4096)  # many mute the same
def of_column(kept: str) -> Muted:
    """Reads `COLUMN` of a destination's row."""
    each = load_strings(kept)
    if not each:
        return NOTHING
    return Muted(
        frozenset(int(one[1:]) for one in each if one[0] == "w"),
        frozenset(one[1:] for one in each if one[0] == "t"),
        frozenset(int(one[1:]) for one in each if one[0] == "s"),
    )


async def of_destination(db: Reader, destination_id: int) -> list[Mute]:
    """The oldest first."""
    rows = await fetch_all(db, f"{_SELECT} WHERE destination_id = ? ORDER BY mutes.id", destination_id)
    return [_mute(row) for row in rows]


async def get(db: Reader, destination_id: int, number: int) -> Mute | None:
    row = await fetch_one(db, f"{_SELECT} WHERE mutes.id = ? AND destination_id = ?", number, destination_id)
    return None if row is None else _mute(row)


async def add(
    tx: Transaction,
    destination_id: int,
    *,
    words_id: int | None = None,
    topic: str | None = None,
    story_id: int | None = None,
    written: str = "",
) -> int:
    """The number of the mute, whether new or known; give one of `words_id`, `topic` and `story_id`."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO mutes (destination_id, words_id, topic, story_id, written)"
        " VALUES (?, ?, ?, ?, ?)",
        destination_id,
        words_id,
        topic,
        story_id,
        written,
    )
    number: int = await fetch_value(
        tx,
        "SELECT id FROM mutes WHERE destination_id = ? AND words_id IS ? AND topic IS ? AND story_id IS ?",
        destination_id,
        words_id,
        topic,
        story_id,
    )
    return number


async def remove(tx: Transaction, destination_id: int, number: int) -> None:
    """Remove a mute. A trigger removes words that nobody mutes or follows any more, with what was found for
    them.
    """
    await execute(tx, "DELETE FROM mutes WHERE id = ? AND destination_id = ?", number, destination_id)


async def remove_topics(tx: Transaction, destination_id: int, topics: Collection[str]) -> None:
    await execute(
        tx,
        "DELETE FROM mutes WHERE destination_id = ? AND topic IN (SELECT value FROM json_each(?))",
        destination_id,
        to_json(sorted(topics)),
    )


async def merge_story(tx: Transaction, story_id: int, into: int) -> None:
    """Let those who muted a story mute the one into which it was merged."""
    await copy_story(tx, story_id, into)
    await execute(tx, "DELETE FROM mutes WHERE story_id = ?", story_id)


async def copy_story(tx: Transaction, story_id: int, to: int) -> None:
    """Let those who muted a story mute the other one too."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO mutes (destination_id, story_id, written)"
        " SELECT destination_id, ?2, written FROM mutes WHERE story_id = ?1",
        story_id,
        to,
    )


async def topics_of_story(db: Reader, story_id: int) -> list[str]:
    """The topics whose mute keeps the story back: those that come first in at least half of its reports."""
    rows = await fetch_all(db, _FIRST_TOPICS.format(of_stories="stories.id = ?"), story_id)
    return [row["topic"] for row in rows]


async def topics_of_releases(db: Reader, after: int, up_to: int) -> dict[str, frozenset[int]]:
    """By topic, the stories that a mute of it keeps back, of those whose newest release is one of these."""
    rows = await fetch_all(
        db,
        _FIRST_TOPICS.format(of_stories="newest_release > ? AND newest_release <= ?"),
        after,
        up_to,
    )
    return _by_topic(rows)


async def topics_in_period(
    db: Reader, topics: Collection[str], *, since: datetime, until: datetime
) -> dict[str, frozenset[int]]:
    """By each of these topics, the stories that a mute of it keeps back, of those that gained an article in
    the period.
    """
    if not topics:
        return {}
    rows = await fetch_all(
        db,
        _FIRST_TOPICS.format(of_stories=f"newest_added >= ?1 AND newest_added <= ?2 AND {_ANY_TOPIC}")
        + " AND topic IN (SELECT value FROM json_each(?3))",
        epoch(since),
        epoch(until),
        to_json(sorted(topics)),
    )
    return _by_topic(rows)


async def kept_back(
    db: Reader,
    mutes: Sequence[Mute],
    *,
    since: datetime,
    until: datetime,
    languages: Sequence[Language],
) -> dict[int, list[int]]:
    """By the number of each mute, the stories that it keeps back, the newest first.

    They gained an article in the period, and have reports in one of these languages.
    """
    topics = {each.topic for each in mutes if each.topic is not None}
    by_topic = await topics_in_period(db, topics, since=since, until=until)
    words = {each.words_id for each in mutes if each.words_id is not None}
    by_words = await follow_matches.in_period(db, words, since=since, until=until)
    found: dict[int, frozenset[int]] = {}
    for each in mutes:
        if each.story_id is not None:
            found[each.number] = frozenset({each.story_id})
        else:
            of_words = by_words.get(each.words_id or 0, frozenset())
            found[each.number] = by_topic.get(each.topic, frozenset()) if each.topic else of_words
    newest = await _newest_first(db, frozenset().union(*found.values()), since, languages)
    return {number: [each for each in newest if each in stories] for number, stories in found.items()}


async def muting(
    db: Reader, story_id: int, destination_ids: Sequence[int], *, topics: Collection[str] = ()
) -> set[int]:
    """Those of the destinations that mute the story, its words, or one of these topics."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT destination_id FROM mutes WHERE destination_id IN (SELECT value FROM json_each(?2))"
        " AND (story_id = ?1 OR topic IN (SELECT value FROM json_each(?3)) OR words_id IN"
        "  (SELECT words_id FROM articles JOIN follow_matches ON article_id = articles.id"
        "   WHERE articles.story_id = ?1 AND NOT withheld"
        "   GROUP BY words_id HAVING max(excluded) = 0))",
        story_id,
        to_json(list(destination_ids)),
        to_json(sorted(topics)),
    )
    return {row["destination_id"] for row in rows}


async def _newest_first(
    db: Reader, story_ids: Collection[int], since: datetime, languages: Sequence[Language]
) -> list[int]:
    rows = await fetch_all(
        db,
        "SELECT id FROM stories WHERE id IN (SELECT value FROM json_each(?))"
        " AND newest_added >= ? AND article_count > 0"
        " AND EXISTS (SELECT 1 FROM json_each(languages) WHERE value IN (SELECT value FROM json_each(?)))"
        " ORDER BY newest_added DESC, id DESC",
        to_json(sorted(story_ids)),
        epoch(since),
        to_json(list(languages)),
    )
    return [row["id"] for row in rows]


def _by_topic(rows: Iterable[sqlite3.Row]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for story_id, topic in rows:
        found[topic].add(story_id)
    return {topic: frozenset(stories) for topic, stories in found.items()}


def _mute(row: sqlite3.Row) -> Mute:
    excluded = load_strings(row["excluded"]) if row["excluded"] else ()
    written = FollowedWords(row["written"], excluded)
    return Mute(row["id"], row["words_id"], row["topic"], row["story_id"], written)
