"""Which reports tell of one event, and so belong to one story."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import islice

from digests.models.texts import Analysis, Fingerprint, Published
from digests.stories.compared import Rarities
from digests.stories.same_event import Comparison, conflict, sameness
from digests.stories.term_rarity import RecentTerms

SAME_STORY_WINDOW = timedelta(hours=72)
MIN_SAME_EVENT_SCORE = 0.1  # log odds; a little over even, for a false join is worse than a missed one
MIN_JOINING_SCORE = 1.5  # of a report with each of two stories that it joins
NEAREST = 0.7  # what the nearest report of a story counts; the mean of those found counts the rest
MIN_SHARED_TERMS = 2
MAX_REPORTS_LOOKED_UP = 400  # reports looked up by their terms, those of the rarest terms first
MAX_CANDIDATES = 40
ROUNDING = 1e-9  # of a sum of odds
MAX_REPORTS = 100_000
MAX_UNDATED_REPORTS = 20_000


def same_story(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts tell of one event."""
    return sameness(one, other) >= MIN_SAME_EVENT_SCORE


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """The story that tells a text's event, and other stories that the text shows to tell it as well."""

    story: int
    joined: tuple[int, ...] = ()


def best_match(
    found: Fingerprint, candidates: Iterable[tuple[int, Fingerprint]], rarities: Rarities | None = None
) -> int | None:
    """The number of the story that tells of the same event; None without one. Candidates are (story, one of
    its reports).

    The nearest report of a story decides together with the mean of all of them, so that a story does not
    drift.
    """
    match = match_stories(found, candidates, rarities)
    return match.story if match else None


def match_stories(
    found: Fingerprint, candidates: Iterable[tuple[int, Fingerprint]], rarities: Rarities | None = None
) -> StoryMatch | None:
    """As `best_match`, and the stories that turn out to be the same one.

    Those are stories whose event the text surely tells, and whose reports do not contradict each other.
    """
    known = Rarities() if rarities is None else rarities
    reports: defaultdict[int, list[Fingerprint]] = defaultdict(list)
    for number, candidate in candidates:
        reports[number].append(candidate)
    odds = _odds(
        {number: [Comparison(found, one, known) for one in told] for number, told in reports.items()}
    )
    ranked = sorted(odds, key=lambda number: (-odds[number], number))
    if not ranked or odds[ranked[0]] < MIN_SAME_EVENT_SCORE:
        return None
    best, *others = ranked
    joined = (
        other
        for other in others
        if min(odds[best], odds[other]) >= MIN_JOINING_SCORE
        and not any(conflict(one, two, known) for one in reports[best] for two in reports[other])
    )
    return StoryMatch(best, tuple(joined))


def has_drifted(found: Fingerprint, first: Fingerprint, rarities: Rarities) -> bool:
    """Whether a text shares nothing with the story's first report and would only lengthen a chain."""
    return Comparison(found, first, rarities).shared == 0.0


def _odds(compared: Mapping[int, Sequence[Comparison]]) -> dict[int, float]:
    """By story, the log odds that it tells the same; only of stories that can be the best one or be joined to
    it.
    """
    most = {number: _of_story([one.at_most for one in told]) for number, told in compared.items()}
    odds: dict[int, float] = {}
    enough = MIN_SAME_EVENT_SCORE
    for number in sorted(most, key=lambda number: -most[number]):
        if most[number] < enough - ROUNDING:
            break
        odds[number] = _of_story([one.sameness for one in compared[number]])
        enough = max(enough, min(odds[number], MIN_JOINING_SCORE))
    return odds


def _of_story(odds: Sequence[float]) -> float:
    return NEAREST * max(odds) + (1 - NEAREST) * sum(odds) / len(odds)


def story_time(published: Published | None) -> datetime | None:
    """When a report counts as told; None for a day without a time, which may be guessed from a text."""
    return published.at if published and published.precision == "minute" else None


@dataclass(frozen=True, slots=True)
class _Report:
    story: int
    at: datetime | None
    found: Fingerprint


class StoryIndex:
    """Stories in memory, found by an inverted index. Texts are assigned in the order in which they come, for
    good.

    Forgotten are reports that are older than the newest by twice the window, undated ones after
    `MAX_UNDATED_REPORTS` others, and all but the last `MAX_REPORTS`. `recent` has the terms of all texts to
    come, where these are known beforehand; without it a term is as rare as it was so far.
    """

    def __init__(self, window: timedelta = SAME_STORY_WINDOW, recent: RecentTerms | None = None) -> None:
        self._window = window
        self._recent = recent or RecentTerms()
        self._counts_itself = recent is None
        self._count = 0
        self._newest: datetime | None = None
        self._reports: dict[int, _Report] = {}
        self._by_term: defaultdict[str, deque[int]] = defaultdict(deque)

    def __len__(self) -> int:
        return len(self._reports)

    def assign(self, found: Fingerprint, at: datetime | None) -> str:
        """The story of a text published at this time (None: unknown): one that is known, or a new one."""
        if self._counts_itself:
            self._recent.add(found.terms)
        near = ((report.story, report.found) for report in self._near(found, at))
        rarities = Rarities(self._recent)
        match = best_match(found, near, rarities)
        first = self._reports.get(match or 0)  # a story has the number of its first report
        if first is not None and has_drifted(found, first.found, rarities):
            match = None
        self._count += 1
        story = self._count if match is None else match
        self._remember(_Report(story, at, found))
        return f"s{story}"

    def _near(self, found: Fingerprint, at: datetime | None) -> Iterator[_Report]:
        """The reports in the window that share the most index terms, at least `MIN_SHARED_TERMS` of them."""
        shared = self._sharing(found.index)
        near = [
            (n, count) for n, count in shared.items() if count >= MIN_SHARED_TERMS and self._is_near(n, at)
        ]
        for number, _ in nlargest(MAX_CANDIDATES, near, key=lambda pair: pair[1]):
            yield self._reports[number]

    def _sharing(self, index: Iterable[str]) -> Counter[int]:
        """How many of these terms each report shares: the rarest terms and the newest reports are looked up
        first.
        """
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
        for term in report.found.index:
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
        for term in self._reports.pop(number).found.index:
            self._by_term[term].popleft()
            if not self._by_term[term]:
                del self._by_term[term]


def group_stories(analyses: Sequence[Analysis]) -> list[list[int]]:
    """The positions of the analyses, grouped by story, in the order given."""
    recent = RecentTerms()
    for analysis in analyses:
        recent.add(analysis.fingerprint.terms)
    index = StoryIndex(recent=recent)
    groups: dict[str, list[int]] = {}
    for position, analysis in enumerate(analyses):
        story = index.assign(analysis.fingerprint, story_time(analysis.reading.published))
        groups.setdefault(story, []).append(position)
    return list(groups.values())
