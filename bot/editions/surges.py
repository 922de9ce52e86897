"""Warnings that far more than usual is written: found once for all who follow a subject, told to each at
once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

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
from bot.subscribers.follows import MAX_CANDIDATE_FOLLOWS
from bot.views.common.surge import surge_heading
from digests.models.stories import StoryMention
from digests.models.wishes import OwnTopic
from digests.stories.surge import (
    MENTIONS_PER_SOURCE,
    MIN_SURGE_DAYS,
    SURGE_DAYS,
    SURGE_HOURS,
    Surge,
    find_surge,
    first_told,
    may_surge,
)
from storage import custom_topics, destinations, feeds, mutes, stories, surges
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.surges import KeptSurge, Kind, Subject

LOOKED_FOR_EVERY = timedelta(minutes=5)
SUBJECTS_PER_STEP = 20  # so that editions need not wait for all of them
SURGES_PER_STEP = 50
DESTINATIONS_PER_BATCH = 500
MAX_MENTIONS = 5_000  # of all subjects of a step
TOLD_FOR = timedelta(days=1)  # in which nobody is warned of the same story again

log = logging.getLogger(__name__)


class Surges:
    """Looks at what was mentioned since the last look; after a start, at what the last hours mentioned."""

    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username
        self._looked_at: int | None = None
        self._looked_up_to: int | None = None
        self._waiting: dict[tuple[Kind, Subject], None] = {}

    async def step(self, now: datetime, after_each: Callable[[], None] | None = None) -> int:
        """Find surges and tell them, a batch in each commit; returns how many editions were made."""
        await self._note_mentioned(now)
        await self._find(now)
        async with self._db.read() as db:
            waiting = await surges.list_open(db, SURGES_PER_STEP)
            due = await surges.due_waits(db, now, DESTINATIONS_PER_BATCH)
        made = await tell_all(waiting, self._tell, now, after_each)
        for slept_through, woke in due:
            some = await self._tell_woken(slept_through, woke, now)
            made += some
            if some and after_each:
                after_each()
        return made

    async def _note_mentioned(self, now: datetime) -> None:
        """Look for subjects every `LOOKED_FOR_EVERY` by the clock, even if it was set ahead or back."""
        slot = int(now.timestamp() // LOOKED_FOR_EVERY.total_seconds())
        if slot == self._looked_at:
            return
        async with self._db.read() as db:
            newest = await surges.newest_origin(db)
            after = self._looked_up_to
            if after is None:
                after = await surges.origin_before(db, now - timedelta(hours=max(SURGE_HOURS)))
            kinds: tuple[Kind, ...] = ("words", "topic") if newest > after else ()
            for kind in kinds:
                for subject in await surges.mentioned(db, kind, after):
                    self._waiting.setdefault((kind, subject))
        self._looked_at, self._looked_up_to = slot, newest

    async def _find(self, now: datetime) -> None:
        """Look whether some of the waiting subjects surge; if that fails, they wait for the next step."""
        some = list(self._waiting)[:SUBJECTS_PER_STEP]
        for kind in dict.fromkeys(kind for kind, _ in some):
            async with self._db.read() as db:
                found = await _rising(db, kind, [subject for of, subject in some if of == kind], now)
                new = [made for each in found.items() if (made := await _new(db, *each, now))]
            for surge in new:
                about = surge.topic or surge.words_id
                log.info("a surge of %s: %d mentions, usually %.1f", about, surge.mentions, surge.usual)
                async with self._db.transaction() as tx:
                    await surges.add(tx, surge)
        for each in some:
            del self._waiting[each]

    async def _tell(self, surge: KeptSurge, now: datetime) -> tuple[KeptSurge | None, int]:
        """Tell one batch of destinations: returns the surge as it goes on, None at its end, and the editions
        made.
        """
        late = now >= surge.found + INSTANT_USEFUL_FOR
        async with self._db.read() as db:
            wanting = await surges.wanting(db, surge, DESTINATIONS_PER_BATCH)
        told, asleep = await self._compose(surge, {} if late else wanting, now)
        more = len(wanting) == DESTINATIONS_PER_BATCH and not late
        following = max(wanting) + 1 if more else None
        async with self._db.transaction() as tx:
            count = await store_instant(tx, surge.found, told, now)
            await surges.add_waits(tx, surge.id, asleep)
            await surges.advance(tx, surge.id, following)
        return (None if following is None else replace(surge, next_destination=following)), count

    async def _tell_woken(self, surge: KeptSurge, woke: Mapping[int, datetime], now: datetime) -> int:
        """Tell those who slept when the surge was found, unless they woke long ago."""
        awake = {number for number, at in woke.items() if now < at + INSTANT_USEFUL_FOR}
        async with self._db.read() as db:
            wanting = await surges.wanting_among(db, surge, awake)
        told, asleep = await self._compose(surge, wanting, now)
        async with self._db.transaction() as tx:
            await surges.remove_waits(tx, surge.id, list(woke))
            await surges.add_waits(tx, surge.id, asleep)
            return await store_instant(tx, surge.found, told, now, now + INSTANT_USEFUL_FOR)

    async def _compose(
        self, surge: KeptSurge, wanting: Mapping[int, str], now: datetime
    ) -> tuple[list[tuple[Destination, list[Composition]]], dict[int, datetime]]:
        """What each destination that is awake is told, and when the others wake up."""
        ids, story_id = list(wanting), surge.first.story_id
        async with self._db.read() as db:
            story = await stories.get(db, story_id) if ids else None
            if story is None:
                return [], {}
            found = await destinations.get_many(db, ids)
            unwanted = await surges.warned(db, surge, ids, now - TOLD_FOR)
            topics = await mutes.topics_of_story(db, story_id)
            unwanted |= await mutes.muting(db, story_id, ids, topics=topics)
            own = await custom_topics.list_all(db) if surge.topic else ()
        meant = [found[i] for i in ids if i not in unwanted and readable(found[i], story)]
        asleep = {each.id: at for each in meant if (at := wakes(each, now)) is not None}
        told = [
            Recipient(each, partial(_heading, surge=surge, words=wanting[each.id], own=own, zone=each.zone))
            for each in meant
            if each.id not in asleep
        ]
        posts = await asyncio.to_thread(compose_instant, story, told, now, self._bot_username)
        return [(each.destination, made) for each, made in zip(told, posts, strict=True)], asleep


def _heading(say: Say, *, surge: KeptSurge, words: str, own: Sequence[OwnTopic], zone: str) -> str:
    return surge_heading(surge, words, say.knowing(own), zone)


async def _rising(db: Reader, kind: Kind, subjects: Sequence[Subject], now: datetime) -> dict[Subject, Surge]:
    """Those of the subjects that surge.

    Stories of which a warning was given within a day do not count, nor do sources whose feeds are new: what
    these bring was not counted on the days before.
    """
    since = now - timedelta(hours=max(SURGE_HOURS))
    mentions = await surges.recent(db, kind, subjects, since=since, until=now, limit=MAX_MENTIONS)
    new = await feeds.connected(db, now - timedelta(days=MIN_SURGE_DAYS), now)
    for subject in list(mentions):
        told = await surges.warned_stories(db, subject, now - TOLD_FOR)
        mentions[subject] = [
            each for each in mentions[subject] if each.story_id not in told and each.source not in new
        ]
    near = {subject: each for subject, each in mentions.items() if may_surge(each)}
    past = await _past(db, kind, list(near), now) if near else {}
    found = await asyncio.to_thread(_find_all, near, past, now)
    return {subject: surge for subject, surge in found.items() if surge is not None}


def _find_all(
    mentions: Mapping[Subject, Sequence[StoryMention]],
    past: Mapping[Subject, Mapping[int, Sequence[int]]],
    now: datetime,
) -> dict[Subject, Surge | None]:
    return {subject: find_surge(each, past[subject], now) for subject, each in mentions.items()}


async def _past(
    db: Reader, kind: Kind, subjects: Sequence[Subject], now: datetime
) -> dict[Subject, dict[int, list[int]]]:
    """By subject and window, how many mentions the same hours had on each day for which that is known."""
    longest = max(SURGE_HOURS)
    at_work = await surges.days_at_work(db, now, SURGE_DAYS)
    began = now - timedelta(days=SURGE_DAYS, hours=longest)
    known: dict[Subject, datetime] = {}
    if kind == "words":
        known = await surges.known_since(db, subjects, began, most=MAX_CANDIDATE_FOLLOWS)
    counts = {
        hours: await surges.past(
            db, kind, subjects, now, days=SURGE_DAYS, hours=hours, per_source=MENTIONS_PER_SOURCE
        )
        for hours in SURGE_HOURS
    }
    return {
        subject: {
            hours: [
                of.get(subject, {}).get(day, 0)
                for day in at_work
                if now - timedelta(days=day, hours=longest) >= known.get(subject, began)
            ]
            for hours, of in counts.items()
        }
        for subject in subjects
    }


async def _new(db: Reader, subject: Subject, found: Surge, now: datetime) -> KeptSurge | None:
    """The surge to be stored; None when its story is gone."""
    story = await stories.get(db, found.story_id)
    if story is None:
        return None
    words, topic = (subject, None) if isinstance(subject, int) else (None, subject)
    counted = (found.hours, found.mentions, found.sources, found.usual)
    return KeptSurge(0, words, topic, story.articles[0].id, now, *counted, first_told(story), 0)
