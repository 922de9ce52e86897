"""After the system's clock went back: nothing waits for a time that is far off again."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.services.next_run import next_run
from storage import follow_waits, outbox, schedules
from storage.database import Database

BATCH = 500
TOLERATED = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
LONGEST_SLEEP = timedelta(days=1)


class ClockWatch:
    """Compares the clock with one that never goes back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = self._difference()

    def went_back(self) -> bool:
        """Whether it did since the last question."""
        before, self._ahead = self._ahead, self._difference()
        return before - self._ahead > TOLERATED

    def _difference(self) -> datetime:
        return self._clock.now() - timedelta(seconds=time.monotonic())


async def repair(db: Database, now: datetime) -> None:
    """Rows that wait may go at once; each schedule runs at its next time as seen from `now`.

    A run that has its edition already makes no second one: editions are unique by destination and time.
    """
    async with db.transaction() as tx:
        await outbox.bring_forward(tx, now)
        await follow_waits.bring_forward(tx, now)
    last = 0
    while True:
        async with db.read() as reader:
            batch = await schedules.waiting(reader, last, BATCH)
        if not batch:
            return
        last = batch[-1].id
        runs = [(each, next_run(each.local_time, each.weekdays, each.zone, now)) for each in batch]
        async with db.transaction() as tx:
            await schedules.advance(tx, [(each, at) for each, at in runs if at < each.next_run])


async def repair_at_start(db: Database, now: datetime) -> None:
    """What the clock may have done meanwhile shows in rows that wait for longer than anything may."""
    async with db.transaction() as tx:
        await outbox.bring_forward(tx, now, later_than=now + LONGEST_WAIT)
        await follow_waits.bring_forward(tx, now, later_than=now + LONGEST_SLEEP)
