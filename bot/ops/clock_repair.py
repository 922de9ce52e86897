"""After the system's clock was set back, moves forward what would otherwise wait for a time far off."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery.settle import LEASE
from bot.editions.approvals import DRAFT_LEAD
from bot.subscribers.invitations import INVITATION_VALID_FOR
from bot.timing.clock import Clock
from bot.timing.next_run import next_run
from storage import (
    approvals,
    clock,
    destinations,
    feeds,
    follow_alerts,
    hook_events,
    invitations,
    operator_words,
    outbox,
    review_requests,
    schedules,
    surges,
)
from storage.database import Database
from storage.schedules import Time

TOLERATED_STEP = timedelta(seconds=5)
MAX_WAIT = timedelta(minutes=10)  # of a row of the outbox, as far as a restart knows
MAX_NORMAL_SLEEP = timedelta(days=1)
MAX_FEED_PAUSE = timedelta(days=8)  # of a feed whose server asks for a week
MAX_ROW_USE = timedelta(days=8)  # of a row of the outbox
NO_TIME = timedelta()


class ClockWatch:
    """Compares the system's clock with one that never goes back."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._ahead = self._difference()

    def jump(self) -> timedelta:
        """How far the clock was set since the last call, negative if back; zero within `TOLERATED_STEP`.

        A machine that was asleep looks like one whose clock was set ahead.
        """
        before, self._ahead = self._ahead, self._difference()
        jump = self._ahead - before
        return jump if abs(jump) > TOLERATED_STEP else NO_TIME

    def _difference(self) -> datetime:
        return self._clock.now() - timedelta(seconds=self._monotonic())


async def repair(db: Database, now: datetime) -> None:
    """What waits may go at once, a feed within its interval; each schedule runs at its next time after `now`.

    A run that already has its edition does not get a second one: editions are unique by destination and time.
    """
    await _bring_forward(db, now, row=NO_TIME, sleep=NO_TIME, pause=NO_TIME)
    await _reschedule(db, now, _next_run)
    await _end_what_lasts_too_long(db, now)


async def repair_at_start(db: Database, now: datetime) -> bool:
    """Whether the stored times show that the clock was set back while the bot was off. Then everything is
    repaired.

    Otherwise only what waits for longer than anything may is repaired: the clock was ahead some time ago.
    """
    async with db.read() as reader:
        latest = await clock.latest_record(reader)
    if latest > now + TOLERATED_STEP:
        await repair(db, now)
        return True
    await _bring_forward(db, now, row=MAX_WAIT, sleep=MAX_NORMAL_SLEEP, pause=MAX_FEED_PAUSE)
    await _reschedule(db, now, _possible_run)
    await _end_what_lasts_too_long(db, now)
    return False


async def _bring_forward(
    db: Database, now: datetime, *, row: timedelta, sleep: timedelta, pause: timedelta
) -> None:
    """Bring forward what waits for longer than `sleep` or `pause` allow."""
    async with db.transaction() as tx:
        await outbox.bring_forward(tx, now, later_than=now + row)
        await hook_events.bring_forward(tx, now, later_than=now + row)
        await follow_alerts.bring_waits_forward(tx, now, later_than=now + sleep)
        await surges.bring_waits_forward(tx, now, later_than=now + sleep)
        await destinations.bring_tries_forward(tx, now)
        await feeds.bring_forward(tx, now, longest_pause=pause)
        await operator_words.bring_back(tx, now)


async def _end_what_lasts_too_long(db: Database, now: datetime) -> None:
    async with db.transaction() as tx:
        await outbox.shorten(tx, lease_until=now + LEASE, expires=now + MAX_ROW_USE)
        await invitations.shorten(tx, now + INVITATION_VALID_FOR)
        await approvals.give_up_unreachable(tx, now + DRAFT_LEAD, now)


async def _reschedule(db: Database, now: datetime, right: Callable[[Time, datetime], datetime]) -> None:
    async with db.read() as reader:
        of_editions = await schedules.times_after(reader, now)
        of_reviews = await review_requests.times_after(reader, now)
    editions = await asyncio.to_thread(_moved, of_editions, now, right)
    reviews = await asyncio.to_thread(_moved, of_reviews, now, right)
    async with db.transaction() as tx:
        await schedules.move(tx, editions)
        await review_requests.move(tx, reviews)


def _moved(
    found: Sequence[Time], now: datetime, right: Callable[[Time, datetime], datetime]
) -> list[tuple[Time, datetime]]:
    runs = [(each, right(each, now)) for each in found]
    return [(each, at) for each, at in runs if at < each.next_run]


def _next_run(schedule: Time, now: datetime) -> datetime:
    return next_run(schedule.local_time, schedule.weekdays, schedule.zone, now)


def _possible_run(schedule: Time, now: datetime) -> datetime:
    """The furthest time that can be right, which may be the run after the next.

    Who moves to a zone further west after today's edition gets no second one today.
    """
    first = _next_run(schedule, now)
    return schedule.next_run if schedule.next_run == _next_run(schedule, first) else first
