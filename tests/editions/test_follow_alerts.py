"""Alerts of followed words survive a killed process, end when they are late, and have times of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from bot.editions.follow_alerts import FollowAlerts
from bot.editions.instant import INSTANT_USEFUL_FOR
from bot.editions.instant import store_instant as store
from bot.ops.clock_repair import repair, repair_at_start
from bot.subscribers import follows
from digests.models.texts import Analysis
from storage import breaking_alerts, follow_alerts
from storage.database import Database
from storage.rows import fetch_all, fetch_value
from tests.editions.test_planner import Newsroom, report
from tests.storage.conftest import NOW
from tests.subscribers.test_follows import MUSEUM, reports

MUSEUM_AGAIN = report("Вечер Тлендиева", "В филармонии сыграли его кюи.", "culture")
MINUTE = timedelta(minutes=1)
NIGHT = NOW - timedelta(hours=2)  # 07:00
WOKEN = NOW - timedelta(hours=1)


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def follow_at_once(newsroom: Newsroom, readers: int) -> None:
    for chat in range(1, readers + 1):
        reader = await newsroom.subscribes(chat)
        made = await follows.follow(newsroom.db, reader, "Тлендиев", NOW)
        assert isinstance(made, list)
        await follows.set_alert(newsroom.db, reader, made[0].number, alert=True)


async def comes_in(newsroom: Newsroom, now: datetime) -> None:
    async with newsroom.db.transaction() as tx:
        await follow_alerts.add(tx, await fetch_value(tx, "SELECT max(id) FROM articles"), now)


async def told(newsroom: Newsroom) -> list[int]:
    async with newsroom.db.read() as db:
        return [row[0] for row in await fetch_all(db, "SELECT destination_id FROM outbox ORDER BY 1")]


async def come_in_at_night(newsroom: Newsroom, *found: Analysis, readers: int) -> FollowAlerts:
    """Each is an alert for each of the readers, who sleep."""
    for each in found:
        await reports(newsroom, each)
    await follow_at_once(newsroom, readers)
    async with newsroom.db.transaction() as tx:
        for row in await fetch_all(tx, "SELECT id FROM articles"):
            await follow_alerts.add(tx, row["id"], NIGHT)
    telling = FollowAlerts(newsroom.db, "newsdigest_bot")
    assert await telling.step(NIGHT) == 0
    return telling


async def waiting(newsroom: Newsroom) -> int:
    async with newsroom.db.read() as db:
        found: int = await fetch_value(db, "SELECT count(*) FROM follow_waits")
    return found


async def test_it_goes_on_where_a_killed_process_was(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reports(newsroom, MUSEUM)
    await follow_at_once(newsroom, 5)
    await comes_in(newsroom, NOW)
    monkeypatch.setattr("bot.editions.follow_alerts.DESTINATIONS_PER_BATCH", 2)
    calls = 0

    async def dies(*given: object) -> int:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return await store(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.editions.follow_alerts.store_instant", dies)
    with pytest.raises(KeyboardInterrupt):
        await FollowAlerts(newsroom.db, "newsdigest_bot").step(NOW)
    assert await told(newsroom) == [1, 2]
    assert await FollowAlerts(newsroom.db, "newsdigest_bot").step(NOW + MINUTE) == 3
    assert await FollowAlerts(newsroom.db, "newsdigest_bot").step(NOW + MINUTE) == 0
    assert await told(newsroom) == [1, 2, 3, 4, 5]


async def test_what_is_late_is_told_by_the_next_digest_alone(newsroom: Newsroom) -> None:
    await reports(newsroom, MUSEUM)  # an hour ago
    await follow_at_once(newsroom, 1)
    await comes_in(newsroom, NOW)
    assert await FollowAlerts(newsroom.db, "newsdigest_bot").step(NOW + INSTANT_USEFUL_FOR - 60 * MINUTE) == 0
    async with newsroom.db.read() as db:
        assert await follow_alerts.list_open(db, 9) == []


@pytest.mark.parametrize(("after", "editions"), [(INSTANT_USEFUL_FOR - MINUTE, 1), (INSTANT_USEFUL_FOR, 0)])
async def test_what_came_in_at_night_is_told_while_the_morning_is_young(
    newsroom: Newsroom, after: timedelta, editions: int
) -> None:
    telling = await come_in_at_night(newsroom, MUSEUM, readers=1)
    assert await telling.step(WOKEN + after) == editions
    assert await waiting(newsroom) == 0


@pytest.mark.parametrize("repairing", [repair, repair_at_start])
async def test_nobody_sleeps_for_a_year_because_the_clock_went_back(
    newsroom: Newsroom, repairing: Callable[[Database, datetime], Awaitable[None]]
) -> None:
    telling = await come_in_at_night(newsroom, MUSEUM, readers=1)
    async with newsroom.db.transaction() as tx:
        await follow_alerts.add_waits(tx, 1, {1: WOKEN + timedelta(days=365)})
    await repairing(newsroom.db, NIGHT)
    assert await telling.step(NIGHT) == 0
    assert await telling.step(WOKEN) == 1


async def test_in_the_morning_each_alert_is_composed_once_for_all(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    telling = await come_in_at_night(newsroom, MUSEUM, MUSEUM_AGAIN, readers=3)
    monkeypatch.setattr("bot.editions.follow_alerts.DESTINATIONS_PER_BATCH", 3)
    batches = []
    assert await telling.step(WOKEN, lambda: batches.append(1)) == 3
    assert await telling.step(WOKEN, lambda: batches.append(1)) == 3
    assert len(batches) == 2


async def test_a_step_tells_no_more_alerts_of_the_night_than_of_the_day(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    telling = await come_in_at_night(newsroom, MUSEUM, MUSEUM_AGAIN, readers=3)
    monkeypatch.setattr("bot.editions.follow_alerts.MAX_ALERTS_PER_STEP", 1)
    assert [await telling.step(WOKEN) for _ in range(3)] == [3, 3, 0]


async def test_no_two_alerts_have_one_time_nor_that_of_a_schedule(newsroom: Newsroom) -> None:
    first = await reports(newsroom, MUSEUM)
    await follow_at_once(newsroom, 1)
    await comes_in(newsroom, NOW)
    second = await reports(newsroom, MUSEUM_AGAIN)
    await follow_at_once(newsroom, 1)
    async with newsroom.db.transaction() as tx:
        await tx.execute("INSERT OR IGNORE INTO follow_matches VALUES (2, 1, 0)")
        await breaking_alerts.add(tx, [first, second], NOW)
    await comes_in(newsroom, NOW)
    async with newsroom.db.read() as db:
        rows = await fetch_all(db, "SELECT found_at FROM alerts UNION ALL SELECT found_at FROM follow_alerts")
    times = [row[0] for row in rows]
    assert len(set(times)) == 4
    assert all(time % 60 for time in times)
