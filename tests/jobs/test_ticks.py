"""Ticks: one at a time, and what an hour tidies."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import cast

import pytest

from bot.clock import SystemClock
from bot.jobs.feeds import FeedLoop
from bot.jobs.outbox import OutboxLoop
from bot.jobs.ticks import Ticks
from bot.services.breaking import Breaking
from bot.services.broadcasts import Broadcasts
from bot.services.editions import Planned, Planner
from bot.services.follow_alerts import FollowAlerts
from bot.services.proofs import Autopilot
from storage.database import Database
from storage.rows import value
from tests.services.test_editions import BRIDGE, Newsroom


@pytest.mark.parametrize(("kept", "left"), [(timedelta(days=30), 0), (None, 1)])
async def test_an_hour_removes_what_is_past_its_time(db: Database, kept: timedelta | None, left: int) -> None:
    clock = SystemClock()
    await Newsroom(db).reports(BRIDGE, added=clock.now() - timedelta(days=31))
    idle = (cast("Planner", None), cast("OutboxLoop", None), cast("FeedLoop", None))
    ticks = Ticks(
        db,
        *idle,
        clock,
        breaking=cast("Breaking", None),
        follow_alerts=cast("FollowAlerts", None),
        autopilot=cast("Autopilot", None),
        broadcasts=cast("Broadcasts", None),
        kept=kept,
    )
    await ticks.tidy()
    async with db.read() as reader:
        assert await value(reader, "SELECT count(*) FROM articles") == left


class Slow:
    """Stands for all that a tick plans: it ends when a test says so."""

    def __init__(self) -> None:
        self.calls = 0
        self.end = asyncio.Event()

    async def step(self, _now: datetime, _after_each: object = None) -> int:
        self.calls += 1
        await self.end.wait()
        return 0

    def wake(self) -> None:
        pass

    async def plan_due(self, _now: datetime, _after_each: object) -> Planned:
        return Planned(0, 0)


async def test_ticks_do_not_queue_up_behind_much_planning(db: Database) -> None:
    slow = Slow()
    idle = (cast("Planner", slow), cast("OutboxLoop", slow), cast("FeedLoop", None))
    ticks = Ticks(
        db,
        *idle,
        SystemClock(),
        breaking=cast("Breaking", slow),
        follow_alerts=cast("FollowAlerts", slow),
        autopilot=cast("Autopilot", slow),
        broadcasts=cast("Broadcasts", slow),
    )
    first = asyncio.create_task(ticks.tick())
    await asyncio.sleep(0)
    await ticks.tick()
    assert slow.calls == 1
    slow.end.set()
    await first
    await ticks.tick()
    assert slow.calls == 8
