"""Planning: a schedule that is due becomes an edition, its outbox rows and the next run, in one commit."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from bot.services.composer import Composer, Issue
from bot.services.delivery import EDITION
from bot.services.next_run import next_run
from bot.views.message import dump_buttons
from storage import destinations, editions, messages, outbox, schedules
from storage.database import Database, Transaction
from storage.destinations import Destination, Kind
from storage.editions import EditionStory
from storage.schedules import Schedule

BATCH = 100
FIRST_PERIOD = timedelta(days=1)
LONGEST_PERIOD = timedelta(days=8)
CHANNEL_USE = timedelta(hours=2)
OFFERED = 30

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """How many schedules were due, and how many editions came of them."""

    runs: int
    editions: int


@dataclass(frozen=True, slots=True)
class Run:
    """One schedule at its time, with the moment after which its edition is of no use."""

    schedule: Schedule
    destination: Destination
    at: datetime
    period_start: datetime
    expires: datetime


class Planner:
    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username

    async def plan_due(self, now: datetime) -> Planned:
        """Everything that is due, the longest overdue first."""
        composer = Composer(self._db, now, self._bot_username)
        runs = made = 0
        while due := await self._due(now):
            for schedule in due:
                runs += 1
                made += await self._plan(schedule, composer, now)
        return Planned(runs, made)

    async def _due(self, now: datetime) -> list[Schedule]:
        async with self._db.read() as db:
            return await schedules.due(db, now, BATCH)

    async def _plan(self, schedule: Schedule, composer: Composer, now: datetime) -> bool:
        run = await self._run_of(schedule, now)
        issue = await self._issue(run, composer) if run else None
        async with self._db.transaction() as tx:
            following = next_run(schedule.local_time, schedule.weekdays, schedule.zone, now)
            if not await schedules.advance(tx, schedule, following):
                return False  # the reader changed it meanwhile
            return run is not None and issue is not None and await _store(tx, run, issue, now)

    async def _run_of(self, schedule: Schedule, now: datetime) -> Run | None:
        """None when nothing should be sent: paused, or too late to be of use."""
        async with self._db.read() as db:
            destination = await destinations.get(db, schedule.destination_id)
            last = await editions.last_run(db, schedule.destination_id)
        if destination is None or destination.pause is not None:
            return None
        at = latest_run(schedule, now)
        expires = useful_until(at, schedule.zone, destination.kind)
        if now >= expires:
            return None
        since = last if last is not None else destination.created.replace(minute=0, second=0) - FIRST_PERIOD
        return Run(schedule, destination, at, max(since, at - LONGEST_PERIOD), expires)

    async def _issue(self, run: Run, composer: Composer) -> Issue | None:
        """None when there is nothing new, or when this one run fails, which must not stop the others."""
        try:
            return await composer.issue(run.destination, run.schedule.zone, run.period_start)
        except sqlite3.Error:
            raise  # the database's trouble is everybody's: the whole round is tried again
        except Exception:
            log.exception("no edition for destination %d at %s", run.destination.id, run.at)
            return None


def latest_run(schedule: Schedule, now: datetime) -> datetime:
    """The newest of the times that have come since the schedule ran; those before it were missed."""
    at = schedule.next_run
    while (following := next_run(schedule.local_time, schedule.weekdays, schedule.zone, at)) <= now:
        at = following
    return at


def useful_until(at: datetime, zone: str, kind: Kind) -> datetime:
    """A private edition is of use on its own local day, a group's or channel's for two hours."""
    if kind != "private":
        return at + CHANNEL_USE
    local = ZoneInfo(zone)
    tomorrow = at.astimezone(local).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time_of_day(), local).astimezone(UTC)
    return max(midnight, at + CHANNEL_USE)


def _stories(issue: Issue) -> list[EditionStory]:
    return [
        EditionStory(item.story.id, item.story.articles[-1].id, place < issue.named)
        for place, item in enumerate(issue.digest.items[:OFFERED])
    ]


async def _store(tx: Transaction, run: Run, issue: Issue, now: datetime) -> bool:
    edition_id = await editions.add(
        tx,
        run.destination.id,
        scheduled=run.at,
        period_start=run.period_start,
        now=now,
        stories=_stories(issue),
    )
    if edition_id is None:
        return False
    await outbox.add(
        tx,
        kind=EDITION,
        ref=edition_id,
        destination_id=run.destination.id,
        part=0,
        message_id=await messages.add(tx, issue.message.text, dump_buttons(issue.message.buttons)),
        now=now,
        expires=run.expires,
    )
    return True
