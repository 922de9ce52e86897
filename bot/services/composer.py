"""Composing for many destinations at one moment: what they share is read and composed once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import speak
from bot.services.answers import SHORTLIST, wish_of
from bot.views.digest import Look, edition_message
from bot.views.message import Message
from digests.composing import compose
from digests.models import Digest, Language, Story, Told, Wish
from storage import editions, stories
from storage.database import Database
from storage.destinations import Destination, Kind

Memory = tuple[Wish, tuple[int, ...], tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Issue:
    """A digest with the message that names the first `named` of its stories."""

    digest: Digest
    message: Message
    named: int


class Composer:
    """Lives for one round of planning: `now` stands still, and so do the stories that were read."""

    def __init__(self, db: Database, now: datetime, bot_username: str) -> None:
        self._db = db
        self._now = now
        self._bot_username = bot_username
        self._ids: dict[tuple[Wish, datetime], tuple[int, ...]] = {}
        self._stories: dict[int, Story] = {}
        self._issues: dict[tuple[Memory, Language, str, Kind], Issue | None] = {}

    async def issue(self, destination: Destination, zone: str, since: datetime) -> Issue | None:
        """What is new for the destination, if anything; equal wishes with equal memories share it."""
        memory = await self._memory(destination, since)
        key = (memory, destination.language, zone, destination.kind)
        if key not in self._issues:
            say = speak(destination.language)
            look = Look(say, self._now, zone, self._bot_username, destination.kind)
            self._issues[key] = await asyncio.to_thread(self._compose, memory, look)
        return self._issues[key]

    def _compose(self, memory: Memory, look: Look) -> Issue | None:
        wish, ids, told = memory
        found = [self._stories[story_id] for story_id in ids if story_id in self._stories]
        digest = compose(found, wish, Told(dict(told)), now=self._now)
        return Issue(digest, *edition_message(digest, look)) if digest.items else None

    async def _memory(self, destination: Destination, since: datetime) -> Memory:
        """What the digest depends on: the wish, the candidates, and what was told of them."""
        wish = wish_of(destination)
        ids = await self._candidates(wish, since)
        async with self._db.read() as db:
            told = await editions.told(db, destination.id, ids)
        return wish, ids, tuple(sorted(told.newest.items()))

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
