"""Words that readers follow: who follows which, as they wrote them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from digests.models.wishes import FollowedWords
from storage.database import Reader, Transaction
from storage.rows import execute, fetch_all, fetch_one, fetch_value, insert, load_strings, to_json


@dataclass(frozen=True, slots=True)
class Follow:
    """Words that a reader follows; `words_id` is the number of the words, whoever follows them.

    `alert`: each story is told at once. `surge`: the reader is warned when far more than usual is written.
    """

    number: int
    words_id: int
    followed: FollowedWords
    alert: bool
    surge: bool


_SELECT = (
    "SELECT follows.id AS id, words_id, written, excluded, alert, surge FROM follows"
    " JOIN followed_words ON followed_words.id = words_id"
)


async def words_of(db: Reader, followed: FollowedWords) -> int | None:
    """The number of these words; None when nobody follows or mutes them."""
    found: int | None = await fetch_value(db, "SELECT id FROM followed_words WHERE key = ?", _key(followed))
    return found


async def add_words(tx: Transaction, followed: FollowedWords) -> int:
    """The number of these words, whoever follows them."""
    known = await words_of(tx, followed)
    if known is not None:
        return known
    return await insert(
        tx,
        "INSERT INTO followed_words (words, excluded, key) VALUES (?, ?, ?)",
        followed.words,
        to_json(list(followed.excluded)),
        _key(followed),
    )


async def newest_words(db: Reader) -> int:
    """The highest number that any words ever had."""
    found: int | None = await fetch_value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'followed_words'")
    return found or 0


async def words_after(db: Reader, number: int) -> list[tuple[int, FollowedWords]]:
    """All words with numbers above this one, in their order."""
    rows = await fetch_all(
        db, "SELECT id, words, excluded FROM followed_words WHERE id > ? ORDER BY id", number
    )
    return [(row["id"], FollowedWords(row["words"], load_strings(row["excluded"]))) for row in rows]


async def add(
    tx: Transaction,
    destination_id: int,
    words_id: int,
    written: str,
    *,
    alert: bool = False,
    surge: bool = False,
) -> int:
    """The number of the follow, whether new or known."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO follows (destination_id, words_id, written, alert, surge)"
        " VALUES (?, ?, ?, ?, ?)",
        destination_id,
        words_id,
        written,
        int(alert),
        int(surge),
    )
    number: int = await fetch_value(
        tx, "SELECT id FROM follows WHERE destination_id = ? AND words_id = ?", destination_id, words_id
    )
    return number


async def of_destination(db: Reader, destination_id: int) -> list[Follow]:
    """The oldest first."""
    rows = await fetch_all(db, f"{_SELECT} WHERE destination_id = ? ORDER BY follows.id", destination_id)
    return [_follow(row) for row in rows]


async def get(db: Reader, destination_id: int, number: int) -> Follow | None:
    row = await fetch_one(
        db, f"{_SELECT} WHERE follows.id = ? AND destination_id = ?", number, destination_id
    )
    return None if row is None else _follow(row)


async def set_alert(tx: Transaction, destination_id: int, number: int, alert: bool) -> bool:
    """Choose whether stories with the words are told at once; False when the reader has no such follow."""
    changed = await execute(
        tx,
        "UPDATE follows SET alert = ? WHERE id = ? AND destination_id = ?",
        int(alert),
        number,
        destination_id,
    )
    return changed == 1


async def set_surge(tx: Transaction, destination_id: int, number: int, surge: bool) -> None:
    await execute(
        tx,
        "UPDATE follows SET surge = ? WHERE id = ? AND destination_id = ?",
        int(surge),
        number,
        destination_id,
    )


async def remove(tx: Transaction, follow: Follow) -> None:
    """Remove a follow. A trigger removes words that nobody follows any more, with what was found for them."""
    await execute(tx, "DELETE FROM follows WHERE id = ?", follow.number)


def _key(followed: FollowedWords) -> str:
    return to_json([followed.words.casefold(), *sorted(word.casefold() for word in followed.excluded)])


def _follow(row: sqlite3.Row) -> Follow:
    followed = FollowedWords(row["written"], load_strings(row["excluded"]))
    return Follow(row["id"], row["words_id"], followed, bool(row["alert"]), bool(row["surge"]))
