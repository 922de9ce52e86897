"""What polling brings twice is handled once, for a day."""

from __future__ import annotations

from datetime import timedelta

from bot.ops.retention import prune_expired
from bot.playground.telegram import Telegram
from bot.settings import Settings
from storage import updates
from storage.database import Database
from storage.rows import fetch_value
from tests.storage.conftest import NOW
from tests.telegram.conftest import Gate, running


async def test_an_update_that_comes_again_after_a_start_is_answered_once(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    """The program was killed before it asked for the next ones, which is what confirms them."""
    person = telegram.person("Айгуль", language="ru", started=True)
    await person.writes("/help")
    (update,) = telegram.updates.waiting
    for _ in range(2):
        async with running(db, telegram, settings, Gate()) as newsroom:
            await newsroom.idle()
        telegram.updates.restore(update)
    assert len(person.by_bot) == 1


async def test_numbers_are_known_for_a_day(db: Database) -> None:
    async with db.transaction() as tx:
        assert await updates.add(tx, {1: "{}", 2: "{}"}, NOW) == {1, 2}
        await updates.finish(tx, [1], NOW)
        assert await updates.add(tx, {1: "{}", 2: "{}", 3: "{}"}, NOW) == {3}
    await prune_expired(db, NOW + timedelta(days=1))
    async with db.transaction() as tx:
        assert await updates.add(tx, {1: "{}"}, NOW) == frozenset()
    await prune_expired(db, NOW + timedelta(days=1, seconds=1))
    async with db.read() as reader:
        assert await fetch_value(reader, "SELECT count(*) FROM handled_updates") == 0
