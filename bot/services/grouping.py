"""Which story each of several new articles belongs to, before any of them is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from digests.models import Fingerprint
from digests.stories import SHARED_TERMS, WINDOW, best_match
from storage import article_terms
from storage.database import Reader

CANDIDATES = 40
EARLIEST, LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)  # what sources claim


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An article to come, and the moment by which its story is found: when it came in or, of an archived
    one, when it was published. `told_as`: its story where it was, 0 of none. Only a `live` one is found."""

    fingerprint: Fingerprint
    terms: tuple[str, ...]  # index_terms of it
    at: datetime
    told_as: int = 0
    live: bool = True


class Stories:
    """What the stories of an export are here, so that what editors merged or split stays so."""

    def __init__(self) -> None:
        self._here: dict[int, int] = {}

    def note(self, told_as: int, story: int) -> None:
        if told_as:
            self._here.setdefault(told_as, story)

    def of(self, told_as: int) -> int | None:
        return self._here.get(told_as)

    def taken(self) -> Collection[int]:
        """Stories that another one cannot be."""
        return self._here.values()

    def copy(self) -> Stories:
        copied = Stories()
        copied._here = dict(self._here)
        return copied


@dataclass(frozen=True, slots=True)
class _Placed:
    newcomer: Newcomer
    terms: frozenset[str]
    story: int


async def find_stories(db: Reader, newcomers: Sequence[Newcomer], told: Stories | None) -> list[int]:
    """The story of each, as if those before it were stored; negative numbers are stories to begin."""
    stored = await asyncio.gather(*(_stored_near(db, one) for one in newcomers))
    told = told.copy() if told else Stories()
    placed: list[_Placed] = []
    for one, near in zip(newcomers, stored, strict=True):
        terms = frozenset(one.terms)
        story = told.of(one.told_as)
        if story is None:
            story = _best(one, [*near, *_placed_near(placed, one, terms)], told)
        story = -1 - len(placed) if story is None else story
        told.note(one.told_as, story)
        placed.append(_Placed(one, terms, story))
        await asyncio.sleep(0)  # each takes some milliseconds, and others have their turn
    return [each.story for each in placed]


def _best(one: Newcomer, near: Iterable[tuple[int, Fingerprint]], told: Stories) -> int | None:
    if one.told_as:
        taken = frozenset(told.taken())
        near = [(story, found) for story, found in near if story not in taken]
    return best_match(one.fingerprint, near)


async def _stored_near(db: Reader, one: Newcomer) -> list[tuple[int, Fingerprint]]:
    at = min(max(one.at, EARLIEST), LATEST)
    return await article_terms.sharing(db, one.terms, since=at - WINDOW, until=at + WINDOW, limit=CANDIDATES)


def _placed_near(
    placed: Sequence[_Placed], one: Newcomer, terms: frozenset[str]
) -> Iterator[tuple[int, Fingerprint]]:
    for other in placed:
        shared = len(terms & other.terms)
        near = abs(other.newcomer.at - one.at) <= WINDOW and other.newcomer.live
        if near and shared >= SHARED_TERMS:
            yield other.story, other.newcomer.fingerprint
