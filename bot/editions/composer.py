"""Composing for many destinations at one moment: what they share is read and composed once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.digest import SHORTLIST_STORIES, preferences_of
from bot.editions.posts import frame_of
from bot.editions.rendering import Composition, CompositionFailed, RenderRequest, compose_all
from bot.worker.process import Worker, WorkerError
from digests.models import ReadingPreferences, Story
from storage import edition_contents, editions, follow_matches, message_texts, releases, stories
from storage.database import Database, Reader, Transaction
from storage.destinations import Destination
from storage.edition_contents import EditionStory
from storage.stories import StoryActivity

MAX_COMPOSED_IN_THREAD = 8  # are composed in a thread: to start the worker takes longer
STORIES_PER_QUERY = 100

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CompositionRequest:
    """What is new for a destination above the release `after`, its dates shown in `zone`."""

    destination: Destination
    zone: str
    after: int


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """The numbers under which an edition's contents and message are stored."""

    issue_id: int
    message_id: int


class Composer:
    """Lives for one round of planning: `now` stands still, and so do the stories that were read.

    All of a round covers the same releases, up to `up_to`: what comes meanwhile is for the next.
    Of what was composed only its numbers are kept, so that many preferences need little memory.
    """

    def __init__(self, db: Database, worker: Worker, now: datetime, bot_username: str) -> None:
        self._db = db
        self._worker = worker
        self._now = now
        self._bot_username = bot_username
        self._up_to: int | None = None
        self._gained: dict[int, list[StoryActivity]] = {}
        self._followed: dict[int, dict[int, frozenset[int]]] = {}
        self._candidates: dict[tuple[ReadingPreferences, int], tuple[int, ...]] = {}
        self._equal: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._stories: dict[int, Story] = {}
        self._shown: dict[int, frozenset[int]] = {}
        self._known: dict[tuple[int, ...], frozenset[int]] = {}
        self._articles: dict[tuple[int, ...], frozenset[int]] = {}
        self._keys: dict[object, int] = {}
        self._asked: list[RenderRequest] = []
        self._numbers: dict[RenderRequest, int] = {}
        self._done: dict[int, Composition | StoredEdition | None] = {}

    @property
    def up_to(self) -> int:
        if self._up_to is None:
            raise RuntimeError("nothing was composed yet")
        return self._up_to

    async def compose(self, requests: Sequence[CompositionRequest]) -> list[int | None]:
        """For each request, in order, the number of what it is to receive; None where there is nothing
        new.
        """
        async with self._db.read() as db:
            if self._up_to is None:
                self._up_to = await releases.newest(db)
            wanted = [
                (wish, await self._wanted(db, wish, request.after))
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

    def told_by(self, number: int) -> list[EditionStory]:
        """The stories of one that was composed and is not stored yet."""
        done = self._done[number]
        return [EditionStory(*told) for told in done.stories] if isinstance(done, Composition) else []

    async def store(self, tx: Transaction, numbers: Collection[int]) -> dict[int, StoredEdition]:
        """Where each of them is kept; `keep` takes it after the commit."""
        done = {number: self._done[number] for number in numbers}
        new = {number: made for number, made in done.items() if isinstance(made, Composition)}
        told = [[EditionStory(*story) for story in made.stories] for made in new.values()]
        texts = [(made.text, made.buttons, made.contents) for made in new.values()]
        kept = map(
            StoredEdition, await edition_contents.add_all(tx, told), await message_texts.add_all(tx, texts)
        )
        known = {number: made for number, made in done.items() if isinstance(made, StoredEdition)}
        return known | dict(zip(new, kept, strict=True))

    def keep(self, stored: Mapping[int, StoredEdition]) -> None:
        """Remember where they were committed; their texts are not needed any more."""
        self._done.update(stored)

    async def _wish(self, db: Reader, request: CompositionRequest) -> ReadingPreferences:
        """Of what is followed only the stories of the period that it brings: without any, the preferences
        of all.
        """
        words, after = request.destination.follows, request.after
        if not words:
            return preferences_of(request.destination)
        if after not in self._followed:
            self._followed[after] = await follow_matches.of_releases(db, after, self.up_to)
        brought = self._followed[after]
        stories = frozenset().union(*(brought[number] for number in words & brought.keys()))
        wish = preferences_of(request.destination)
        return replace(wish, followed=stories) if stories else wish

    async def _wanted(self, db: Reader, wish: ReadingPreferences, after: int) -> tuple[int, ...]:
        """The weightiest stories of the period that the preferences let through; equal ones are one
        object.
        """
        if (wish, after) not in self._candidates:
            if after not in self._gained:
                self._gained[after] = await stories.list_activity(db, after, self.up_to)
            found = [story.story_id for story in self._gained[after] if story.is_wanted(wish)]
            if wish.only:
                of_them = await stories.of_sources(db, found, sorted(wish.only))
                found = [number for number in found if number in of_them]
            if wish.followed:
                found = [*sorted(wish.followed), *(number for number in found if number not in wish.followed)]
            ids = tuple(found[:SHORTLIST_STORIES])
            self._candidates[wish, after] = self._equal.setdefault(ids, ids)
        return self._candidates[wish, after]

    async def _read(self, db: Reader, ids: Set[int]) -> None:
        """Some at a time: rows become values on the event loop, where others wait for their turn."""
        missing = sorted(ids - self._stories.keys())
        for start in range(0, len(missing), STORIES_PER_QUERY):
            found = await stories.get_many(db, missing[start : start + STORIES_PER_QUERY])
            self._stories.update((story.id, story) for story in found)

    async def _told(
        self, db: Reader, destination_ids: Sequence[int], story_ids: Collection[int]
    ) -> dict[int, tuple[int, ...]]:
        """The issues that each destination was told since the oldest of these stories began."""
        began = await stories.began(db, sorted(story_ids))
        told = await editions.contents_told(db, destination_ids, began) if story_ids else {}
        new = sorted({contents for those in told.values() for contents in those} - self._shown.keys())
        for issue_id, kept in (await edition_contents.stories_of(db, new)).items():
            self._shown[issue_id] = frozenset(a for story in kept if story.shown for a in story.articles)
        return told

    def _number(
        self,
        request: CompositionRequest,
        wish: ReadingPreferences,
        ids: tuple[int, ...],
        told: tuple[int, ...],
    ) -> int:
        """Equal for all who receive the same."""
        who = request.destination
        frame, least = frame_of(who), who.preferences.least
        key = (wish, id(ids), told, who.language, request.zone, who.kind, frame, least)
        if key not in self._keys:
            known = self._known_of(told) & self._articles_of(ids)
            asked = RenderRequest(wish, ids, known, who.language, request.zone, who.kind, frame, least)
            if asked not in self._numbers:
                self._numbers[asked] = len(self._asked)
                self._asked.append(asked)
            self._keys[key] = self._numbers[asked]
        return self._keys[key]

    def _known_of(self, told: tuple[int, ...]) -> frozenset[int]:
        """The articles that these contents told."""
        if told not in self._known:
            self._known[told] = frozenset().union(*(self._shown[contents] for contents in told))
        return self._known[told]

    def _articles_of(self, ids: tuple[int, ...]) -> frozenset[int]:
        if ids not in self._articles:
            found = (self._stories[number] for number in ids if number in self._stories)
            self._articles[ids] = frozenset(article.id for story in found for article in story.articles)
        return self._articles[ids]

    async def _compose(self, numbers: Set[int]) -> None:
        new = sorted(numbers - self._done.keys())
        asked = [self._asked[number] for number in new]
        ids = {story_id for each in asked for story_id in each.story_ids}
        needed = {story_id: self._stories[story_id] for story_id in ids & self._stories.keys()}
        for number, made in zip(new, await self._run(needed, asked), strict=True):
            if isinstance(made, CompositionFailed):
                log.error("no edition for all who wish %s: %s", self._asked[number].wish, made.reason)
            self._done[number] = None if isinstance(made, CompositionFailed) else made

    async def _run(
        self, needed: dict[int, Story], asked: Sequence[RenderRequest]
    ) -> Sequence[Composition | CompositionFailed | None]:
        if len(asked) > MAX_COMPOSED_IN_THREAD:
            try:
                return await self._worker.run(compose_all, needed, asked, self._now, self._bot_username)
            except WorkerError:
                log.exception("the worker did not compose; a thread does")
        return await asyncio.to_thread(compose_all, needed, asked, self._now, self._bot_username)
