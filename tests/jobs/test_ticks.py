"""Ticks: what an hour tidies."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest

from bot.clock import SystemClock
from bot.jobs.feeds import FeedLoop
from bot.jobs.outbox import OutboxLoop
from bot.jobs.ticks import Ticks
from bot.services.breaking import Breaking
from bot.services.editions import Planner
from bot.services.proofs import Autopilot
from storage.database import Database
from storage.rows import value
from tests.services.test_editions import BRIDGE, Newsroom
from tests.storage.conftest import db

__all__ = ["db"]


@pytest.mark.parametrize(("kept", "left"), [(timedelta(days=30), 0), (None, 1)])
async def test_an_hour_removes_what_is_past_its_time(db: Database, kept: timedelta | None, left: int) -> None:
    clock = SystemClock()
    await Newsroom(db).reports(BRIDGE, added=clock.now() - timedelta(days=31))
    idle = (cast("Planner", None), cast("OutboxLoop", None), cast("FeedLoop", None))
    ticks = Ticks(
        db, *idle, clock, breaking=cast("Breaking", None), autopilot=cast("Autopilot", None), kept=kept
    )
    await ticks.tidy()
    async with db.read() as reader:
        assert await value(reader, "SELECT count(*) FROM articles") == left
