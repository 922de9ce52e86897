"""Tells at once what is followed to those who asked for it and are awake.

Words bring each story once; a followed story comes whenever it has something new.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.editions.continuations import Continuations
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
from bot.subscribers import story_follows
from digests.models.wishes import ToldStories
from storage import (
    breaking_alerts,
    destinations,
    editions,
    follow_alerts,
    followed_stories,
    mutes,
    stories,
)
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.follow_alerts import FollowAlert

MAX_ALERTS_PER_STEP = 50  # alerts in one step, so that editions need not wait for all of them
DESTINATIONS_PER_BATCH = 500


ComposedFor = list[tuple[Destination, list[Composition]]]


class FollowAlerts:
    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username
        self._continuations = Continuations(db)

    async def step(self, now: datetime, after_each: Callable[[], None] | None = None) -> int:
        """Follow continuations, end follows of quiet stories, and tell what waits, a batch in each commit.

        Returns how many editions were made.
        """
        await self._continuations.step(now)
        await story_follows.end_quiet(self._db, now)
        async with self._db.read() as db:
            waiting = await follow_alerts.list_open(db, MAX_ALERTS_PER_STEP)
            due = await follow_alerts.due_waits(
                db, now, DESTINATIONS_PER_BATCH, alerts=max(0, MAX_ALERTS_PER_STEP - len(waiting))
            )
        made = await tell_all(waiting, self._tell, now, after_each)
        for slept_through, woke in due:
            some = await self._tell_woken(slept_through, woke, now)
            made += some
            if some and after_each:
                after_each()
        return made

    async def _tell(self, alert: FollowAlert, now: datetime) -> tuple[FollowAlert | None, int]:
        """Tell one batch of destinations: returns the alert as it goes on, None at its end, and the editions
        made.
        """
        late = now >= alert.added + INSTANT_USEFUL_FOR
        async with self._db.read() as db:
            ids = await follow_alerts.destinations_wanting(
                db, alert.article_id, alert.next_destination, DESTINATIONS_PER_BATCH
            )
        told, asleep = await self._compose(alert, [] if late else ids, now)
        following = ids[-1] + 1 if len(ids) == DESTINATIONS_PER_BATCH and not late else None
        async with self._db.transaction() as tx:
            count = await store_instant(tx, alert.found, told, now)
            await follow_alerts.add_waits(tx, alert.article_id, asleep)
            await follow_alerts.advance(tx, alert.article_id, following)
        return (replace(alert, next_destination=following) if following is not None else None), count

    async def _tell_woken(self, alert: FollowAlert, woke: Mapping[int, datetime], now: datetime) -> int:
        """Tell those who slept when the article came in, unless a digest told them meanwhile or they woke
        long ago.
        """
        ids = [destination_id for destination_id, at in woke.items() if now < at + INSTANT_USEFUL_FOR]
        told, asleep = await self._compose(alert, ids, now)
        async with self._db.transaction() as tx:
            await follow_alerts.remove_waits(tx, alert.article_id, list(woke))
            await follow_alerts.add_waits(tx, alert.article_id, asleep)
            return await store_instant(tx, alert.found, told, now, now + INSTANT_USEFUL_FOR)

    async def _compose(
        self, alert: FollowAlert, ids: Sequence[int], now: datetime
    ) -> tuple[ComposedFor, dict[int, datetime]]:
        """What each destination that is awake is told, and when the others wake up."""
        async with self._db.read() as db:
            story = await stories.get(db, alert.story_id)
            found = await destinations.get_many(db, ids)
            known = await breaking_alerts.already_told(db, alert.story_id, ids)
            known |= await mutes.muting(db, alert.story_id, ids)
            words = await follow_alerts.words_of(db, alert.story_id, ids)
            told = await self._told_followers(db, alert.story_id, ids)
        wanted = (words.keys() - known) | told.keys()
        meant = [i for i in ids if i in wanted and story and readable(found[i], story)]
        asleep = {i: at for i in meant if (at := wakes(found[i], now)) is not None}
        wanting = [
            Recipient(found[i], _no_heading, told[i], follows=True)
            if i in told
            else Recipient(found[i], partial(_heading, words=words[i]))
            for i in meant
            if i not in asleep
        ]
        username = self._bot_username
        composed = await asyncio.to_thread(compose_instant, story, wanting, now, username) if story else []
        return [(each.destination, posts) for each, posts in zip(wanting, composed, strict=False)], asleep

    async def _told_followers(self, db: Reader, story_id: int, ids: Sequence[int]) -> dict[int, ToldStories]:
        """By destination that follows the story and wants to hear at once, what it knows of the story."""
        found: dict[int, ToldStories] = {}
        for each, known in (await followed_stories.alerting(db, story_id, ids)).items():
            told = await editions.told_stories(db, each, [story_id])
            found[each] = replace(told, articles=told.articles | known)
        return found


def _no_heading(_: Say) -> str:
    """No heading: the story's headline says already that it is followed."""
    return ""


def _heading(say: Say, words: tuple[str, ...]) -> str:
    return say("follow-title", words=", ".join(words))
