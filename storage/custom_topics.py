"""Topics that editors define. Articles and subscriptions name them by `t` and the row's number."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, insert, load_strings, to_json


@dataclass(frozen=True, slots=True)
class TopicUse:
    """How many destinations chose a topic, how many of these chose nothing else, and its live articles."""

    subscribers: int
    alone: int
    articles: int


_NAMES: dict[Language, str] = {"kk": "name_kk", "ru": "name_ru", "en": "name_en"}


async def add(tx: Transaction, name: str, words: Sequence[str], now: datetime) -> str:
    """Store a topic that has the same name in each language, and return its id."""
    number = await insert(
        tx,
        "INSERT INTO own_topics (name_kk, name_ru, name_en, words, created_at) VALUES (?1, ?1, ?1, ?2, ?3)",
        name,
        to_json(list(words)),
        epoch(now),
    )
    return f"t{number}"


async def list_all(db: Reader) -> tuple[OwnTopic, ...]:
    """All topics that editors defined, the oldest first."""
    return tuple(_topic(row) for row in await fetch_all(db, "SELECT * FROM own_topics ORDER BY id"))


async def set_name(tx: Transaction, topic: str, language: Language, name: str) -> bool:
    changed = await execute(
        tx, f"UPDATE own_topics SET {_NAMES[language]} = ? WHERE id = ?", name, _number(topic)
    )
    return changed == 1


async def set_words(tx: Transaction, topic: str, words: Sequence[str]) -> bool:
    changed = await execute(
        tx, "UPDATE own_topics SET words = ? WHERE id = ?", to_json(list(words)), _number(topic)
    )
    return changed == 1


async def remove(tx: Transaction, topic: str) -> bool:
    """Remove a topic, also from every subscription; one that had no other topic then wants all news."""
    if await execute(tx, "DELETE FROM own_topics WHERE id = ?", _number(topic)) == 0:
        return False
    await execute(
        tx,
        "UPDATE subscriptions SET topics ="
        " (SELECT json_group_array(value) FROM json_each(topics) WHERE value <> ?1)"
        " WHERE EXISTS (SELECT 1 FROM json_each(topics) WHERE value = ?1)",
        topic,
    )
    await execute(tx, "DELETE FROM mutes WHERE topic = ?", topic)
    return True


async def use(db: Reader, topic: str, since: datetime) -> TopicUse:
    """How a topic is used; only articles that were added since then count."""
    rows = await fetch_all(
        db,
        "SELECT json_array_length(topics) = 1 AS alone, count(*) AS chose FROM subscriptions"
        " WHERE EXISTS (SELECT 1 FROM json_each(topics) WHERE value = ?) GROUP BY alone",
        topic,
    )
    counts = {row["alone"]: row["chose"] for row in rows}
    articles: int = await fetch_value(
        db,
        "SELECT count(*) FROM articles WHERE added_at >= ? AND NOT withheld"
        " AND EXISTS (SELECT 1 FROM json_each(topics) WHERE value = ?)",
        epoch(since),
        topic,
    )
    return TopicUse(sum(counts.values()), counts.get(1, 0), articles)


def _number(topic: str) -> int:
    return int(topic.removeprefix("t"))


def _topic(row: sqlite3.Row) -> OwnTopic:
    names = tuple((language, row[column]) for language, column in _NAMES.items())
    return OwnTopic(f"t{row['id']}", names, load_strings(row["words"]))
