"""Runs jobs on APScheduler's ticks. What is due is stored in tables; a tick only asks for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.alarms import Alarms
from bot.delivery.loop import OutboxLoop
from bot.editions.approvals import ApprovalPlanner
from bot.editions.breaking import Breaking
from bot.editions.broadcasts import Broadcasts
from bot.editions.error_reports import ErrorReports
from bot.editions.follow_alerts import FollowAlerts
from bot.editions.hold_notices import HoldNotices
from bot.editions.planner import Planner
from bot.editions.surges import Surges
from bot.intake.embargoes import Embargoes
from bot.intake.feeds.loop import FeedLoop
from bot.metrics import LOOP_LAG
from bot.ops import retention
from bot.ops.clock_repair import ClockWatch, repair
from bot.ops.retention import DRAFTS_KEPT, SUBJECTS_KEPT
from bot.ops.stats import LastTick
from bot.reports.planner import ReviewPlanner
from bot.timing.clock import Clock
from storage import asked_words, broadcasts, drafts, feeds, invitations, uploads
from storage.database import Database, StorageError

TICK_SECONDS = 1
FEED_SECONDS = 5
PROGRESS_SECONDS = 2
SETTLING_SECONDS = 120  # whoever read the clock before it went back has written by then what follows from it

log = logging.getLogger(__name__)


class Scheduler:
    def __init__(
        self,
        db: Database,
        planner: Planner,
        outbox: OutboxLoop,
        feeds: FeedLoop,
        clock: Clock,
        *,
        breaking: Breaking,
        follow_alerts: FollowAlerts,
        surges: Surges,
        approval_planner: ApprovalPlanner,
        broadcasts: Broadcasts,
        error_reports: ErrorReports,
        reviews: ReviewPlanner,
        embargoes: Embargoes,
        hold_notices: HoldNotices,
        progress: Callable[[datetime], Awaitable[int]],
        alarms: Alarms | None = None,
        kept: timedelta | None = None,
        texts_kept: timedelta | None = None,
        last_tick: LastTick | None = None,
    ) -> None:
        self._db = db
        self._feeds = feeds
        self._planner = planner
        self._breaking = breaking
        self._follow_alerts = follow_alerts
        self._surges = surges
        self._approval_planner = approval_planner
        self._broadcasts = broadcasts
        self._error_reports = error_reports
        self._reviews = reviews
        self._embargoes = embargoes
        self._hold_notices = hold_notices
        self._progress = progress
        self._outbox = outbox
        self._clock = clock
        self._alarms = alarms or Alarms()
        self._kept = kept
        self._texts_kept = texts_kept
        self._last_tick = last_tick or LastTick()
        self._watch = ClockWatch(clock)
        self._watching: asyncio.Task[None] | None = None
        self._went_back = False
        self._settling: asyncio.TimerHandle | None = None
        self._planning = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        self._schedule()
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch_clock())

    def _schedule(self) -> None:
        """Schedules the jobs anew after the clock was set: APScheduler waits for times of the clock."""
        now = _whole_second()
        for job, interval, instances in (
            (self.tick, timedelta(seconds=TICK_SECONDS), 2),
            (self.let_go_held, timedelta(seconds=TICK_SECONDS), 1),
            (self.ask_feeds, timedelta(seconds=FEED_SECONDS), 1),
            (self.show_progress, timedelta(seconds=PROGRESS_SECONDS), 2),
            (self.make_reviews, timedelta(seconds=TICK_SECONDS), 1),
            (self.tidy, timedelta(hours=1), 1),
        ):
            self._scheduler.add_job(
                job,
                Steady(now, interval),
                id=job.__name__,
                replace_existing=True,
                max_instances=instances,
            )

    async def stop(self) -> None:
        """A batch that is being planned is finished first; APScheduler itself would cancel it."""
        for waiting in (self._watching, self._settling):
            if waiting:
                waiting.cancel()
        self._scheduler.pause()
        self._planner.stop()
        async with self._planning:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Does nothing while much is being planned; the tick after that sees what is due by then."""
        if not self._planning.locked():
            await self.plan()

    async def plan(self) -> None:
        try:
            async with self._planning:
                await self._follow_clock()
                await self._breaking.step(self._clock.now(), self._batch_is_made)
                await self._follow_alerts.step(self._clock.now(), self._batch_is_made)
                asked = await self._error_reports.step(self._clock.now())
                if await self._approval_planner.step(self._clock.now()) or asked:
                    self._outbox.wake()
                self._last_tick.beat(self._clock.now())
                planned = await self._planner.plan_due(self._clock.now(), self._batch_is_made)
                await self._broadcasts.step(self._clock.now(), self._batch_is_made)
                await self._surges.step(self._clock.now(), self._batch_is_made)
        except StorageError as error:  # the next tick tries again
            self._alarms.storage(error)
            return
        except Exception:
            log.exception("planning failed")
            return
        if planned.runs:
            log.info("%d schedules were due, %d editions planned", planned.runs, planned.editions)

    def _batch_is_made(self) -> None:
        self._last_tick.beat(self._clock.now())
        self._outbox.wake()

    async def _watch_clock(self) -> None:
        """Watches until cancelled, by the event loop's clock, which nobody sets."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + TICK_SECONDS
            await asyncio.sleep(TICK_SECONDS)
            LOOP_LAG.observe(max(0.0, loop.time() - due))
            self.look_at_clock()

    def look_at_clock(self) -> None:
        """Schedule the jobs anew from now on if the clock was set."""
        jump = self._watch.jump()
        if not jump:
            return
        if self._scheduler.running:
            self._schedule()
        if jump < timedelta():
            self._repair_soon()
            self._settling = asyncio.get_running_loop().call_later(SETTLING_SECONDS, self._repair_soon)
            self._alarms.sound("clock-back")
        else:
            log.info("the clock went ahead by %s, or the machine slept", jump)

    def _repair_soon(self) -> None:
        self._went_back = True

    async def _follow_clock(self) -> None:
        """Repeats until it succeeds, as a database that is locked now will not stay locked."""
        self.look_at_clock()
        if self._went_back:
            await repair(self._db, self._clock.now())
            self._went_back = False
            self._outbox.wake()

    async def let_go_held(self) -> None:
        """Release held articles whose time has come, and tell editors about articles that came in."""
        try:
            await self._embargoes.step(self._clock.now())
            if await self._hold_notices.step(self._clock.now()):
                self._outbox.wake()
        except StorageError as error:  # the next tick tries again
            self._alarms.storage(error)
        except Exception:
            log.exception("held articles could not be let go")

    async def ask_feeds(self) -> None:
        try:
            await self._feeds.tick()
        except Exception:  # the next tick tries again
            log.exception("the feeds that are due could not be read")

    async def show_progress(self) -> None:
        """Update messages that show progress."""
        try:
            await self._progress(self._clock.now())
        except StorageError as error:
            self._alarms.storage(error)
        except Exception:  # the next tick tries again
            log.exception("messages about what goes on were not brought up to date")

    async def make_reviews(self) -> None:
        """Runs beside the editions, which must not wait for it. An interrupted review is made again."""
        try:
            if await self._reviews.step(self._clock.now()):
                self._outbox.wake()
        except StorageError as error:
            self._alarms.storage(error)
        except Exception:  # the next tick tries again
            log.exception("media reviews that are due could not be made")

    async def tidy(self) -> None:
        """Remove previews and offers that nobody answered, and whatever has expired."""
        try:
            async with self._db.transaction() as tx:
                await drafts.remove_older(tx, self._clock.now() - DRAFTS_KEPT)
                await broadcasts.remove_unsent(tx, self._clock.now() - DRAFTS_KEPT)
                await uploads.remove_older(tx, self._clock.now() - DRAFTS_KEPT)
                await feeds.remove_older_offers(tx, self._clock.now() - DRAFTS_KEPT)
                await invitations.remove_older(tx, self._clock.now())
                await asked_words.remove_older(tx, self._clock.now() - SUBJECTS_KEPT)
            await retention.prune_expired(self._db, self._clock.now())
            if self._kept:
                removed = await retention.prune(self._db, self._clock.now() - self._kept)
                log.info("%d rows were older than %d days and are gone", removed, self._kept.days)
            if self._texts_kept:
                thinned = await retention.thin(self._db, self._clock.now() - self._texts_kept)
                log.info("%d full texts were older than %d days and are gone", thinned, self._texts_kept.days)
            if self._kept or self._texts_kept:
                await retention.compact_index(self._db, self._clock.now())
                await retention.give_back(self._db)
        except StorageError as error:
            self._alarms.storage(error)
        except Exception:  # the next hour tries again
            log.exception("tidying failed")


class Steady(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires at every interval after a start, never for missed times: a clock set ahead may skip millions."""

    def __init__(self, start: datetime, interval: timedelta) -> None:
        self._start = start
        self._interval = interval

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """The first time later than `now`, whatever came before."""
        return self._start + ((now - self._start) // self._interval + 1) * self._interval


def _whole_second() -> datetime:
    """Ticks fall on whole seconds, so that they find schedules, which run at whole minutes, without delay."""
    return datetime.now(UTC).replace(microsecond=0)
