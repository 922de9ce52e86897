"""Which reports tell of one event."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import islice, repeat
from operator import mul, truediv
from sys import intern

from digests.models import Analysis, Fingerprint, Published
from digests.stories.fingerprints import bare, index_terms
from digests.stories.same_event import Terms, sameness, terms_of
from digests.text.memo import WordCache

SAME_STORY_WINDOW = timedelta(hours=72)
MIN_SAME_EVENT_SCORE = 0.8
MIN_SHARED_TERMS = 2
MAX_REPORTS_LOOKED_UP = 400  # reports looked up by their terms, those of the rarest terms first
MAX_CANDIDATES = 40
# Of the cosine; less is never one event, and much quicker to tell than sameness.
MIN_WEIGHT_OF_TWO_TERMS = 0.025
MIN_COSINE = 0.08
MAX_REPORTS = 100_000
MAX_UNDATED_REPORTS = 20_000
WEIGHT_UNIT = 10_000  # weights have four decimals
_BARE = WordCache(bare)


def same_story(one: Fingerprint, other: Fingerprint) -> bool:
    return sameness(terms_of(one), terms_of(other)) >= MIN_SAME_EVENT_SCORE


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
    return ranked[0][1] if ranked and -ranked[0][0] >= MIN_SAME_EVENT_SCORE else None


def story_time(published: Published | None) -> datetime | None:
    """When a report counts as told; None for a day without a time, which may be a guess from the text."""
    return published.at if published and published.precision == "minute" else None


@dataclass(frozen=True, slots=True)
class _Report:
    """What stays of a text, small: its words are shared with other reports, their weights are shorts."""

    story: int
    at: datetime | None
    index: tuple[str, ...]
    index_weights: array[int]
    terms: tuple[str, ...]
    weights: array[int]

    def cosine(self, other: Mapping[str, float]) -> float:
        return (
            float(
                sum(map(mul, map(other.get, map(_BARE.__getitem__, self.terms), repeat(0.0)), self.weights))
            )
            / WEIGHT_UNIT
        )

    def cosine_by_index(self, other: Mapping[str, float]) -> float:
        """That part of it which index terms make up."""
        return float(sum(map(mul, map(other.get, self.index, repeat(0.0)), self.index_weights))) / WEIGHT_UNIT

    def unpacked(self) -> Terms:
        weights = map(truediv, self.weights, repeat(WEIGHT_UNIT))
        return terms_of(Fingerprint(tuple(zip(self.terms, weights, strict=True))))


def _report(
    found: Fingerprint, story: int, at: datetime | None, index: Iterable[str], weights: Iterable[float]
) -> _Report:
    return _Report(
        story=story,
        at=at,
        index=_shared(index),
        index_weights=_shorts(weights),
        terms=_shared(term for term, _ in found.terms),
        weights=_shorts(weight for _, weight in found.terms),
    )


def _shorts(weights: Iterable[float]) -> array[int]:
    return array("H", map(round, map(mul, weights, repeat(WEIGHT_UNIT))))


def _shared(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(intern, words))


class StoryIndex:
    """Stories in memory, by an inverted index: greedy in input order, what is assigned stays.

    Reports older than twice the window, counted from the newest, are forgotten, those of no known time after
    `MAX_UNDATED_REPORTS` others, and all but the last `MAX_REPORTS`.
    """

    def __init__(self, window: timedelta = SAME_STORY_WINDOW) -> None:
        self._window = window
        self._count = 0
        self._newest: datetime | None = None
        self._reports: dict[int, _Report] = {}
        self._by_term: defaultdict[str, deque[int]] = defaultdict(deque)

    def __len__(self) -> int:
        return len(self._reports)

    def assign(self, found: Fingerprint, at: datetime | None) -> str:
        """The story of a text published `at` (None: at any time), an old one or a new one."""
        terms = terms_of(found)
        index = {term: terms.weights[term] for term in index_terms(found)}
        odds: defaultdict[int, list[float]] = defaultdict(list)
        for report in self._near(terms, index, at):
            odds[report.story].append(sameness(terms, report.unpacked()))
        match = _best(odds)
        self._count += 1
        story = self._count if match is None else match
        self._remember(_report(found, story, at, index, index.values()))
        return f"s{story}"

    def _near(self, terms: Terms, index: Mapping[str, float], at: datetime | None) -> Iterator[_Report]:
        """The reports in the window that share the most index terms, at least `MIN_SHARED_TERMS` of them."""
        shared = self._sharing(index)
        near = [
            (n, count) for n, count in shared.items() if count >= MIN_SHARED_TERMS and self._is_near(n, at)
        ]
        for number, count in nlargest(MAX_CANDIDATES, near, key=lambda pair: pair[1]):
            report = self._reports[number]
            fits = count > MIN_SHARED_TERMS or report.cosine_by_index(index) >= MIN_WEIGHT_OF_TWO_TERMS
            if fits and report.cosine(terms.weights) >= MIN_COSINE:
                yield report

    def _sharing(self, index: Iterable[str]) -> Counter[int]:
        """How many of these terms reports share, looked up by the rarest terms first, the newest first."""
        shared: Counter[int] = Counter()
        left = MAX_REPORTS_LOOKED_UP
        for numbers in sorted((self._by_term[term] for term in index if term in self._by_term), key=len):
            shared.update(islice(reversed(numbers), left))
            left -= len(numbers)
            if left <= 0:
                break
        return shared

    def _is_near(self, number: int, at: datetime | None) -> bool:
        told = self._reports[number].at
        return told is None or at is None or abs(told - at) <= self._window

    def _remember(self, report: _Report) -> None:
        self._reports[self._count] = report
        for term in report.index:
            self._by_term[term].append(self._count)
        if report.at and (self._newest is None or report.at > self._newest):
            self._newest = report.at
        while self._reports and self._is_over(next(iter(self._reports.values()))):
            self._forget(next(iter(self._reports)))

    def _is_over(self, report: _Report) -> bool:
        if report.at is None or self._newest is None:
            return len(self._reports) > MAX_UNDATED_REPORTS
        return self._newest - report.at > 2 * self._window or len(self._reports) > MAX_REPORTS

    def _forget(self, number: int) -> None:
        """The oldest report, which stands first in each of its lists."""
        for term in self._reports.pop(number).index:
            self._by_term[term].popleft()
            if not self._by_term[term]:
                del self._by_term[term]


def group_stories(analyses: Sequence[Analysis]) -> list[list[int]]:
    """The positions of the analyses by story, greedy in the order given."""
    index = StoryIndex()
    groups: dict[str, list[int]] = {}
    for position, analysis in enumerate(analyses):
        story = index.assign(analysis.fingerprint, story_time(analysis.reading.published))
        groups.setdefault(story, []).append(position)
    return list(groups.values())
