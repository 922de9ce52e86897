"""Planning: a schedule that is due becomes an edition, its outbox rows and its next run, in one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.editions.composer import Composer, StoredEdition
from bot.editions.posts import edition_rows, pins_before, posts_of
from bot.editions.round_news import CompositionRequest
from bot.editions.week_pictures import WeekPicture, draw_weeks, picture_row, wants_week_picture
from bot.timing.next_run import next_run
from bot.worker.process import Worker
from storage import destinations, editions, outbox, releases, schedules
from storage.database import Database, Reader, Transaction
from storage.destinations import ChatKind, Destination
from storage.editions import NewEdition
from storage.preferences import USUAL_USEFUL_HOURS
from storage.schedules import Schedule

FIRST_BATCH_RUNS, MAX_RUNS_PER_BATCH = 8, 500  # the first are on their way while the others are composed
FIRST_PERIOD = timedelta(days=1)
MAX_PERIOD_OF_EDITION = timedelta(days=8)
CHANNEL_EDITION_USEFUL_FOR = timedelta(hours=USUAL_USEFUL_HOURS)
REVIEWED_DAYS = 7
AFTER_THE_DIGEST = timedelta(seconds=1)  # a review and the digest of one minute are two editions


@dataclass(frozen=True, slots=True)
class Planned:
    """How many schedules were due, and how many editions came of them."""

    runs: int
    editions: int


@dataclass(frozen=True, slots=True)
class ScheduledRun:
    """A schedule at its time: its edition covers releases above `after` and is of no use after `expires`."""

    schedule: Schedule
    destination: Destination
    at: datetime
    after: int
    expires: datetime

    @property
    def days(self) -> int:
        """How many days a review looks back on; 0 for a digest of what is new."""
        return REVIEWED_DAYS if self.schedule.review else 0

    def edition(self, issue_id: int, up_to: int) -> NewEdition:
        who = self.destination
        if self.schedule.review:
            return NewEdition(who.id, issue_id, self.at + AFTER_THE_DIGEST, None, 0, review=True)
        return NewEdition(who.id, issue_id, self.at, who.covered, up_to)


class Planner:
    def __init__(self, db: Database, worker: Worker, bot_username: str) -> None:
        self._db = db
        self._worker = worker
        self._bot_username = bot_username
        self._stopping = False

    def stop(self) -> None:
        """Plan nothing more; what is not planned yet stays due."""
        self._stopping = True

    async def plan_due(self, now: datetime, after_each: Callable[[], None] | None = None) -> Planned:
        """Plan all that is due, the longest overdue first, a batch in each commit; `after_each` follows each
        batch.
        """
        composer = Composer(self._db, self._worker, now, self._bot_username)
        runs = made = 0
        for size in _batch_sizes():
            due = [] if self._stopping else await self._due(now, size)
            if not due:
                break
            runs += len(due)
            made += await self._plan(due, composer, now)
            if after_each:
                after_each()
        return Planned(runs, made)

    async def _due(self, now: datetime, limit: int) -> list[Schedule]:
        """Schedules that are due, only one of each destination: the next must know what this one tells."""
        async with self._db.read() as db:
            due = await schedules.list_due(db, now, limit)
        return list({schedule.destination_id: schedule for schedule in reversed(due)}.values())[::-1]

    async def _plan(self, due: list[Schedule], composer: Composer, now: datetime) -> int:
        """Make the editions of these schedules; returns how many there are."""
        runs = await self._runs(due, now)
        composed = await _posts(runs, composer)
        pictures = await self._week_pictures(runs, composed, now)
        async with self._db.transaction() as tx:
            same = await schedules.advance(tx, [(each, _times(each, now).following) for each in due])
            made = [
                (run, posts)
                for run, posts in zip(runs, composed, strict=True)
                if posts and run.schedule.id in same
            ]
            stored = await composer.store(tx, {number for _, posts in made for number in posts})
            kept = [(run, [stored[number] for number in posts]) for run, posts in made]
            count = await _store(tx, kept, composer.up_to, now, pictures)
        composer.keep(stored)
        return count

    async def _week_pictures(
        self, runs: Sequence[ScheduledRun], composed: Sequence[Sequence[int]], now: datetime
    ) -> dict[int, WeekPicture]:
        """By destination, the pictures that stand above reviews of the week."""
        reviews = [run for run, posts in zip(runs, composed, strict=True) if posts and run.schedule.review]
        wanting = [run for run in reviews if wants_week_picture(run.destination)]
        chats = [(run.destination, run.schedule.zone) for run in wanting]
        drawn = await draw_weeks(self._db, self._worker, chats, now)
        return {run.destination.id: picture for run, picture in zip(wanting, drawn, strict=True) if picture}

    async def _runs(self, due: list[Schedule], now: datetime) -> list[ScheduledRun]:
        """The runs that send something: their destination is not paused, and they are not too late to be of
        use.
        """
        ids = [schedule.destination_id for schedule in due]
        async with self._db.read() as db:
            found = await destinations.get_many(db, ids)
            starts = Starts(db)
            runs = [await run_of(each, found[each.destination_id], starts, now) for each in due]
        return [
            run
            for run in runs
            if run.destination.receives(now)
            and now < run.expires
            and (run.schedule.review or run.destination.preferences.draft == "none")  # others are in `proofs`
        ]


@dataclass(frozen=True, slots=True)
class Times:
    """A schedule's newest time that has come (earlier ones were missed), and its next one."""

    latest: datetime
    following: datetime


class Starts:
    """Where the periods of editions begin: the number of the release before each, looked up once for many."""

    def __init__(self, db: Reader) -> None:
        self._db = db
        self._before: dict[datetime, int] = {}

    async def of(self, destination: Destination, at: datetime) -> int:
        """The release after which a destination's edition begins: what its editions have covered, if that is
        not too old.

        The first edition begins a day before the destination did; none looks back more than eight days.
        """
        covered = destination.covered
        if covered is None:
            covered = await self._number(destination.created.replace(minute=0, second=0) - FIRST_PERIOD)
        return max(covered, await self._number(at - MAX_PERIOD_OF_EDITION))

    async def of_days(self, days: int, at: datetime) -> int:
        """The release after which the last `days` begin."""
        return await self._number(at - timedelta(days=days))

    async def _number(self, moment: datetime) -> int:
        if moment not in self._before:
            self._before[moment] = await releases.before(self._db, moment)
        return self._before[moment]


async def run_of(schedule: Schedule, destination: Destination, starts: Starts, now: datetime) -> ScheduledRun:
    """What a schedule that is due would send, and until when that is of use."""
    at = _times(schedule, now).latest
    expires = useful_until(at, schedule.zone, destination.kind, destination.preferences.useful_hours)
    if schedule.review:
        after = await starts.of_days(REVIEWED_DAYS, at)
    else:
        after = await starts.of(destination, at)
    return ScheduledRun(schedule, destination, at, after, expires)


def _batch_sizes() -> Iterator[int]:
    size = FIRST_BATCH_RUNS
    while True:
        yield size
        size = min(MAX_RUNS_PER_BATCH, size * 4)


def _times(schedule: Schedule, now: datetime) -> Times:
    return times(schedule.local_time, schedule.weekdays, schedule.zone, schedule.next_run, now)


@lru_cache(maxsize=4096)  # many schedules have the same
def times(local_time: str, weekdays: int, zone: str, due: datetime, now: datetime) -> Times:
    """The times of a schedule that has been due since `due`."""
    latest = due
    while (following := next_run(local_time, weekdays, zone, latest)) <= now:
        latest = following
    return Times(latest, following)


@lru_cache(maxsize=4096)
def useful_until(at: datetime, zone: str, kind: ChatKind, chosen_hours: int | None = None) -> datetime:
    """When an edition stops being of use: a private one at the end of its local day, others after two hours.

    `chosen_hours` are used instead where somebody has chosen them.
    """
    if chosen_hours is not None:
        return at + timedelta(hours=chosen_hours)
    if kind != "private":
        return at + CHANNEL_EDITION_USEFUL_FOR
    local = ZoneInfo(zone)
    tomorrow = at.astimezone(local).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time_of_day(), local).astimezone(UTC)
    return max(midnight, at + CHANNEL_EDITION_USEFUL_FOR)


async def _posts(runs: list[ScheduledRun], composer: Composer) -> list[list[int]]:
    """For each run, the numbers of its posts: one in each of its languages that has something to tell."""
    requests = [
        CompositionRequest(post, run.schedule.zone, run.after, run.days)
        for run in runs
        for post in posts_of(run.destination)
    ]
    numbers = iter(await composer.compose(requests))
    composed = [[next(numbers) for _ in posts_of(run.destination)] for run in runs]
    return [[number for number in posts if number is not None] for posts in composed]


async def _store(
    tx: Transaction,
    made: Sequence[tuple[ScheduledRun, Sequence[StoredEdition]]],
    up_to: int,
    now: datetime,
    pictures: Mapping[int, WeekPicture],
) -> int:
    """Store the editions with their outbox rows, and return how many; an edition's contents are its first
    post's.
    """
    numbers = await editions.add_all(tx, [run.edition(kept[0].issue_id, up_to) for run, kept in made], now)
    stored = [(number, run, kept) for number, (run, kept) in zip(numbers, made, strict=True) if number]
    before = await pins_before(tx, [run.destination for _, run, _ in stored])
    rows = [
        row
        for number, run, kept in stored
        for row in edition_rows(
            number,
            run.destination,
            [post.message_id for post in kept],
            run.expires,
            before=before,
            pin=not run.schedule.review,
        )
    ]
    above = [
        await picture_row(
            tx, number, run.destination, pictures[run.destination.id], expires=run.expires, now=now
        )
        for number, run, _ in stored
        if run.schedule.review and run.destination.id in pictures
    ]
    await outbox.add_all(tx, [*above, *rows], now)
    return len(stored)
