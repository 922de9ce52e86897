"""Composing for many destinations at one moment: what they share is read and composed once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import speak
from bot.services.answers import SHORTLIST, wish_of
from bot.views.digest import Look, edition_message
from bot.views.message import Message
from digests.composing import compose
from digests.models import Digest, Language, Story, Told, Wish
from storage import editions, issues, stories
from storage.database import Database, Reader
from storage.destinations import Destination, Kind

Memory = tuple[Wish, tuple[int, ...], tuple[tuple[int, int], ...]]
Content = tuple[Memory, Language, str, Kind]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """What is new for a destination since its last edition, its dates shown in `zone`."""

    destination: Destination
    zone: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest with the message that names the first `named` of its stories."""

    digest: Digest
    message: Message
    named: int


class Composer:
    """Lives for one round of planning: `now` stands still, and so do the stories that were read.

    Destinations with equal wishes and equal memories get the same object.
    """

    def __init__(self, db: Database, now: datetime, bot_username: str) -> None:
        self._db = db
        self._now = now
        self._bot_username = bot_username
        self._ids: dict[tuple[Wish, datetime], tuple[int, ...]] = {}
        self._stories: dict[int, Story] = {}
        self._shown: dict[int, dict[int, int]] = {}
        self._composed: dict[Content, Composed | None] = {}

    async def compose(self, requests: Sequence[Request]) -> list[Composed | None]:
        """In the order of the requests; None where there is nothing new or composing failed."""
        async with self._db.read() as db:
            wanted = [
                (wish, await self._candidates(db, wish, request.since))
                for request in requests
                for wish in [wish_of(request.destination)]
            ]
            told = await self._told(db, requests, {story_id for _, ids in wanted for story_id in ids})
        return [
            await self._content(request, (wish, ids, _known(ids, told[request.destination.id])))
            for request, (wish, ids) in zip(requests, wanted, strict=True)
        ]

    async def _content(self, request: Request, memory: Memory) -> Composed | None:
        destination = request.destination
        key = (memory, destination.language, request.zone, destination.kind)
        if key not in self._composed:
            look = Look(
                speak(destination.language), self._now, request.zone, self._bot_username, destination.kind
            )
            try:
                self._composed[key] = await asyncio.to_thread(self._compose, memory, look)
            except Exception:  # what one wish meets must not stop the others
                log.exception("no edition for destination %d and all who wish the same", destination.id)
                self._composed[key] = None
        return self._composed[key]

    def _compose(self, memory: Memory, look: Look) -> Composed | None:
        wish, ids, told = memory
        found = [self._stories[story_id] for story_id in ids if story_id in self._stories]
        digest = compose(found, wish, Told(dict(told)), now=self._now)
        return Composed(digest, *edition_message(digest, look)) if digest.items else None

    async def _candidates(self, db: Reader, wish: Wish, since: datetime) -> tuple[int, ...]:
        if (wish, since) not in self._ids:
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

    async def _told(
        self, db: Reader, requests: Sequence[Request], story_ids: set[int]
    ) -> dict[int, list[dict[int, int]]]:
        """For each destination the stories it was shown, an issue at a time: story → newest article."""
        since = await stories.oldest(db, sorted(story_ids)) or self._now
        destination_ids = [request.destination.id for request in requests]
        told = await editions.issues_told(db, destination_ids, since)
        new = sorted({issue for those in told.values() for issue in those} - self._shown.keys())
        for issue_id, kept in (await issues.stories_of(db, new)).items():
            self._shown[issue_id] = {s.story_id: s.newest_article_id for s in kept if s.shown}
        return {destination: [self._shown[issue] for issue in those] for destination, those in told.items()}


def _known(ids: tuple[int, ...], shown: list[dict[int, int]]) -> tuple[tuple[int, int], ...]:
    """The newest mark of each candidate that was told."""
    newest: dict[int, int] = {}
    for issue in shown:
        for story_id, mark in issue.items():
            newest[story_id] = max(mark, newest.get(story_id, 0))
    return tuple((story_id, newest[story_id]) for story_id in sorted(ids) if story_id in newest)
