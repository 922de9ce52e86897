"""Asks the feeds that are due; neither one that hangs nor a host of many stops the others."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.services.feeds import Feeds
from storage import feeds
from storage.database import Database, StorageError
from storage.feeds import StoredFeed

AT_ONCE = 16
PER_HOST = 4  # a host is asked one thing at a time: more would wait for it in the place of others
LOOKED_AT = 4 * AT_ONCE  # at once of those that are due, to find some of other hosts

log = logging.getLogger(__name__)


class FeedLoop:
    def __init__(self, db: Database, service: Feeds, clock: Clock) -> None:
        self._db = db
        self._service = service
        self._clock = clock
        self._hosts = Counter[str | None]()
        self._asked: dict[int, asyncio.Task[None]] = {}

    async def tick(self) -> None:
        """Start checks of what is due while there is room; those under way go on."""
        passed: list[int] = []
        while len(self._asked) < AT_ONCE:
            async with self._db.read() as db:
                due = await feeds.due(db, self._clock.now(), LOOKED_AT, (*self._asked, *passed))
            passed += [feed.id for feed in due if not self._begin(feed)]
            if len(due) < LOOKED_AT:
                return

    def _begin(self, feed: StoredFeed) -> bool:
        """False when there is no room for it, or none for its host."""
        host = urlsplit(feed.url).hostname
        if len(self._asked) >= AT_ONCE or self._hosts[host] >= PER_HOST:
            return False
        self._hosts[host] += 1
        self._asked[feed.id] = asyncio.create_task(self._check(feed, host))
        return True

    async def finish(self) -> None:
        """Until all that was begun is done; for tests and for `newsdigest feeds`."""
        while self._asked:
            await asyncio.gather(*self._asked.values())

    async def stop(self) -> None:
        """What is under way is given up: it is due again at the next start, and nothing comes twice."""
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def _check(self, feed: StoredFeed, host: str | None) -> None:
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
            self._hosts[host] -= 1
