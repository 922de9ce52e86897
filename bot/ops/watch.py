"""Watches over the bot for the operator: whether news arrives at all, and how the week went."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.alarms import Alarms
from bot.answers.trends import trends
from bot.ops.backups import last_daily
from bot.timing.clock import Clock
from bot.views.admin.trends import Trends
from bot.views.admin.watch import ArticleSources, Week, no_articles, week_in_figures
from storage import channel_sources, operator_words, statistics
from storage.database import Database, Reader, StorageError
from storage.operator_words import WordKind

LOOK_SECONDS = 600.0
SILENT = timedelta(days=1)
WEEK = timedelta(days=7)
WORD_HOUR = 9  # on Mondays
OLD_BACKUP_HOURS = 48
HOUR = timedelta(hours=1)
ShowWeek = Callable[[Trends], Awaitable[None]]

log = logging.getLogger(__name__)


class Watch:
    """What it reports is noted once it is delivered: an unreachable chat is tried again, a restart repeats
    nothing.
    """

    def __init__(
        self,
        db: Database,
        alarms: Alarms,
        clock: Clock,
        *,
        zone: str,
        database: Path,
        backups: Path | None,
        show: ShowWeek | None = None,
    ) -> None:
        """`show` sends the operators a chart of a week."""
        self._db = db
        self._alarms = alarms
        self._clock = clock
        self._zone = ZoneInfo(zone)
        self._database = database
        self._backups = backups
        self._show = show

    async def run(self) -> None:
        """Watch until cancelled. After a start, feeds get time to be read before the first look."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look(self._clock.now())
            except StorageError as error:
                self._alarms.storage(error)
            except Exception:  # the next look tries again
                log.exception("the operators' words failed")

    async def look(self, now: datetime) -> None:
        """Report what is due now."""
        async with self._db.read() as db:
            silence = await operator_words.told_at(db, "silence")
            week = await operator_words.told_at(db, "week")
            newest = await statistics.newest_article(db, now)
        if newest is not None and (silence is None) == (now - newest > SILENT):
            await (self._tell_of_silence(now) if silence is None else self._tell_of_its_end())
        if week is None:
            await self._note("week", now)
        elif week < latest_monday(now, self._zone):
            await self._tell_of_week(now, calm=silence is None)

    async def _tell_of_silence(self, now: datetime) -> None:
        async with self._db.read() as db:
            sources = await _sources(db)
        log.warning("no article for a day; %s", sources)
        if await self._alarms.tell(lambda say: no_articles(sources, say)):
            await self._note("silence", now)

    async def _tell_of_its_end(self) -> None:
        log.info("articles come in again")
        if await self._alarms.tell(lambda say: say("silence-over")):
            async with self._db.transaction() as tx:
                await operator_words.forget(tx, "silence")

    async def _tell_of_week(self, now: datetime, *, calm: bool) -> None:
        week = await self._week(now, calm=calm)
        week_trends = await trends(self._db, now, self._zone.key, finished=True)
        log.info("the week: %s", week)
        if await self._alarms.tell(lambda say: week_in_figures(week, week_trends, say)):
            await self._note("week", now)
            if self._show is not None and not week_trends.is_empty:
                await self._show(week_trends)

    async def _week(self, now: datetime, *, calm: bool) -> Week:
        free, copied = await asyncio.to_thread(self._files)
        hours = None if copied is None else max(1, (now - copied) // HOUR)
        wanted = self._backups is not None
        saved = not wanted or (hours is not None and hours < OLD_BACKUP_HOURS)
        async with self._db.read() as db:
            undelivered = await statistics.undelivered_since(db, now - WEEK)
            return Week(
                editions=await statistics.editions_since(db, now - WEEK),
                undelivered=undelivered,
                free=free,
                backups=wanted,
                backup_hours=hours,
                calm=calm and saved and not undelivered,
            )

    def _files(self) -> tuple[int, datetime | None]:
        copied = None if self._backups is None else last_daily(self._backups)
        return shutil.disk_usage(self._database.parent).free, copied

    async def _note(self, kind: WordKind, now: datetime) -> None:
        async with self._db.transaction() as tx:
            await operator_words.note(tx, kind, now)


def latest_monday(now: datetime, zone: ZoneInfo) -> datetime:
    """The last time at which the weekly report was due: Monday at `WORD_HOUR` in the zone."""
    local = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    monday = (local - timedelta(days=local.weekday())).replace(hour=WORD_HOUR)
    return monday if monday <= now else monday - WEEK


async def _sources(db: Reader) -> ArticleSources:
    states = await statistics.feed_states(db)
    feeds = states["well"] + states["failing"]
    return ArticleSources(feeds, states["failing"], await channel_sources.count(db))
