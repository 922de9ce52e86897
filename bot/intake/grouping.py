"""Which story each of several new articles belongs to, before any of them is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from digests.models import Fingerprint
from digests.stories.grouping import MIN_SHARED_TERMS, SAME_STORY_WINDOW, best_match
from storage import article_terms
from storage.database import Reader

MAX_CANDIDATE_STORIES = 40
EARLIEST, LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)  # what sources claim


@dataclass(frozen=True, slots=True)
class GroupingCandidate:
    """An article to come, and the moment by which its story is found: when it came in or, of an archived
    one, when it was published. `told_as`: its story where it was, 0 of none. Only a `live` one is found."""

    fingerprint: Fingerprint
    terms: tuple[str, ...]  # index_terms of it
    at: datetime
    told_as: int = 0
    live: bool = True


class ImportedStoryIds:
    """What the stories of an export are here, so that what editors merged or split stays so."""

    def __init__(self) -> None:
        self._here: dict[int, int] = {}

    def note(self, told_as: int, story: int) -> None:
        if told_as:
            self._here.setdefault(told_as, story)

    def of(self, told_as: int) -> int | None:
        return self._here.get(told_as)

    def taken(self) -> Collection[int]:
        """Stories of this database that already stand for one of the export."""
        return self._here.values()

    def copy(self) -> ImportedStoryIds:
        copied = ImportedStoryIds()
        copied._here = dict(self._here)
        return copied


@dataclass(frozen=True, slots=True)
class _Placed:
    newcomer: GroupingCandidate
    terms: frozenset[str]
    story: int


async def find_stories(
    db: Reader, newcomers: Sequence[GroupingCandidate], imported_ids: ImportedStoryIds | None
) -> list[int]:
    """The story of each, as if those before it were stored; negative numbers are stories to begin."""
    stored = await asyncio.gather(*(_stored_near(db, one) for one in newcomers))
    imported_ids = imported_ids.copy() if imported_ids else ImportedStoryIds()
    placed: list[_Placed] = []
    for one, near in zip(newcomers, stored, strict=True):
        terms = frozenset(one.terms)
        story = imported_ids.of(one.told_as)
        if story is None:
            story = _best(one, [*near, *_placed_near(placed, one, terms)], imported_ids)
        story = -1 - len(placed) if story is None else story
        imported_ids.note(one.told_as, story)
        placed.append(_Placed(one, terms, story))
        await asyncio.sleep(0)  # each takes some milliseconds, and others have their turn
    return [each.story for each in placed]


def _best(
    one: GroupingCandidate, near: Iterable[tuple[int, Fingerprint]], imported_ids: ImportedStoryIds
) -> int | None:
    if one.told_as:
        taken = frozenset(imported_ids.taken())
        near = [(story, found) for story, found in near if story not in taken]
    return best_match(one.fingerprint, near)


async def _stored_near(db: Reader, one: GroupingCandidate) -> list[tuple[int, Fingerprint]]:
    at = min(max(one.at, EARLIEST), LATEST)
    return await article_terms.sharing(
        db, one.terms, since=at - SAME_STORY_WINDOW, until=at + SAME_STORY_WINDOW, limit=MAX_CANDIDATE_STORIES
    )


def _placed_near(
    placed: Sequence[_Placed], one: GroupingCandidate, terms: frozenset[str]
) -> Iterator[tuple[int, Fingerprint]]:
    for other in placed:
        shared = len(terms & other.terms)
        near = abs(other.newcomer.at - one.at) <= SAME_STORY_WINDOW and other.newcomer.live
        if near and shared >= MIN_SHARED_TERMS:
            yield other.story, other.newcomer.fingerprint
