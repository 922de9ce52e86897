"""Which reports tell of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.fingerprints import index_terms
from digests.models import Analysis, Fingerprint, Published
from digests.sameness import Terms, sameness, terms_of

WINDOW = timedelta(hours=72)
LEAST = 0.5
SHARED_TERMS = 2


def same_story(one: Fingerprint, other: Fingerprint) -> bool:
    return sameness(terms_of(one), terms_of(other)) >= LEAST


def best_match(found: Fingerprint, candidates: Iterable[tuple[int, Fingerprint]]) -> int | None:
    """The number of the story that tells of the same event. A story may stand once for each of its reports.

    The nearest report decides together with the mean of them all, so that a story doesn't drift.
    """
    terms = terms_of(found)
    odds: defaultdict[int, list[float]] = defaultdict(list)
    for number, candidate in candidates:
        odds[number].append(sameness(terms, terms_of(candidate)))
    return _best(odds)


def _best(odds: Mapping[int, Sequence[float]]) -> int | None:
    ranked = sorted((-(max(found) + sum(found) / len(found)) / 2, number) for number, found in odds.items())
    return ranked[0][1] if ranked and -ranked[0][0] >= LEAST else None


def story_time(published: Published | None) -> datetime | None:
    """When a report counts as told. A day without a time may be read from the text alone, and is no reason to part."""
    return published.at if published and published.precision == "minute" else None


@dataclass(frozen=True, slots=True)
class _Report:
    terms: Terms
    at: datetime | None
    story: int


class StoryIndex:
    """Stories in memory, by an inverted index: greedy in input order, what is assigned stays."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window
        self._reports: list[_Report] = []
        self._by_term: defaultdict[str, list[int]] = defaultdict(list)

    def assign(self, found: Fingerprint, at: datetime | None) -> str:
        """The story of a text published `at` (None: at any time), an old one or a new one."""
        terms = terms_of(found)
        odds: defaultdict[int, list[float]] = defaultdict(list)
        for report in self._near(found, at):
            odds[report.story].append(sameness(terms, report.terms))
        match = _best(odds)
        story = len(self._reports) + 1 if match is None else match
        for term in index_terms(found):
            self._by_term[term].append(len(self._reports))
        self._reports.append(_Report(terms, at, story))
        return f"s{story}"

    def _near(self, found: Fingerprint, at: datetime | None) -> Iterator[_Report]:
        shared: Counter[int] = Counter()
        for term in index_terms(found):
            shared.update(self._by_term[term])
        for number, terms in shared.items():
            if terms >= SHARED_TERMS and self._is_near(self._reports[number].at, at):
                yield self._reports[number]

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
