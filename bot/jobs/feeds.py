"""Asks the feeds that are due, several at a time; one that hangs or fails holds up no other."""

from __future__ import annotations

import asyncio
import logging

from bot.clock import Clock
from bot.services.feeds import Feeds
from storage import feeds
from storage.database import Database, StorageError
from storage.feeds import StoredFeed

AT_ONCE = 16

log = logging.getLogger(__name__)


class FeedLoop:
    def __init__(self, db: Database, service: Feeds, clock: Clock) -> None:
        self._db = db
        self._service = service
        self._clock = clock
        self._asked: dict[int, asyncio.Task[None]] = {}

    async def tick(self) -> None:
        """Start checks of what is due while there is room; those under way go on."""
        room = AT_ONCE - len(self._asked)
        if room <= 0:
            return
        async with self._db.read() as db:
            due = await feeds.due(db, self._clock.now(), room, tuple(self._asked))
        for feed in due:
            self._asked[feed.id] = asyncio.create_task(self._check(feed))

    async def finish(self) -> None:
        """Until all that was begun is done; for tests and for `newsdigest feeds`."""
        while self._asked:
            await asyncio.gather(*self._asked.values())

    async def stop(self) -> None:
        """What is under way is given up: it is due again at the next start, and nothing comes twice."""
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def _check(self, feed: StoredFeed) -> None:
        try:
            checked = await self._service.check(feed, self._clock.now())
        except StorageError:  # it stays due
            log.exception("feed %d (%s) could not be checked", feed.id, feed.url)
        except Exception:  # the others go on, and this one rests before its next try
            log.exception("feed %d (%s) could not be checked", feed.id, feed.url)
            await self._service.postpone(feed, self._clock.now())
        else:
            log.debug("feed %d: %s", feed.id, checked.value)
        finally:
            del self._asked[feed.id]
