"""Asks the feeds that are due. Neither one that hangs nor a host with many feeds holds up the others."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

from bot.intake.feeds.check import CheckResult, Feeds
from bot.metrics import FEED_CHECKS
from bot.timing.clock import Clock
from storage import feeds
from storage.database import Database, StorageError
from storage.feeds import StoredFeed

MAX_CHECKS = 16
MAX_CHECKS_PER_HOST = 4  # a host is asked one thing at a time: more would wait for it in the place of others

log = logging.getLogger(__name__)


class FeedLoop:
    def __init__(self, db: Database, service: Feeds, clock: Clock) -> None:
        self._db = db
        self._service = service
        self._clock = clock
        self._choosing = asyncio.Lock()
        self._asked: dict[int, str] = {}  # feeds and their hosts
        self._tasks: set[asyncio.Task[None]] = set()

    async def tick(self) -> None:
        """Start checks of feeds that are due while there is room; each check that ends begins the next."""
        for _ in range(MAX_CHECKS - len(self._tasks)):
            feed = await self._next()
            if feed is None:
                return
            task = asyncio.create_task(self._check_on(feed))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Wait until no feed is due that has room to be asked; for tests and measurements."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def stop(self) -> None:
        """Give up checks that are running: those feeds are due again at the next start, and nothing comes in
        twice.
        """
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _next(self) -> StoredFeed | None:
        """The longest overdue feed whose host has room; None when there is none."""
        async with self._choosing, self._db.read() as db:
            full = [
                host for host, asked in Counter(self._asked.values()).items() if asked >= MAX_CHECKS_PER_HOST
            ]
            found = await feeds.due(db, self._clock.now(), 1, beside=self._asked, hosts=full)
            self._asked.update((feed.id, feed.host) for feed in found)
        return found[0] if found else None

    async def _check_on(self, feed: StoredFeed | None) -> None:
        """Check this feed, and then others, one after another."""
        try:
            while feed:
                await self._check(feed)
                feed = await self._next()
        except Exception:  # the next tick tries again
            log.exception("no more feeds are asked until the next tick")

    async def _check(self, feed: StoredFeed) -> None:
        try:
            checked = await self._service.check(feed, self._clock.now())
        except StorageError:  # it stays due
            log.exception("feed %d (%s) could not be checked", feed.id, feed.url)
            raise
        except Exception:  # the others go on, and this one rests before its next try
            log.exception("feed %d (%s) could not be checked", feed.id, feed.url)
            FEED_CHECKS.labels(CheckResult.FAILED.value).inc()
            await self._service.postpone(feed, self._clock.now())
        else:
            FEED_CHECKS.labels(checked.value).inc()
            log.debug("feed %d: %s", feed.id, checked.value)
        finally:
            del self._asked[feed.id]
