"""Times, days and zones of a destination, and when it runs next."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.subscribers import readers, subscriptions
from bot.views.common.subscription import WEEKDAYS
from storage import schedules
from storage.database import Database

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # Monday, 09:00 in Almaty


@pytest.fixture
async def reader(db: Database) -> int:
    return (await readers.get_or_create(db, 5, language="kk", zone="Asia/Almaty", now=NOW)).id


async def runs(db: Database, reader: int) -> list[str]:
    async with db.read() as tx:
        return [f"{each.next_run:%a %H:%M}" for each in await schedules.of_destination(tx, reader)]


async def test_a_time_runs_in_the_readers_zone(db: Database, reader: int) -> None:
    await subscriptions.add_times(db, reader, ["18:00"], NOW)
    await subscriptions.add_times(db, reader, ["09:00"], NOW)
    assert await runs(db, reader) == ["Tue 04:00", "Mon 13:00"]
    await subscriptions.set_zone(db, reader, "Europe/Berlin")
    assert await runs(db, reader) == ["Tue 08:00", "Mon 17:00"]


@pytest.mark.parametrize(
    ("zones", "now", "expected"),
    [
        # West after today's edition: the next is tomorrow's, not a second one at 09:00 today.
        (["Europe/Berlin"], "04:30", ["Tue 08:00"]),
        # East before it, where 09:00 has passed already: today's is due now.
        (["Asia/Tokyo"], "03:30", ["Mon 00:00"]),
        (["Asia/Tokyo"], "04:30", ["Tue 00:00"]),
        # There and back changes nothing, on either side of the hour.
        (["Europe/Berlin", "Asia/Almaty"], "04:30", ["Tue 04:00"]),
        (["America/Los_Angeles", "Asia/Almaty"], "03:30", ["Mon 04:00"]),
    ],
)
async def test_who_moves_gets_neither_two_nor_none(
    db: Database, reader: int, zones: list[str], now: str, expected: list[str]
) -> None:
    hour, minute = map(int, now.split(":"))
    await subscriptions.add_times(db, reader, ["09:00"], NOW.replace(hour=hour, minute=minute))
    for zone in zones:
        await subscriptions.set_zone(db, reader, zone)
    assert await runs(db, reader) == expected


async def test_days_are_those_of_all_times(db: Database, reader: int) -> None:
    await subscriptions.add_times(db, reader, ["09:00"], NOW, days=1)
    await subscriptions.add_times(db, reader, ["18:00"], NOW)
    assert await runs(db, reader) == ["Mon 04:00", "Mon 13:00"]
    current = await subscriptions.current(db, reader, NOW)
    assert (current.times, current.days) == (("09:00", "18:00"), 1)
    await subscriptions.add_times(db, reader, ["21:00"], NOW, days=WEEKDAYS)
    assert (await subscriptions.current(db, reader, NOW)).days == WEEKDAYS
    assert (await runs(db, reader))[0] == "Tue 04:00"


async def test_one_more_time_leaves_the_runs_of_the_others(db: Database, reader: int) -> None:
    await subscriptions.add_times(db, reader, ["09:00"], NOW.replace(hour=3))
    await subscriptions.add_times(db, reader, ["18:00"], NOW)
    assert (await runs(db, reader))[0] == "Mon 04:00"  # due at this very moment


async def test_topics_are_switched_one_by_one(db: Database, reader: int) -> None:
    for topic, wanted in (("sport", True), ("culture", True), ("sport", False), ("sport", False)):
        await subscriptions.set_topic(db, reader, topic, wanted=wanted)
    assert (await subscriptions.current(db, reader, NOW)).destination.topics == {"culture"}


async def test_a_pause_that_was_asked_for_outlives_a_block(db: Database, reader: int) -> None:
    await subscriptions.pause(db, reader, NOW)
    await readers.mark_blocked(db, 5, NOW)
    await readers.mark_unblocked(db, 5)
    assert (await subscriptions.current(db, reader, NOW)).paused
    await subscriptions.resume(db, reader)
    assert not (await subscriptions.current(db, reader, NOW)).paused


async def test_meeting_again_keeps_what_was_chosen(db: Database, reader: int) -> None:
    await subscriptions.set_language(db, reader, "en")
    again = await readers.get_or_create(db, 5, language="ru", zone="UTC", now=NOW)
    assert (again.id, again.language, again.zone) == (reader, "en", "Asia/Almaty")
