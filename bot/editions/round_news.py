"""What a round of planning reads: each story, wish and memory once, however many destinations share it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.answers.digest import SHORTLIST_STORIES, preferences_of
from digests.models.stories import Story
from digests.models.wishes import ReadingPreferences, ToldStories
from storage import (
    edition_contents,
    editions,
    follow_matches,
    followed_stories,
    mutes,
    releases,
    seen,
    stories,
)
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.followed_stories import StoryFollow
from storage.mutes import NOTHING, Muted
from storage.seen import SeenAnswer
from storage.stories import StoryActivity

STORIES_PER_QUERY = 100
_NONE: frozenset[int] = frozenset()

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class CompositionRequest:
    """A request for what is new for a destination above the release `after`, with dates shown in `zone`.

    With `days` it is a review: all that is there above `after`, whatever was told.
    """

    destination: Destination
    zone: str
    after: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class NewsForOne:
    """What a destination may be told: stories that its preferences let through, the most important first.

    `told` is what it knows of them. Equal values are one object, so that comparing them is quick.
    """

    preferences: ReadingPreferences
    story_ids: tuple[int, ...]
    told: ToldStories


class RoundNews:
    """The database as it was when the round began: releases up to `up_to`, and stories as they were first
    read.

    What comes in meanwhile is for the next round.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._up_to: int | None = None
        self._activity: dict[int, dict[int, StoryActivity]] = {}
        self._followed: dict[int, dict[int, frozenset[int]]] = {}
        self._topics: dict[int, dict[str, frozenset[int]]] = {}
        self._muted: dict[tuple[Muted, ReadingPreferences, int], frozenset[int]] = {}
        self._shortlists: dict[tuple[ReadingPreferences, int], tuple[int, ...]] = {}
        self._equal: dict[object, tuple[int, ...]] = {}
        self._stories: dict[int, Story] = {}
        self._told_by: dict[int, frozenset[int]] = {}
        self._known: dict[object, ToldStories] = {}

    @property
    def up_to(self) -> int:
        """The newest release of the round; RuntimeError before the first `read`."""
        if self._up_to is None:
            raise RuntimeError("nothing was read yet")
        return self._up_to

    def stories_of(self, story_ids: Iterable[int]) -> dict[int, Story]:
        """Those of these stories that are still there, by number."""
        return {number: self._stories[number] for number in story_ids if number in self._stories}

    async def read(self, requests: Sequence[CompositionRequest]) -> list[NewsForOne]:
        """What each request may be told, in order."""
        async with self._db.read() as db:
            if self._up_to is None:
                self._up_to = await releases.newest(db)
            numbers = [request.destination.id for request in requests]
            follows = await followed_stories.of_destinations(db, numbers)
            wanted = [
                await self._wanted(db, request, follows.get(request.destination.id, ()))
                for request in requests
            ]
            ids = {number for shortlist in {ids for _, ids in wanted} for number in shortlist}
            await self._read_stories(db, ids)
            told = await self._told(db, numbers, ids)
            answers = await seen.of_destinations(db, numbers)
        found: list[NewsForOne] = []
        for request, (preferences, shortlist) in zip(requests, wanted, strict=True):
            number = request.destination.id
            shown = _since_last_edition(answers.get(number, ()), request.after)
            read = frozenset().union(*(each.known for each in follows.get(number, ())))
            known = self._known_of(told.get(number, ()), read, shown, shortlist)
            found.append(NewsForOne(preferences, shortlist, ToldStories() if request.days else known))
        return found

    async def _wanted(
        self, db: Reader, request: CompositionRequest, follows: Iterable[StoryFollow]
    ) -> tuple[ReadingPreferences, tuple[int, ...]]:
        preferences = await self._preferences(db, request, follows)
        key = (preferences, request.after)
        if key not in self._shortlists:
            found = tuple(await self._shortlist(db, preferences, request.after))
            self._shortlists[key] = self._equal.setdefault(found, found)
        return preferences, self._shortlists[key]

    async def _preferences(
        self, db: Reader, request: CompositionRequest, follows: Iterable[StoryFollow]
    ) -> ReadingPreferences:
        """What the destination wishes, with the stories of the period that it follows, and those that its
        mutes keep back.

        Whoever follows and mutes nothing has the same preferences as many others.
        """
        preferences, after = preferences_of(request.destination), request.after
        if words := request.destination.follows:
            found = _any_of(await self._of_words(db, after), words)
            preferences = replace(preferences, followed=found) if found else preferences
        own = {each.story_id for each in follows}
        if own and (active := own & (await self._active(db, after)).keys()):
            preferences = replace(
                preferences, followed=preferences.followed | active, stories=frozenset(active)
            )
        if request.destination.mutes != NOTHING:
            muted = await self._kept_back(db, request.destination.mutes, preferences, after)
            followed = preferences.followed - muted
            preferences = replace(preferences, followed=followed, muted=muted) if muted else preferences
        return preferences

    async def _kept_back(
        self, db: Reader, muted: Muted, preferences: ReadingPreferences, after: int
    ) -> frozenset[int]:
        """The stories that mutes keep back, of those that would be told otherwise.

        A story of a muted topic is told if it is followed; a followed story is told whatever words are muted.
        """
        key = muted, preferences, after
        if key not in self._muted:
            always = muted.stories | _any_of(await self._of_words(db, after), muted.words)
            by_topic = _any_of(await self._of_topics(db, after), muted.topics) if muted.topics else _NONE
            back = (always | (by_topic - preferences.followed)) - preferences.stories
            activity = await self._active(db, after)
            self._muted[key] = frozenset(
                number for number in back & activity.keys() if activity[number].is_wanted(preferences)
            )
        return self._muted[key]

    async def _of_words(self, db: Reader, after: int) -> dict[int, frozenset[int]]:
        if after not in self._followed:
            self._followed[after] = await follow_matches.of_releases(db, after, self.up_to)
        return self._followed[after]

    async def _of_topics(self, db: Reader, after: int) -> dict[str, frozenset[int]]:
        if after not in self._topics:
            self._topics[after] = await mutes.topics_of_releases(db, after, self.up_to)
        return self._topics[after]

    async def _active(self, db: Reader, after: int) -> dict[int, StoryActivity]:
        """By number, the stories that gained a release above `after`, in the order of `list_activity`."""
        if after not in self._activity:
            found = await stories.list_activity(db, after, self.up_to)
            self._activity[after] = {story.story_id: story for story in found}
        return self._activity[after]

    async def _shortlist(self, db: Reader, preferences: ReadingPreferences, after: int) -> list[int]:
        activity = await self._active(db, after)
        found = [number for number, story in activity.items() if story.is_wanted(preferences)]
        if preferences.only:
            of_them = await stories.of_sources(db, found, sorted(preferences.only))
            found = [number for number in found if number in of_them]
        followed = preferences.followed
        return [*sorted(followed), *(number for number in found if number not in followed)][
            :SHORTLIST_STORIES
        ]

    async def _read_stories(self, db: Reader, ids: Collection[int]) -> None:
        """Read some at a time: rows become values on the event loop, where others wait for their turn."""
        missing = sorted(set(ids) - self._stories.keys())
        for start in range(0, len(missing), STORIES_PER_QUERY):
            found = await stories.get_many(db, missing[start : start + STORIES_PER_QUERY])
            self._stories.update((story.id, story) for story in found)

    async def _told(
        self, db: Reader, destination_ids: Sequence[int], story_ids: Collection[int]
    ) -> dict[int, tuple[int, ...]]:
        """By destination, the contents that it was told since the oldest of these stories began."""
        if not story_ids:
            return {}
        began = await stories.began(db, sorted(story_ids))
        told = await editions.contents_told(db, destination_ids, began)
        new = sorted({contents for those in told.values() for contents in those} - self._told_by.keys())
        for contents, kept in (await edition_contents.stories_of(db, new)).items():
            self._told_by[contents] = frozenset(a for story in kept if story.shown for a in story.articles)
        return told

    def _known_of(
        self,
        contents: tuple[int, ...],
        read: frozenset[int],
        answers: frozenset[frozenset[int]],
        story_ids: tuple[int, ...],
    ) -> ToldStories:
        """What is known of these stories: what the contents told, and what was `read` when they began to be
        followed.

        What only these answers have shown counts as seen.
        """
        key = contents, read, answers, story_ids
        if key not in self._known:
            articles = frozenset(
                article.id for story in self.stories_of(story_ids).values() for article in story.articles
            )
            told = read.union(*(self._told_by[number] for number in contents))
            known = articles.intersection(told)
            shown = articles.intersection(frozenset().union(*answers)) - known
            self._known[key] = ToldStories(known, shown)
        return self._known[key]


def _any_of(stories_by: Mapping[Key, frozenset[int]], wanted: frozenset[Key]) -> frozenset[int]:
    return _NONE.union(*(stories_by[key] for key in wanted & stories_by.keys()))


def _since_last_edition(answers: Iterable[SeenAnswer], after: int) -> frozenset[frozenset[int]]:
    """The articles of answers that were shown after the edition that covered the releases up to `after`."""
    return frozenset(answer.articles for answer in answers if answer.up_to >= after)
