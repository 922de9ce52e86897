"""Words that were asked about: one number each, gone when nobody asks any more."""

from __future__ import annotations

from datetime import timedelta

from storage import subjects
from storage.database import Database
from tests.storage.conftest import NOW

DAY = timedelta(days=1)


async def test_words_keep_their_number(db: Database) -> None:
    async with db.transaction() as tx:
        first = await subjects.add(tx, "Тлендиев", NOW)
        assert await subjects.add(tx, "Тлендиев", NOW + DAY) == first
        assert await subjects.add(tx, "ЮНЕСКО", NOW) != first
    async with db.read() as reader:
        assert await subjects.get(reader, first) == subjects.Kept(first, "Тлендиев", NOW)
        assert await subjects.get(reader, 99) is None


async def test_words_that_are_still_asked_about_stay(db: Database) -> None:
    async with db.transaction() as tx:
        old = await subjects.add(tx, "Тлендиев", NOW)
        asked = await subjects.add(tx, "ЮНЕСКО", NOW)
        await subjects.touch(tx, asked, NOW + 5 * DAY)
        assert await subjects.remove_older(tx, NOW + DAY) == 1
        assert await subjects.get(tx, old) is None
        assert await subjects.of_words(tx, "ЮНЕСКО") == subjects.Kept(asked, "ЮНЕСКО", NOW + 5 * DAY)
        assert await subjects.add(tx, "Тлендиев", NOW) > asked
