"""Ticks: one at a time, whatever is done to the clock, and what an hour tidies."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self, cast

import pytest

from bot.alarms import Alarms
from bot.delivery.loop import OutboxLoop
from bot.editions.approvals import ApprovalPlanner
from bot.editions.breaking import Breaking
from bot.editions.broadcasts import Broadcasts
from bot.editions.error_reports import ErrorReports
from bot.editions.follow_alerts import FollowAlerts
from bot.editions.hold_notices import HoldNotices
from bot.editions.planner import Planned, Planner
from bot.editions.surges import Surges
from bot.intake.embargoes import Embargoes
from bot.intake.feeds.loop import FeedLoop
from bot.ops.stats import LastTick
from bot.playground.world.signals import PATIENCE
from bot.reports.planner import ReviewPlanner
from bot.scheduler import SETTLING_SECONDS, Scheduler
from bot.timing.clock import Clock, SystemClock
from storage import schedules
from storage.database import Database
from storage.rows import fetch_value
from tests.counted import counted
from tests.editions.test_planner import BRIDGE, Newsroom


async def _nothing(_now: datetime) -> int:
    return 0


def ticks_of(
    db: Database,
    planning: object,
    clock: Clock,
    *,
    alarms: Alarms | None = None,
    last_tick: LastTick | None = None,
    kept: timedelta | None = None,
    texts_kept: timedelta | None = None,
) -> Scheduler:
    """Ticks for all of whose work `planning` stands."""
    return Scheduler(
        db,
        cast("Planner", planning),
        cast("OutboxLoop", planning),
        cast("FeedLoop", planning),
        clock,
        breaking=cast("Breaking", planning),
        follow_alerts=cast("FollowAlerts", planning),
        surges=cast("Surges", planning),
        approval_planner=cast("ApprovalPlanner", planning),
        broadcasts=cast("Broadcasts", planning),
        error_reports=cast("ErrorReports", planning),
        reviews=cast("ReviewPlanner", planning),
        embargoes=cast("Embargoes", planning),
        hold_notices=cast("HoldNotices", planning),
        progress=getattr(planning, "step", None) or _nothing,
        alarms=alarms,
        last_tick=last_tick,
        kept=kept,
        texts_kept=texts_kept,
    )


@pytest.mark.parametrize(("kept", "left"), [(timedelta(days=30), 0), (None, 1)])
async def test_an_hour_removes_what_is_past_its_time(db: Database, kept: timedelta | None, left: int) -> None:
    clock = SystemClock()
    await Newsroom(db).reports(BRIDGE, added=clock.now() - timedelta(days=31))
    await ticks_of(db, None, clock, kept=kept).tidy()
    async with db.read() as reader:
        assert await fetch_value(reader, "SELECT count(*) FROM articles") == left


async def test_an_hour_thins_what_has_had_its_time(db: Database) -> None:
    clock = SystemClock()
    for days in (29, 31):
        await Newsroom(db).reports(BRIDGE, added=clock.now() - timedelta(days=days))
    await ticks_of(db, None, clock, texts_kept=timedelta(days=30)).tidy()
    async with db.read() as reader:
        assert await fetch_value(reader, "SELECT group_concat(article_id) FROM article_texts") == "1"


class Slow:
    """Stands for all that a tick plans: it ends when a test says so."""

    def __init__(self) -> None:
        self.calls = 0
        self.end = asyncio.Event()

    async def step(self, _now: datetime, _after_each: object = None) -> int:
        self.calls += 1
        await self.end.wait()
        return 0

    async def tick(self) -> None:
        pass

    def wake(self) -> None:
        pass

    def stop(self) -> None:
        pass

    async def plan_due(self, _now: datetime, _after_each: object) -> Planned:
        return Planned(0, 0)


async def test_ticks_do_not_queue_up_behind_much_planning(db: Database) -> None:
    slow = Slow()
    ticks = ticks_of(db, slow, SystemClock())
    first = asyncio.create_task(ticks.tick())
    await asyncio.sleep(0)
    await ticks.tick()
    assert slow.calls == 1
    slow.end.set()
    await first
    await ticks.tick()
    assert slow.calls == 12


class Feeds(Slow):
    """Counts the ticks that ask for feeds and those that plan, which end at once."""

    def __init__(self) -> None:
        super().__init__()
        self.end.set()
        self.asked = asyncio.Event()
        self.planned = asyncio.Event()

    async def tick(self) -> None:
        self.asked.set()

    async def plan_due(self, _now: datetime, _after_each: object) -> Planned:
        self.planned.set()
        return Planned(0, 0)

    async def next_ones(self) -> None:
        for event in (self.asked, self.planned):
            event.clear()
        async with asyncio.timeout(PATIENCE):
            await self.asked.wait()
            await self.planned.wait()


class SetClock(datetime):
    """The system's clock, which somebody sets."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time() + cls.ahead.total_seconds(), tz)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[SetClock]]:
    """In the place of the system's, for the program and for APScheduler."""
    for place in ("apscheduler.schedulers.base", "bot.timing.clock", "bot.scheduler"):
        monkeypatch.setattr(f"{place}.datetime", SetClock)
    monkeypatch.setattr("bot.scheduler.TICK_SECONDS", 0.01)
    monkeypatch.setattr("bot.scheduler.FEED_SECONDS", 0.02)
    yield SetClock
    SetClock.ahead = timedelta()


HOURS = timedelta(hours=5)
YEARS = timedelta(days=5 * 365)


@pytest.mark.parametrize(("jump", "alarms"), [(-HOURS, 1), (-YEARS, 1), (HOURS, 0), (YEARS, 0)])
async def test_ticks_go_on_at_once_when_the_clock_is_set(
    db: Database, set_clock: type[SetClock], jump: timedelta, alarms: int
) -> None:
    feeds, sounded = Feeds(), Alarms()
    before, seconds = counted("alarms_total", trouble="clock-back"), counted("event_loop_lag_seconds_count")
    ticks = ticks_of(db, feeds, SystemClock(), alarms=sounded)
    ticks.start()
    await feeds.next_ones()
    set_clock.ahead = jump
    await feeds.next_ones()
    await feeds.next_ones()
    assert counted("alarms_total", trouble="clock-back") - before == alarms
    assert counted("event_loop_lag_seconds_count") > seconds
    await ticks.stop()


async def test_after_the_clock_went_back_a_locked_database_is_repaired_later(
    db: Database, database_path: Path, set_clock: type[SetClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.alarms.QUIET_SECONDS", 0)
    await db._writer.execute("PRAGMA busy_timeout = 1")
    newsroom = Newsroom(db)
    ticks = ticks_of(db, Feeds(), SystemClock())
    await newsroom.subscribes(run=set_clock.now(UTC) + timedelta(days=3))
    set_clock.ahead = -HOURS
    other = sqlite3.connect(database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await ticks.plan()
    other.execute("ROLLBACK")
    other.close()
    await ticks.plan()
    assert await next_run_of(db) <= set_clock.now(UTC) + timedelta(days=1)


async def test_what_read_the_clock_before_it_went_back_is_repaired_too(
    db: Database, set_clock: type[SetClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was under way when all was repaired, and stores a far time afterwards."""
    loop, feeds = asyncio.get_running_loop(), Feeds()
    ticks = ticks_of(db, feeds, SystemClock())
    ticks.start()
    await feeds.next_ones()
    set_clock.ahead = -HOURS
    await feeds.next_ones()
    await Newsroom(db).subscribes(run=set_clock.now(UTC) + timedelta(days=3))
    monkeypatch.setattr(loop, "time", lambda: time.monotonic() + SETTLING_SECONDS)
    async with asyncio.timeout(PATIENCE):
        while (await next_run_of(db)) > set_clock.now(UTC) + timedelta(days=1):
            await feeds.next_ones()
    await ticks.stop()


async def next_run_of(db: Database) -> datetime:
    async with db.read() as reader:
        (schedule,) = await schedules.of_destination(reader, 1)
    return schedule.next_run


async def test_a_pulse_is_late_when_nothing_was_planned_for_a_minute(db: Database) -> None:
    """However the clock is set: its seconds are those of one that nobody sets."""
    seconds = 0.0
    last_tick = LastTick(lambda: seconds)
    ticks = ticks_of(db, Feeds(), SystemClock(), last_tick=last_tick)
    seconds = 50.0
    await ticks.tick()
    late = {}
    for seconds in (109.0, 111.0):  # the pulse reads it
        late[seconds] = last_tick.late
    await ticks.tick()
    assert late == {109.0: False, 111.0: True}
    assert not last_tick.late


async def test_a_batch_that_was_planned_is_a_beat_too(db: Database) -> None:
    seconds = 0.0

    class Planning(Feeds):
        """So much is due that it takes minutes, a batch a minute."""

        async def plan_due(self, _now: datetime, after_each: object) -> Planned:
            nonlocal seconds
            for _ in range(5):
                seconds += 59
                assert not last_tick.late
                cast("Callable[[], None]", after_each)()
            return Planned(5, 5)

    last_tick = LastTick(lambda: seconds)
    await ticks_of(db, Planning(), SystemClock(), last_tick=last_tick).tick()
    assert seconds == 295
