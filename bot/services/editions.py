"""Planning: a schedule that is due becomes an edition, its outbox rows and the next run, in one commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from bot.services.composer import Composed, Composer, Request
from bot.services.delivery import EDITION
from bot.services.next_run import next_run
from bot.views.message import dump_buttons
from storage import destinations, editions, issues, messages, outbox, schedules
from storage.database import Database, Transaction
from storage.destinations import Destination, Kind
from storage.editions import NewEdition
from storage.issues import IssueStory
from storage.outbox import NewRow
from storage.schedules import Schedule

BATCH = 250
FIRST_PERIOD = timedelta(days=1)
LONGEST_PERIOD = timedelta(days=8)
CHANNEL_USE = timedelta(hours=2)
OFFERED = 30


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
        """Everything that is due, the longest overdue first, a batch a commit."""
        composer = Composer(self._db, now, self._bot_username)
        runs = made = 0
        while due := await self._due(now):
            runs += len(due)
            made += await self._plan(due, composer, now)
        return Planned(runs, made)

    async def _due(self, now: datetime) -> list[Schedule]:
        """One schedule of a destination at a time: the next must know what this one tells."""
        async with self._db.read() as db:
            due = await schedules.due(db, now, BATCH)
        return list({schedule.destination_id: schedule for schedule in reversed(due)}.values())[::-1]

    async def _plan(self, due: list[Schedule], composer: Composer, now: datetime) -> int:
        runs = await self._runs(due, now)
        composed = await composer.compose(
            [Request(run.destination, run.schedule.zone, run.period_start) for run in runs]
        )
        async with self._db.transaction() as tx:
            same = await schedules.advance(tx, [(schedule, _following(schedule, now)) for schedule in due])
            made = [
                (run, content)
                for run, content in zip(runs, composed, strict=True)
                if content is not None and run.schedule.id in same
            ]
            return await _store(tx, made, now)

    async def _runs(self, due: list[Schedule], now: datetime) -> list[Run]:
        """Those of which something may be sent: not paused, and not too late to be of use."""
        ids = [schedule.destination_id for schedule in due]
        async with self._db.read() as db:
            found = await destinations.load(db, ids)
            last = await editions.last_runs(db, ids)
        runs = [_run(schedule, found[schedule.destination_id], last, now) for schedule in due]
        return [run for run in runs if run.destination.pause is None and now < run.expires]


def _run(schedule: Schedule, destination: Destination, last: dict[int, datetime], now: datetime) -> Run:
    at = latest_run(schedule, now)
    since = last.get(destination.id, destination.created.replace(minute=0, second=0) - FIRST_PERIOD)
    expires = useful_until(at, schedule.zone, destination.kind)
    return Run(schedule, destination, at, max(since, at - LONGEST_PERIOD), expires)


def _following(schedule: Schedule, now: datetime) -> datetime:
    return next_run(schedule.local_time, schedule.weekdays, schedule.zone, now)


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


async def _store(tx: Transaction, made: list[tuple[Run, Composed]], now: datetime) -> int:
    """The editions with their outbox rows; how many there are."""
    issue_ids = {id(content): await issues.add(tx, _stories(content)) for _, content in made}
    message_ids = {
        id(content): await messages.add(tx, content.message.text, dump_buttons(content.message.buttons))
        for _, content in made
    }
    numbers = await editions.add_all(
        tx,
        [
            NewEdition(run.destination.id, issue_ids[id(content)], run.at, run.period_start)
            for run, content in made
        ],
        now,
    )
    rows = [
        NewRow(EDITION, number, run.destination.id, message_ids[id(content)], run.expires)
        for number, (run, content) in zip(numbers, made, strict=True)
        if number is not None
    ]
    await outbox.add_all(tx, rows, now)
    return len(rows)


def _stories(content: Composed) -> list[IssueStory]:
    return [
        IssueStory(item.story.id, item.story.articles[-1].id, place < content.named)
        for place, item in enumerate(content.digest.items[:OFFERED])
    ]
