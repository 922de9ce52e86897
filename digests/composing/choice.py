"""Which sentences of several reports are told after a headline, and in which order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from digests.composing.lead import LATE_NEWS, LATEST_NEWS, opening
from digests.models.digest import ToldSentence
from digests.models.stories import Article
from digests.summaries.novelty import keys_of, repeated, tells_new
from digests.summaries.phrases import phrases_in
from digests.summaries.references import opening_surname, refers_back
from digests.summaries.standalone import WEAK, fault
from digests.summaries.weak_headlines import says_nothing
from digests.text.word_rarity import rarity

VOICES_HEARD = 3  # more of them bear a sentence out no better
BORNE_OUT = 0.5  # the share of what is new in a sentence that another report has
VOICE, COPY = 0.5, 0.25
RESTATEMENT = 2.0
REPETITION = 1.5
STRANGE, VAGUE, ASIDE = 1.3, 1.0, 1.0
UNKNOWN_PERSON = 0.7  # of whom only the surname is told, and only by this sentence
ALIKE = 0.4  # the share of either sentence, from which two tell the same
WORTHLESS = -1.5
MANY = 0.3  # of the headlines
TELLING_HEADLINE = 25.0  # the rarity of one that says enough
LONG = 180  # characters
LENGTH_COST = 1 / 150
SHORT, BREVITY_COST = 40, 0.4
RANK_COST = 0.12
WEAKNESS_COST = 4.0
GOES_ON = 0.5
OF_LEAD = 0.2
WORTH = {"consequence": 0.5, "cause": 0.5, "deed": 0.4, "reaction": 0.2, "background": -0.7, "count": 0.0}
FIGURE = 0.3
_NUMBER = re.compile(r"\d")
_CONCRETE = re.compile(r"\d|[^\W\d_](?:_|[^\w.!?])* [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_PIECE = re.compile(r"\w{2,40}(?: \w{2,40})?:\w|\(|\d{1,2}[.)] ")  # a label, an aside, an item of a list
_QUOTES = frozenset('«“„"‘')
_UNFINISHED = (";", ",", ":")
_CONJUNCTIONS = ("И ", "И, ", "А ", "Но ", "And ", "But ", "So ", "Да ", "Вот ", "Ал ", "Бірақ ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might be told; `worth` is its value before anything else has been told."""

    text: str
    article: Article
    position: int
    worth: float


def candidates(articles: Sequence[Article], stale: Set[str], heard: int) -> list[Candidate]:
    """Up to `heard` of each report's best sentences that make sense alone and are not overtaken by events."""
    found: dict[str, Candidate] = {}
    for article in articles:
        late = LATE_NEWS * min(opening(article), LATEST_NEWS)
        for each in article.summary:
            if each.rank < heard and each.text not in stale and _is_whole(each.text):
                one = Candidate(each.text, article, each.position, _worth(each.text, each.rank) - late)
                found.setdefault(each.text.casefold(), one)
    return list(found.values())


def _is_whole(text: str) -> bool:
    return fault(text) < 1 and not text.endswith(_UNFINISHED) and not _PIECE.match(text)


def _worth(text: str, rank: int) -> float:
    kinds = phrases_in("telling_words.txt", text)
    return (
        sum(WORTH[kind] for kind in kinds)
        + FIGURE * bool(_NUMBER.search(text))
        - WEAKNESS_COST * (fault(text) or WEAK * says_nothing(text))
        - GOES_ON * (text.startswith(_CONJUNCTIONS) + (text[:1] in _QUOTES))
        - RANK_COST * rank
        - LENGTH_COST * max(0, len(text) - LONG)
        - BREVITY_COST * (len(text) < SHORT and not _NUMBER.search(text))
    )


def choose(
    asked: Sequence[Candidate],
    reports: Sequence[Article],
    said: Sequence[str],
    limit: int,
    adds: Callable[[str, Sequence[str]], bool] = tells_new,
) -> tuple[ToldSentence, ...]:
    """Sentences that several reports confirm come before those of one; each adds to what was said before it.

    The story is told by the headline of the first of the `reports`, and `said` is known already. Sentences of
    one report stand together in text order, and none comes without the sentence that it refers to.
    """
    known = list(said)
    left = [one for one in asked if adds(one.text, known)]
    loose = {id(one): refers_back(one.text) for one in left}
    event = _Event(reports[0], said, reports)
    overlap = dict.fromkeys((one.text for one in left), 0.0)
    surnames = {one.text: opening_surname(one.text, one.article.names) for one in left}
    chosen: list[Candidate] = []

    def value(one: Candidate) -> float:
        surname = surnames[one.text]
        unknown = surname is not None and all(surname not in keys_of(text) for text in known)
        return event.value(one) - REPETITION * overlap[one.text] - UNKNOWN_PERSON * unknown

    while left and len(chosen) < limit:
        told = {(one.article.id, one.position) for one in chosen}
        open_to_choice = [
            one for one in left if not loose[id(one)] or (one.article.id, one.position - 1) in told
        ]
        if not open_to_choice:
            break
        best = max(open_to_choice, key=value)
        if event.value(best) < WORTHLESS:
            break
        chosen.append(best)
        known.append(best.text)
        for one in left:
            overlap[one.text] = max(overlap[one.text], _alike(one.text, best.text))
        left = [one for one in left if overlap[one.text] < ALIKE and adds(one.text, known)]
    return _in_order(chosen)


def _alike(one: str, other: str) -> float:
    return max(repeated(one, other), repeated(other, one))


def _in_order(chosen: Sequence[Candidate]) -> tuple[ToldSentence, ...]:
    first: dict[int, int] = {}
    for place, one in enumerate(chosen):
        first.setdefault(one.article.id, place)
    ordered = sorted(chosen, key=lambda one: (first[one.article.id], one.position))
    return tuple(ToldSentence(one.text, one.article) for one in ordered)


class _Event:
    """What the reports have in common; sentences are weighed against it."""

    def __init__(self, lead: Article, said: Sequence[str], reports: Sequence[Article]) -> None:
        self._lead = lead
        self._titled = keys_of(lead.headline)
        self._known = frozenset[str]().union(*map(keys_of, said))
        self._words = _event_words(lead, reports)
        self._reports = [(report, _sentences(report), keys_of(_all(report))) for report in reports]
        self._values: dict[int, float] = {}

    def value(self, one: Candidate) -> float:
        if id(one) not in self._values:
            voices = self._voices(one)
            self._values[id(one)] = (
                one.worth
                + min(VOICES_HEARD, voices) * VOICE
                - RESTATEMENT * self._restated(one.text)
                - (self._strangeness(one) if voices < 1 else 0.0)
                + OF_LEAD * (one.article is self._lead)
                - ASIDE * self._titled.isdisjoint(keys_of(one.article.headline))
            )
        return self._values[id(one)]

    def _voices(self, one: Candidate) -> float:
        """How many other sources say the same; one that has the very same sentence counts `COPY`."""
        new = keys_of(one.text) - self._known - self._words
        whole = rarity(new)
        found: dict[str, float] = {}
        for report, sentences, keys in self._reports:
            source = report.first_source
            if report is one.article or source == one.article.first_source:
                continue
            if one.text in sentences:
                found.setdefault(source, COPY)
            elif whole and rarity(new & keys) >= BORNE_OUT * whole:
                found[source] = 1.0
        return sum(found.values())

    def _restated(self, text: str) -> float:
        """How much of a sentence repeats what happened, and how little else it says."""
        keys = keys_of(text)
        again = rarity(keys & (self._words | self._known))
        headline = keys_of(self._lead.headline)
        event = rarity(headline)
        told = rarity(keys & headline) / event if event else 0.0
        return (again / rarity(keys) + told) * min(1.0, event / TELLING_HEADLINE)

    def _strangeness(self, one: Candidate) -> float:
        """The penalty for a sentence of another report that says nothing about the event."""
        if one.article is self._lead or not self._words.isdisjoint(keys_of(one.text)):
            return 0.0
        return STRANGE + VAGUE * (not _CONCRETE.search(one.text))


def _event_words(lead: Article, reports: Sequence[Article]) -> frozenset[str]:
    """The words of the lead's headline, and the words that many other headlines have."""
    by_source = {report.first_source: keys_of(report.headline) for report in reports}
    counts = Counter(chain.from_iterable(by_source.values()))
    least = max(2.0, MANY * len(by_source))
    common = (key for key, count in counts.items() if count >= least and not key[:1].isdigit())
    return keys_of(lead.headline).union(common)


def _sentences(report: Article) -> frozenset[str]:
    return frozenset(sentence.text for sentence in report.summary)


def _all(report: Article) -> str:
    return " ".join([report.headline, *(sentence.text for sentence in report.summary)])
