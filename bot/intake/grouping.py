"""Finds the story of each of several new articles, before any of them is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from digests.models.texts import Fingerprint
from digests.stories.compared import Rarities
from digests.stories.grouping import (
    MIN_SHARED_TERMS,
    SAME_STORY_WINDOW,
    StoryMatch,
    has_drifted,
    match_stories,
)
from digests.stories.term_rarity import GENERATION, RecentTerms
from storage import article_terms, articles
from storage.article_terms import StoredTerms
from storage.database import Reader, at_once

MAX_CANDIDATE_STORIES = 40
MAX_COMPARED_AT_ONCE = 40  # some milliseconds
RECENT_PERIOD = SAME_STORY_WINDOW
READ_AT_ONCE = 500  # articles whose terms are counted
EARLIEST, LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)  # what sources claim


@dataclass(frozen=True, slots=True)
class GroupingCandidate:
    """An article to come. `at` is the moment by which its story is found: when it came in or, for an archived
    one, when it was published.

    `told_as` is its story's number in the export from which it comes, 0 without one. Only a `live` one is
    found by later articles.
    """

    fingerprint: Fingerprint
    at: datetime
    told_as: int = 0
    live: bool = True


class ImportedStoryIds:
    """Maps the story numbers of an export to stories of this database, so that what editors merged or split
    stays so.
    """

    def __init__(self) -> None:
        self._here: dict[int, int] = {}

    def note(self, told_as: int, story: int) -> None:
        if told_as:
            self._here.setdefault(told_as, story)

    def of(self, told_as: int) -> int | None:
        return self._here.get(told_as)

    def taken(self) -> Collection[int]:
        """The stories of this database that already stand for a story of the export."""
        return self._here.values()

    def copy(self) -> ImportedStoryIds:
        copied = ImportedStoryIds()
        copied._here = dict(self._here)
        return copied


@dataclass(frozen=True, slots=True)
class _Placed:
    newcomer: GroupingCandidate
    terms: frozenset[str]
    match: StoryMatch


class RecentArticles:
    """How many of the articles stored lately hold each term. When it is read again, only new articles are
    counted.

    An article that was changed or retracted since stays counted as it was.
    """

    def __init__(self) -> None:
        self._terms = RecentTerms()
        self._newest = 0
        self._began: datetime | None = None

    async def read(self, db: Reader) -> RecentTerms:
        newest = await articles.highest_id(db)
        while found := await article_terms.terms_after(
            db, self._newest, RECENT_PERIOD, GENERATION, limit=READ_AT_ONCE
        ):
            for stored in found:
                self._count(stored)
            await asyncio.sleep(0)  # after a start there may be thousands
        self._newest = max(self._newest, newest)
        return self._terms

    def _count(self, stored: StoredTerms) -> None:
        self._newest = stored.article_id
        if self._began is None or stored.added - self._began > RECENT_PERIOD:
            self._began = stored.added
            self._terms.age()
        if stored.terms:
            self._terms.add(stored.terms)


async def find_stories(
    db: Reader,
    newcomers: Sequence[GroupingCandidate],
    imported_ids: ImportedStoryIds | None,
    recent: RecentArticles,
) -> list[StoryMatch]:
    """The story of each candidate, as if those before it were stored; negative numbers are stories to be
    begun.

    A match also names stored stories that the text joins. An exported text joins none: editors have seen its
    stories.
    """
    together = RecentTerms()
    for one in newcomers:
        together.add(one.fingerprint.terms)
    rarities = Rarities(await recent.read(db), together)
    stored = await at_once(db, _stored_near, newcomers)
    imported_ids = imported_ids.copy() if imported_ids else ImportedStoryIds()
    placed: list[_Placed] = []
    compared = 0
    for one, near in zip(newcomers, stored, strict=True):
        terms = frozenset(one.fingerprint.index)
        told = imported_ids.of(one.told_as)
        if told is None:
            candidates = [*near, *_placed_near(placed, one, terms)]
            compared += len(candidates)
            match = _best(one, candidates, imported_ids, rarities)
            if match and await _has_drifted(db, match.story, one, rarities):
                match = None
        else:
            match = StoryMatch(told)
        match = match or StoryMatch(-1 - len(placed))
        imported_ids.note(one.told_as, match.story)
        placed.append(_Placed(one, terms, match))
        if compared >= MAX_COMPARED_AT_ONCE:  # others have their turn
            await asyncio.sleep(0)
            compared = 0
    return [each.match for each in placed]


def _best(
    one: GroupingCandidate,
    near: Iterable[tuple[int, Fingerprint]],
    imported_ids: ImportedStoryIds,
    rarities: Rarities,
) -> StoryMatch | None:
    if one.told_as:
        taken = frozenset(imported_ids.taken())
        near = [(story, found) for story, found in near if story not in taken]
    match = match_stories(one.fingerprint, near, rarities)
    if match is None or one.told_as or match.story < 0 or not one.live:
        return match and StoryMatch(match.story)
    return StoryMatch(match.story, tuple(story for story in match.joined if story > 0))


async def _has_drifted(db: Reader, story: int, one: GroupingCandidate, rarities: Rarities) -> bool:
    first = await article_terms.first_of_story(db, story) if story > 0 else None
    return first is not None and has_drifted(one.fingerprint, first, rarities)


async def _stored_near(
    db: Reader, newcomers: Sequence[GroupingCandidate]
) -> list[list[tuple[int, Fingerprint]]]:
    moments = [min(max(one.at, EARLIEST), LATEST) for one in newcomers]
    return [
        await article_terms.sharing(
            db,
            one.fingerprint.index,
            since=at - SAME_STORY_WINDOW,
            until=at + SAME_STORY_WINDOW,
            limit=MAX_CANDIDATE_STORIES,
        )
        for one, at in zip(newcomers, moments, strict=True)
    ]


def _placed_near(
    placed: Sequence[_Placed], one: GroupingCandidate, terms: frozenset[str]
) -> Iterator[tuple[int, Fingerprint]]:
    for other in placed:
        shared = len(terms & other.terms)
        near = abs(other.newcomer.at - one.at) <= SAME_STORY_WINDOW and other.newcomer.live
        if near and shared >= MIN_SHARED_TERMS:
            yield other.match.story, other.newcomer.fingerprint
