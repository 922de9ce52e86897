"""Which reports tell of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from digests.fingerprints import index_terms
from digests.models import Analysis, Fingerprint, Published

WINDOW = timedelta(hours=72)
THRESHOLD = 0.38


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The cosine of two fingerprints, 0 to 1."""
    weights = dict(one.terms)
    return sum(weight * weights.get(term, 0.0) for term, weight in other.terms)


def same_story(one: Fingerprint, other: Fingerprint) -> bool:
    return similarity(one, other) >= THRESHOLD


def best_match(found: Fingerprint, candidates: Iterable[tuple[int, Fingerprint]]) -> int | None:
    """The number of the nearest candidate that tells of the same event; a number may stand several times."""
    scored = [(similarity(found, candidate), -number) for number, candidate in candidates]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= THRESHOLD else None


def story_time(published: Published | None) -> datetime | None:
    """When a report counts as told. A day without a time may be read from the text alone, and is no reason to part."""
    return published.at if published and published.precision == "minute" else None


class StoryIndex:
    """Stories in memory, by an inverted index: greedy in input order, what is assigned stays."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window
        self._fingerprints: list[Fingerprint] = []
        self._times: list[datetime | None] = []
        self._stories: list[str] = []
        self._by_term: defaultdict[str, list[int]] = defaultdict(list)

    def assign(self, found: Fingerprint, at: datetime | None) -> str:
        """The story of a text published `at` (None: at any time), an old one or a new one."""
        match = best_match(found, self._candidates(found, at))
        number = len(self._fingerprints)
        story = f"s{number + 1}" if match is None else self._stories[match]
        self._fingerprints.append(found)
        self._times.append(at)
        self._stories.append(story)
        for term in index_terms(found):
            self._by_term[term].append(number)
        return story

    def _candidates(self, found: Fingerprint, at: datetime | None) -> Iterable[tuple[int, Fingerprint]]:
        shared: defaultdict[int, int] = defaultdict(int)
        for term in index_terms(found):
            for number in self._by_term[term]:
                shared[number] += 1
        for number, terms in shared.items():
            if terms >= 2 and self._is_near(self._times[number], at):
                yield number, self._fingerprints[number]

    def _is_near(self, one: datetime | None, other: datetime | None) -> bool:
        return one is None or other is None or abs(one - other) <= self._window


def group_stories(analyses: Sequence[Analysis]) -> list[list[int]]:
    """The positions of the analyses by story, greedy in the order given."""
    index = StoryIndex()
    groups: dict[str, list[int]] = {}
    for position, analysis in enumerate(analyses):
        story = index.assign(analysis.fingerprint, story_time(analysis.reading.published))
        groups.setdefault(story, []).append(position)
    return list(groups.values())
