"""Composing for many destinations at one moment: what they share is read and composed once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from bot import computing
from bot.services.answers import SHORTLIST, wish_of
from bot.services.compositions import Asked, Composition, Failed, compose_all
from bot.services.posts import frame_of
from bot.worker import Worker, WorkerError
from digests.models import Story, Wish
from storage import editions, follow_matches, issues, messages, stories
from storage.database import Database, Reader, Transaction
from storage.destinations import Destination
from storage.issues import IssueStory
from storage.stories import Gained

FEW = 8  # are composed in a thread: to start the worker takes longer
READ_AT_ONCE = 100

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """What is new for a destination since its last edition, its dates shown in `zone`."""

    destination: Destination
    zone: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """The numbers of an issue and of the message that tells it."""

    issue_id: int
    message_id: int


class Composer:
    """Lives for one round of planning: `now` stands still, and so do the stories that were read.

    Of what was composed only its numbers are kept, so that many wishes need little memory.
    """

    def __init__(self, db: Database, worker: Worker, now: datetime, bot_username: str) -> None:
        self._db = db
        self._worker = worker
        self._now = now
        self._bot_username = bot_username
        self._gained: dict[datetime, list[Gained]] = {}
        self._followed: dict[datetime, dict[int, frozenset[int]]] = {}
        self._candidates: dict[tuple[Wish, datetime], tuple[int, ...]] = {}
        self._equal: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._stories: dict[int, Story] = {}
        self._shown: dict[int, dict[int, int]] = {}
        self._keys: dict[object, int] = {}
        self._asked: list[Asked] = []
        self._numbers: dict[Asked, int] = {}
        self._done: dict[int, Composition | Stored | None] = {}

    async def compose(self, requests: Sequence[Request]) -> list[int | None]:
        """Numbers of what each is to receive, in the order of the requests; None for nothing."""
        async with self._db.read() as db:
            wanted = [
                (wish, await self._wanted(db, wish, request.since))
                for request in requests
                for wish in [await self._wish(db, request)]
            ]
            ids = set().union(*{id(found): found for _, found in wanted}.values())
            await self._read(db, ids)
            told = await self._told(db, [request.destination.id for request in requests], ids)
        numbers = [
            self._number(request, wish, found, told.get(request.destination.id, ()))
            for request, (wish, found) in zip(requests, wanted, strict=True)
        ]
        await self._compose(set(numbers))
        return [number if self._done[number] is not None else None for number in numbers]

    def told_by(self, number: int) -> list[IssueStory]:
        """The stories of what was composed and is not stored yet."""
        done = self._done[number]
        return [IssueStory(*told) for told in done.stories] if isinstance(done, Composition) else []

    async def store(self, tx: Transaction, numbers: Collection[int]) -> dict[int, Stored]:
        """Where each of them is kept; `keep` takes it after the commit."""
        done = {number: self._done[number] for number in numbers}
        new = {number: made for number, made in done.items() if isinstance(made, Composition)}
        told = [[IssueStory(*story) for story in made.stories] for made in new.values()]
        texts = [(made.text, made.buttons) for made in new.values()]
        kept = map(Stored, await issues.add_all(tx, told), await messages.add_all(tx, texts))
        known = {number: made for number, made in done.items() if isinstance(made, Stored)}
        return known | dict(zip(new, kept, strict=True))

    def keep(self, stored: Mapping[int, Stored]) -> None:
        """They are committed: their texts are not needed any more."""
        self._done.update(stored)

    async def _wish(self, db: Reader, request: Request) -> Wish:
        """Of what is followed only the stories of the period that it brings: without any, the wish of all."""
        words, since = request.destination.follows, request.since
        if not words:
            return wish_of(request.destination)
        if since not in self._followed:
            self._followed[since] = await follow_matches.of_period(db, since=since, until=self._now)
        brought = self._followed[since]
        stories = frozenset().union(*(brought[number] for number in words & brought.keys()))
        wish = wish_of(request.destination)
        return replace(wish, followed=stories) if stories else wish

    async def _wanted(self, db: Reader, wish: Wish, since: datetime) -> tuple[int, ...]:
        """The weightiest stories of the period that the wish lets through; equal ones are one object."""
        if (wish, since) not in self._candidates:
            if since not in self._gained:
                self._gained[since] = await stories.gained(db, since=since, until=self._now)
            wanted = [story.story_id for story in self._gained[since] if story.is_wanted(wish)]
            found = await self._of_sources(db, wish, since) if wish.only else wanted
            if wish.followed:
                found = [*sorted(wish.followed), *(number for number in found if number not in wish.followed)]
            ids = tuple(number for number, _ in zip(found, range(SHORTLIST), strict=False))
            self._candidates[wish, since] = self._equal.setdefault(ids, ids)
        return self._candidates[wish, since]

    async def _of_sources(self, db: Reader, wish: Wish, since: datetime) -> list[int]:
        """Few destinations name the only sources that they read."""
        return await stories.weightiest(
            db,
            since=since,
            until=self._now,
            topics=sorted(wish.topics),
            languages=wish.languages,
            only=sorted(wish.only),
            limit=SHORTLIST,
        )

    async def _read(self, db: Reader, ids: Set[int]) -> None:
        """Some at a time: rows become values on the event loop, where others wait for their turn."""
        missing = sorted(ids - self._stories.keys())
        for start in range(0, len(missing), READ_AT_ONCE):
            found = await stories.load(db, missing[start : start + READ_AT_ONCE])
            self._stories.update((story.id, story) for story in found)

    async def _told(
        self, db: Reader, destination_ids: Sequence[int], story_ids: Collection[int]
    ) -> dict[int, tuple[int, ...]]:
        """The issues that each destination was told since the oldest of these stories began."""
        since = await stories.oldest(db, sorted(story_ids)) or self._now
        told = await editions.issues_told(db, destination_ids, since)
        new = sorted({issue for those in told.values() for issue in those} - self._shown.keys())
        for issue_id, kept in (await issues.stories_of(db, new)).items():
            self._shown[issue_id] = {s.story_id: s.newest_article_id for s in kept if s.shown}
        return told

    def _number(self, request: Request, wish: Wish, ids: tuple[int, ...], told: tuple[int, ...]) -> int:
        """Equal for all who receive the same."""
        who = request.destination
        frame, least = frame_of(who), who.preferences.least
        key = (wish, id(ids), told, who.language, request.zone, who.kind, frame, least)
        if key not in self._keys:
            marks = _newest(ids, [self._shown[issue] for issue in told])
            asked = Asked(wish, ids, marks, who.language, request.zone, who.kind, frame, least)
            if asked not in self._numbers:
                self._numbers[asked] = len(self._asked)
                self._asked.append(asked)
            self._keys[key] = self._numbers[asked]
        return self._keys[key]

    async def _compose(self, numbers: Set[int]) -> None:
        new = sorted(numbers - self._done.keys())
        asked = [self._asked[number] for number in new]
        ids = {story_id for each in asked for story_id in each.story_ids}
        needed = {story_id: self._stories[story_id] for story_id in ids & self._stories.keys()}
        for number, made in zip(new, await self._run(needed, asked), strict=True):
            if isinstance(made, Failed):
                log.error("no edition for all who wish %s: %s", self._asked[number].wish, made.reason)
            self._done[number] = None if isinstance(made, Failed) else made

    async def _run(
        self, needed: dict[int, Story], asked: Sequence[Asked]
    ) -> Sequence[Composition | Failed | None]:
        if len(asked) > FEW:
            try:
                return await self._worker.run(
                    computing.compose_all, needed, asked, self._now, self._bot_username
                )
            except WorkerError:
                log.exception("the worker did not compose; a thread does")
        return await asyncio.to_thread(compose_all, needed, asked, self._now, self._bot_username)


def _newest(ids: tuple[int, ...], shown: list[dict[int, int]]) -> tuple[tuple[int, int], ...]:
    """The newest mark of each candidate that was told."""
    newest: dict[int, int] = {}
    for issue in shown:
        for story_id, mark in issue.items():
            newest[story_id] = max(mark, newest.get(story_id, 0))
    return tuple((story_id, newest[story_id]) for story_id in sorted(ids) if story_id in newest)
