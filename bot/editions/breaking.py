"""Breaking news: found by its sources, told once and ahead of editions to those who want it and are awake."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers.digest import preferences_of
from bot.editions.instant import (
    INSTANT_USEFUL_FOR,
    Recipient,
    compose_instant,
    readable,
    store_instant,
    tell_all,
    wakes,
)
from bot.editions.rendering import Composition
from bot.i18n import Say
from digests.models.stories import Story
from digests.stories.breaking import BREAKING_WINDOW, MIN_BREAKING_SOURCES, is_breaking
from storage import breaking_alerts, destinations, mutes, stories
from storage.breaking_alerts import BreakingAlert
from storage.database import Database
from storage.destinations import Destination

DESTINATIONS_PER_BATCH = 500
SOURCES_COUNTED_FOR = timedelta(days=1)

log = logging.getLogger(__name__)


class Breaking:
    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username

    async def step(self, now: datetime, after_each: Callable[[], None] | None = None) -> int:
        """Find what is breaking and tell it, a batch in each commit; returns how many editions were made."""
        await self._find(now)
        async with self._db.read() as db:
            waiting = await breaking_alerts.list_open(db)
        return await tell_all(waiting, self._tell, now, after_each)

    async def _find(self, now: datetime) -> None:
        async with self._db.read() as db:
            ids = await breaking_alerts.candidates(
                db, since=now - BREAKING_WINDOW, least_sources=MIN_BREAKING_SOURCES
            )
            if not ids:
                return
            active = await breaking_alerts.active_sources(db, now - SOURCES_COUNTED_FOR)
            found = await stories.get_many(db, ids)
        breaking = [story.id for story in found if is_breaking(story, now=now, active_sources=active)]
        if breaking:
            log.info("breaking news: %s", breaking)
            async with self._db.transaction() as tx:
                await breaking_alerts.add(tx, breaking, now)

    async def _tell(self, alert: BreakingAlert, now: datetime) -> tuple[BreakingAlert | None, int]:
        """Tell one batch of destinations: returns the alert as it goes on, None at its end, and the editions
        made.
        """
        async with self._db.read() as db:
            ids = await breaking_alerts.destinations_wanting(
                db, alert.next_destination, DESTINATIONS_PER_BATCH
            )
            found = await destinations.get_many(db, ids)
            known = await breaking_alerts.already_told(db, alert.story_id, ids)
            topics = await mutes.topics_of_story(db, alert.story_id)
            known |= await mutes.muting(db, alert.story_id, ids, topics=topics)
            story = await stories.get(db, alert.story_id)
        late = now >= alert.found + INSTANT_USEFUL_FOR
        told = [found[i] for i in ids if i not in known and not late and _wants(found[i], story, now)]
        composed = await self._compose(story, told, now) if story and told else []
        following = ids[-1] + 1 if len(ids) == DESTINATIONS_PER_BATCH and not late else None
        async with self._db.transaction() as tx:
            count = await store_instant(tx, alert.found, list(zip(told, composed, strict=False)), now)
            await breaking_alerts.advance(tx, alert.story_id, following)
        return (replace(alert, next_destination=following) if following is not None else None), count

    async def _compose(
        self, story: Story, told: Sequence[Destination], now: datetime
    ) -> list[list[Composition]]:
        wanting = [Recipient(destination, _heading) for destination in told]
        return await asyncio.to_thread(compose_instant, story, wanting, now, self._bot_username)


def _wants(destination: Destination, story: Story | None, now: datetime) -> bool:
    seen = readable(destination, story) if story and wakes(destination, now) is None else None
    if seen is None:
        return False
    topics = {topic for article in seen.articles for topic in article.topics}
    chosen = preferences_of(destination).topics
    return not chosen or not chosen.isdisjoint(topics)


def _heading(say: Say) -> str:
    return say("breaking-heading")
