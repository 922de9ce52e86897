"""Breaking news: found by its sources, told once to those who want it and are awake, ahead of editions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.i18n import Say
from bot.services.compositions import Composition
from bot.services.flashes import USEFUL, Wanting, compose_flashes, readable, store_flashes, wakes
from digests.breaking import LEAST, WINDOW, is_breaking
from digests.models import Story
from storage import alerts, destinations, stories
from storage.alerts import Alert
from storage.database import Database
from storage.destinations import Destination

BATCH = 500
DAY = timedelta(days=1)

log = logging.getLogger(__name__)


class Breaking:
    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username

    async def step(self, now: datetime, after_each: Callable[[], None] | None = None) -> int:
        """Find what is breaking, and tell it: how many editions were made. A batch a commit, then a call."""
        await self._find(now)
        async with self._db.read() as db:
            waiting = await alerts.open_ones(db)
        made = 0
        for alert in waiting:
            at: Alert | None = alert
            while at is not None:
                at, some = await self._tell(at, now)
                made += some
                if some and after_each:
                    after_each()
        return made

    async def _find(self, now: datetime) -> None:
        async with self._db.read() as db:
            ids = await alerts.candidates(db, since=now - WINDOW, least_sources=LEAST)
            if not ids:
                return
            active = await alerts.active_sources(db, now - DAY)
            found = await stories.load(db, ids)
        breaking = [story.id for story in found if is_breaking(story, now=now, active_sources=active)]
        if breaking:
            log.info("breaking news: %s", breaking)
            async with self._db.transaction() as tx:
                await alerts.add(tx, breaking, now)

    async def _tell(self, alert: Alert, now: datetime) -> tuple[Alert | None, int]:
        """One batch; the alert as it goes on, None at its end, and how many editions it made."""
        async with self._db.read() as db:
            ids = await alerts.wanted_by(db, alert.next_destination, BATCH)
            found = await destinations.load(db, ids)
            known = await alerts.known_to(db, alert.story_id, ids)
            story = await stories.get(db, alert.story_id)
        late = now >= alert.found + USEFUL
        told = [found[i] for i in ids if i not in known and not late and _wants(found[i], story, now)]
        composed = await self._compose(story, told, now) if story and told else []
        following = ids[-1] + 1 if len(ids) == BATCH and not late else None
        async with self._db.transaction() as tx:
            count = await store_flashes(tx, alert.found, list(zip(told, composed, strict=False)), now)
            await alerts.go_on(tx, alert.story_id, following)
        return (replace(alert, next_destination=following) if following is not None else None), count

    async def _compose(
        self, story: Story, told: Sequence[Destination], now: datetime
    ) -> list[list[Composition]]:
        wanting: list[Wanting] = [(destination, _heading) for destination in told]
        return await asyncio.to_thread(compose_flashes, story, wanting, now, self._bot_username)


def _wants(destination: Destination, story: Story | None, now: datetime) -> bool:
    seen = readable(destination, story) if story and wakes(destination, now) is None else None
    if seen is None:
        return False
    topics = {topic for article in seen.articles for topic in article.topics}
    return not destination.topics or not destination.topics.isdisjoint(topics)


def _heading(say: Say) -> str:
    return say("breaking-heading")
