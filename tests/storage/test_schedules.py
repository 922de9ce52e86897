"""Schedules: due in order, advanced once."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import destinations, schedules
from storage.database import Database, Transaction
from storage.destinations import Address
from storage.schedules import EVERY_DAY
from tests.storage.conftest import NOW


async def subscribe(tx: Transaction, chat_id: int, local_time: str, next_run: datetime) -> int:
    destination_id = await destinations.add(
        tx, Address(chat_id), "private", language="ru", zone="Asia/Almaty", now=NOW
    )
    await schedules.put(
        tx, destination_id, local_time, weekdays=EVERY_DAY, zone="Asia/Almaty", next_run=next_run
    )
    return destination_id


async def test_the_longest_overdue_come_first(db: Database) -> None:
    async with db.transaction() as tx:
        await subscribe(tx, 1, "09:00", NOW)
        await subscribe(tx, 2, "08:00", NOW - timedelta(hours=1))
        await subscribe(tx, 3, "10:00", NOW + timedelta(hours=1))
    async with db.read() as reader:
        due = await schedules.list_due(reader, NOW, limit=10)
        assert [schedule.local_time for schedule in due] == ["08:00", "09:00"]


async def test_a_run_is_advanced_by_one_only(db: Database) -> None:
    async with db.transaction() as tx:
        await subscribe(tx, 1, "09:00", NOW)
        (due,) = await schedules.list_due(tx, NOW, limit=10)
        run = [(due, NOW + timedelta(days=1))]
        assert await schedules.advance(tx, run) == {due.id}
        assert await schedules.advance(tx, run) == set()


async def test_the_same_time_again_changes_its_days(db: Database) -> None:
    async with db.transaction() as tx:
        destination_id = await subscribe(tx, 1, "09:00", NOW)
        await schedules.put(tx, destination_id, "09:00", weekdays=0b11111, zone="Europe/Berlin", next_run=NOW)
        (kept,) = await schedules.of_destination(tx, destination_id)
        assert (kept.weekdays, kept.zone) == (0b11111, "Europe/Berlin")
        assert await schedules.remove_all(tx, destination_id, review=False) == 1


async def test_what_is_asked_every_two_seconds_uses_an_index(db: Database) -> None:
    async with db.read() as reader:
        plan = await reader.execute_fetchall(
            "EXPLAIN QUERY PLAN SELECT * FROM schedules"
            " WHERE next_run_at <= 1 ORDER BY next_run_at, id LIMIT 9"
        )
    assert "schedules_by_next_run" in str([tuple(row) for row in plan])
