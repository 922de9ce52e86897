"""Words that somebody asked about, each with a number: a button has room for a number, not for the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbelow

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_one, moment

_LEAST = 10**11  # random numbers of twelve digits: nobody guesses what others asked about
# Numbers counted from 1, which earlier versions gave, can be guessed: they go so much earlier.
_COUNTED_EARLIER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class AskedWords:
    """Words with their number, and when they were last asked about, give or take a day."""

    number: int
    words: str
    asked: datetime


async def add(tx: Transaction, words: str, now: datetime) -> int:
    """The number of these words, always the same. It is random, so that nobody can guess what others asked
    about.
    """
    found = await of_words(tx, words)
    while found is None:
        number = _LEAST + randbelow(9 * _LEAST)
        await execute(tx, "INSERT OR IGNORE INTO subjects VALUES (?, ?, ?)", number, words, epoch(now))
        found = await of_words(tx, words)  # None where another's words have this number
    return found.number


async def of_words(db: Reader, words: str) -> AskedWords | None:
    row = await fetch_one(db, "SELECT id, words, asked_at FROM subjects WHERE words = ?", words)
    return AskedWords(row["id"], row["words"], moment(row["asked_at"])) if row else None


async def get(db: Reader, number: int) -> AskedWords | None:
    row = await fetch_one(db, "SELECT id, words, asked_at FROM subjects WHERE id = ?", number)
    return AskedWords(row["id"], row["words"], moment(row["asked_at"])) if row else None


async def touch(tx: Transaction, number: int, now: datetime) -> None:
    """Note that words are still asked about, so that they are kept longer.

    Words whose number can be guessed are not kept longer: somebody who tries all numbers would keep them
    alive.
    """
    await execute(tx, "UPDATE subjects SET asked_at = ? WHERE id = ? AND id >= ?", epoch(now), number, _LEAST)


async def remove_older(tx: Transaction, than: datetime) -> int:
    """Remove words that nobody has asked about since `than`, those whose number can be guessed sooner.

    Returns how many went. A button that carries a removed number says so.
    """
    gone = await execute(tx, "DELETE FROM subjects WHERE asked_at < ?", epoch(than))
    earlier = epoch(than + _COUNTED_EARLIER)
    return gone + await execute(tx, "DELETE FROM subjects WHERE id < ? AND asked_at < ?", _LEAST, earlier)
