"""Words that were asked about: one number each, gone when nobody asks any more."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from storage import asked_words
from storage.database import Database
from storage.rows import epoch
from tests.storage.conftest import NOW

DAY = timedelta(days=1)


async def test_words_keep_their_number(db: Database) -> None:
    async with db.transaction() as tx:
        first = await asked_words.add(tx, "Тлендиев", NOW)
        assert await asked_words.add(tx, "Тлендиев", NOW + DAY) == first
        assert await asked_words.add(tx, "ЮНЕСКО", NOW) != first
    async with db.read() as reader:
        assert await asked_words.get(reader, first) == asked_words.AskedWords(first, "Тлендиев", NOW)
        assert await asked_words.get(reader, 99) is None


async def test_words_that_are_still_asked_about_stay(db: Database) -> None:
    async with db.transaction() as tx:
        old = await asked_words.add(tx, "Тлендиев", NOW)
        asked = await asked_words.add(tx, "ЮНЕСКО", NOW)
        await asked_words.touch(tx, asked, NOW + 5 * DAY)
        assert await asked_words.remove_older(tx, NOW + DAY) == 1
        assert await asked_words.get(tx, old) is None
        assert await asked_words.of_words(tx, "ЮНЕСКО") == asked_words.AskedWords(
            asked, "ЮНЕСКО", NOW + 5 * DAY
        )
        assert await asked_words.add(tx, "Тлендиев", NOW) not in (old, asked)


async def test_numbers_cannot_be_guessed(db: Database) -> None:
    async with db.transaction() as tx:
        numbers = [await asked_words.add(tx, f"слово {number}", NOW) for number in range(50)]
    steps = {after - before for before, after in pairwise(numbers)}
    assert len(steps) == 49
    assert all(len(str(number)) == 12 for number in numbers)


async def test_numbers_that_can_be_guessed_end_however_often_they_are_tried(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.execute("INSERT INTO subjects VALUES (1, 'Тлендиев', ?)", (epoch(NOW),))
        await asked_words.touch(tx, 1, NOW + 20 * DAY)
        assert await asked_words.remove_older(tx, NOW - 61 * DAY) == 0
        assert await asked_words.remove_older(tx, NOW - 59 * DAY) == 1
