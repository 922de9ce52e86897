"""What a round of planning reads: each story, wish and memory once, however many destinations share it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answers.digest import SHORTLIST_STORIES, preferences_of
from digests.models import ReadingPreferences, Story, ToldStories
from storage import edition_contents, editions, follow_matches, releases, seen, stories
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.seen import SeenAnswer
from storage.stories import StoryActivity

STORIES_PER_QUERY = 100


@dataclass(frozen=True, slots=True)
class CompositionRequest:
    """What is new for a destination above the release `after`, its dates shown in `zone`; or, of so many
    `days`, all that is there above it, whatever was told.
    """

    destination: Destination
    zone: str
    after: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class NewsForOne:
    """What a destination may be told: stories that its preferences let through, the weightiest first, and
    what it knows of them. Equal values are one object, so they are quick to compare.
    """

    preferences: ReadingPreferences
    story_ids: tuple[int, ...]
    told: ToldStories


class RoundNews:
    """The database as it was when the round began: releases up to `up_to`, and the stories as first read.

    What comes meanwhile is for the next round.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._up_to: int | None = None
        self._activity: dict[int, list[StoryActivity]] = {}
        self._followed: dict[int, dict[int, frozenset[int]]] = {}
        self._shortlists: dict[tuple[ReadingPreferences, int], tuple[int, ...]] = {}
        self._equal: dict[object, tuple[int, ...]] = {}
        self._stories: dict[int, Story] = {}
        self._told_by: dict[int, frozenset[int]] = {}
        self._known: dict[object, ToldStories] = {}

    @property
    def up_to(self) -> int:
        if self._up_to is None:
            raise RuntimeError("nothing was read yet")
        return self._up_to

    def stories_of(self, story_ids: Iterable[int]) -> dict[int, Story]:
        """Those of these that are still there, by their numbers."""
        return {number: self._stories[number] for number in story_ids if number in self._stories}

    async def read(self, requests: Sequence[CompositionRequest]) -> list[NewsForOne]:
        """For each request, in order."""
        async with self._db.read() as db:
            if self._up_to is None:
                self._up_to = await releases.newest(db)
            wanted = [await self._wanted(db, request) for request in requests]
            ids = {number for shortlist in {ids for _, ids in wanted} for number in shortlist}
            await self._read_stories(db, ids)
            numbers = [request.destination.id for request in requests]
            told = await self._told(db, numbers, ids)
            answers = await seen.of_destinations(db, numbers)
        found: list[NewsForOne] = []
        for request, (preferences, shortlist) in zip(requests, wanted, strict=True):
            number = request.destination.id
            shown = _since_last_edition(answers.get(number, ()), request.after)
            known = ToldStories() if request.days else self._known_of(told.get(number, ()), shown, shortlist)
            found.append(NewsForOne(preferences, shortlist, known))
        return found

    async def _wanted(
        self, db: Reader, request: CompositionRequest
    ) -> tuple[ReadingPreferences, tuple[int, ...]]:
        preferences = await self._preferences(db, request)
        key = (preferences, request.after)
        if key not in self._shortlists:
            found = tuple(await self._shortlist(db, preferences, request.after))
            self._shortlists[key] = self._equal.setdefault(found, found)
        return preferences, self._shortlists[key]

    async def _preferences(self, db: Reader, request: CompositionRequest) -> ReadingPreferences:
        """With the stories of the period that what it follows brings; without any, those of everybody."""
        preferences, words = preferences_of(request.destination), request.destination.follows
        if not words:
            return preferences
        if request.after not in self._followed:
            self._followed[request.after] = await follow_matches.of_releases(db, request.after, self.up_to)
        brought = self._followed[request.after]
        found = frozenset().union(*(brought[number] for number in words & brought.keys()))
        return replace(preferences, followed=found) if found else preferences

    async def _shortlist(self, db: Reader, preferences: ReadingPreferences, after: int) -> list[int]:
        if after not in self._activity:
            self._activity[after] = await stories.list_activity(db, after, self.up_to)
        found = [story.story_id for story in self._activity[after] if story.is_wanted(preferences)]
        if preferences.only:
            of_them = await stories.of_sources(db, found, sorted(preferences.only))
            found = [number for number in found if number in of_them]
        followed = preferences.followed
        return [*sorted(followed), *(number for number in found if number not in followed)][
            :SHORTLIST_STORIES
        ]

    async def _read_stories(self, db: Reader, ids: Collection[int]) -> None:
        """Some at a time: rows become values on the event loop, where others wait for their turn."""
        missing = sorted(set(ids) - self._stories.keys())
        for start in range(0, len(missing), STORIES_PER_QUERY):
            found = await stories.get_many(db, missing[start : start + STORIES_PER_QUERY])
            self._stories.update((story.id, story) for story in found)

    async def _told(
        self, db: Reader, destination_ids: Sequence[int], story_ids: Collection[int]
    ) -> dict[int, tuple[int, ...]]:
        """The contents that each destination was told since the oldest of these stories began."""
        if not story_ids:
            return {}
        began = await stories.began(db, sorted(story_ids))
        told = await editions.contents_told(db, destination_ids, began)
        new = sorted({contents for those in told.values() for contents in those} - self._told_by.keys())
        for contents, kept in (await edition_contents.stories_of(db, new)).items():
            self._told_by[contents] = frozenset(a for story in kept if story.shown for a in story.articles)
        return told

    def _known_of(
        self, contents: tuple[int, ...], answers: frozenset[frozenset[int]], story_ids: tuple[int, ...]
    ) -> ToldStories:
        """What these contents have told of these stories, and what of the rest these answers have shown."""
        key = contents, answers, story_ids
        if key not in self._known:
            articles = frozenset(
                article.id for story in self.stories_of(story_ids).values() for article in story.articles
            )
            known = articles.intersection(frozenset().union(*(self._told_by[number] for number in contents)))
            shown = articles.intersection(frozenset().union(*answers)) - known
            self._known[key] = ToldStories(known, shown)
        return self._known[key]


def _since_last_edition(answers: Iterable[SeenAnswer], after: int) -> frozenset[frozenset[int]]:
    """What was shown since the edition that covered the releases up to `after`."""
    return frozenset(answer.articles for answer in answers if answer.up_to >= after)
