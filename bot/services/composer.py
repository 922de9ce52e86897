"""Composing for many destinations at one moment: what they share is read and composed once."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.services.answers import SHORTLIST, wish_of
from digests.composing import compose
from digests.models import Digest, Story, Wish
from storage import editions, stories
from storage.database import Database
from storage.destinations import Destination

Key = tuple[Wish, tuple[int, ...], tuple[tuple[int, int], ...]]


class Composer:
    """Lives for one round of planning: `now` stands still, and so do the stories that were read."""

    def __init__(self, db: Database, now: datetime) -> None:
        self._db = db
        self._now = now
        self._ids: dict[tuple[Wish, datetime], tuple[int, ...]] = {}
        self._stories: dict[int, Story] = {}
        self._digests: dict[Key, Digest] = {}

    async def digest(self, destination: Destination, since: datetime) -> Digest:
        """What is new for the destination; equal wishes with equal memories get the same object."""
        wish = wish_of(destination)
        ids = await self._candidates(wish, since)
        async with self._db.read() as db:
            told = await editions.told(db, destination.id, ids)
        key = (wish, ids, tuple(sorted(told.newest.items())))
        if key not in self._digests:
            found = [self._stories[story_id] for story_id in ids if story_id in self._stories]
            self._digests[key] = await asyncio.to_thread(compose, found, wish, told, now=self._now)
        return self._digests[key]

    async def _candidates(self, wish: Wish, since: datetime) -> tuple[int, ...]:
        if (wish, since) not in self._ids:
            async with self._db.read() as db:
                ids = await stories.weightiest(
                    db,
                    since=since,
                    until=self._now,
                    topics=sorted(wish.topics),
                    languages=wish.languages,
                    limit=SHORTLIST,
                )
                missing = [story_id for story_id in ids if story_id not in self._stories]
                self._stories |= {story.id: story for story in await stories.load(db, missing)}
            self._ids[wish, since] = tuple(ids)
        return self._ids[wish, since]
