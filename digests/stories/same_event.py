"""Whether two fingerprints tell of one event: a weighted sum of what they share and what parts them.

The features were found by experiment, their weights by logistic regression over labelled pairs
(bench/learn_sameness.py, digests/data/sameness.tsv).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import mul
from typing import NamedTuple

from digests.models.texts import Fingerprint
from digests.models.vectors import cosine
from digests.stories.compared import Rarities, Side, by_unit
from digests.stories.fingerprints import MONTH
from digests.stories.term_rarity import is_number, rarity
from digests.text.memo import WordCache
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word
from digests.text.word_rarity import cut

COMMON = 3.0  # what is shared and no rarer than this says nothing
MIN_SHARED_BY_BODIES = 2
FAR = 3  # days
YEAR = 12 * MONTH  # in the days of a fingerprint
MOST_MEASURES = 3
SAME_WORDS = 0.6
SHORT = 45  # words of a body, under which it says too little
USUAL_COSINE = 0.85  # about the mean of texts on one subject, in multilingual-e5-small
MODELS = ("multilingual-e5-small",)  # for whose vectors there are weights, by a part of the name
UNTOLD = 0.5  # the share held of what a text does not have
_ALONE = WordCache(rarity, most=1 << 12)  # of names, without what came of late


class Features(NamedTuple):
    """What speaks for or against one event; each weighs what `weights()` says under its name.

    Rarities go from 0 to 8.5. A headline alone is no news, for many stand over other news each day: where the
    bodies share fewer than two terms rarer than 3, none of it is held. What two languages write in different
    words counts for nothing between a Kazakh and a Russian text, and between Latin and Cyrillic letters only
    names and numbers are compared.
    """

    constant: float
    shared: float  # ln(1 + Σ (rarity - 3)) over the terms of both that are rarer than 3
    shared_openings: float  # the same over the terms that both open with
    length: float  # ln(5 + words of the shorter body)
    shortness: float  # how much less that is than ln(5 + 45)
    headline_held: float  # share of a headline's rarity that the other text has, of the one that has less
    openings_held: float  # share of an opening's rarity that the other has, mean of both; of one script
    names_missing: float  # ln(1 + Σ rarity) of the headlines' names that the other text does not name
    numbers: float  # ln(1 + how many counts of an opening the other text has)
    other_measures: float  # of how many units, at most 3, both openings have numbers that they do not share
    other_places: float  # 1 when each headline names a place that the other text lacks; of a Kazakh and a
    # Russian text only places that are one term in both languages (aliases.txt)
    other_weekdays: float  # 1 when both name weekdays, and none in common
    far_days: float  # 1 when the first day that one names is at least 3 days from all that the other names
    filled_in_again: float  # 1 when headlines in the same words have another place, count, weekday or day, or
    # openings in the same words another day
    crossing: float  # 1 for a Kazakh and a Russian text
    latin: float  # 1 for two texts in Latin letters
    other_letters: float  # 1 for a text in Latin letters and one in Cyrillic
    meaning: float  # cosine of the vectors less `USUAL_COSINE`; 0 without both, and for two languages


OPENINGS_HELD = Features._fields.index("openings_held")


class Comparison:
    """Two fingerprints side by side, first the one that is compared with many.

    `at_most` decides most pairs before the other text's opening is looked at term by term.
    """

    def __init__(self, one: Fingerprint, other: Fingerprint, rarities: Rarities) -> None:
        if "kazakh" in (one.script, other.script):
            rarities = rarities.to_kazakh
        self._rarities = rarities
        self._weights = weights(_model_of(one, other))
        self._strange = one.script != other.script
        if self._strange and "latin" in (one.script, other.script):
            one, other = _to_be_found(one), _to_be_found(other)
        self._ours, self._theirs = rarities.side(one), rarities.side(other)
        held = 1.0 if self._weights[OPENINGS_HELD] > 0 else 0.0
        self._rough = _compare(self._ours, self._theirs, rarities, held)

    @property
    def shared(self) -> float:
        """The feature `shared`: 0 when the texts share no rare term."""
        return self._rough.shared

    @property
    def at_most(self) -> float:
        """An upper bound of `sameness`, which is cheaper to compute.

        It is what `sameness` would be if the first text held the other's whole headline, and all or nothing
        of its opening, whichever speaks for one event.
        """
        return float(sum(map(mul, self._weights, self._rough)))

    @property
    def sameness(self) -> float:
        """The log odds that both tell of one event; the same whichever text comes first."""
        return float(sum(map(mul, self._weights, self.features)))

    @property
    def features(self) -> Features:
        """All features of the pair."""
        ours, theirs, rarities = self._ours, self._theirs, self._rarities
        openings = _opening_held(ours, theirs, rarities) + _opening_held(theirs, ours, rarities)
        return self._rough._replace(
            headline_held=min(self._rough.headline_held, _title_held(theirs, ours, rarities)),
            openings_held=0.0 if self._strange else openings / 2,
        )


def sameness(one: Fingerprint, other: Fingerprint, rarities: Rarities | None = None) -> float:
    """The log odds that both tell of one event; the same whichever text comes first."""
    return Comparison(one, other, Rarities() if rarities is None else rarities).sameness


def compare(one: Fingerprint, other: Fingerprint, rarities: Rarities) -> Features:
    """The features of a pair of texts."""
    return Comparison(one, other, rarities).features


def conflict(one: Fingerprint, other: Fingerprint, rarities: Rarities | None = None) -> bool:
    """Whether two texts open with different places, days, weekdays or counts."""
    known = Rarities() if rarities is None else rarities
    found = compare(one, other, known)
    counts = _other_counts(known.side(one), known.side(other))
    return bool(found.other_places or found.other_weekdays or found.far_days or counts)


def _compare(ours: Side, theirs: Side, rarities: Rarities, held: float) -> Features:
    """The features, as if the first text held the other's whole headline and this share of its opening."""
    one, other = ours.found, theirs.found
    scripts = {one.script, other.script}
    crossing, strange = scripts == {"kazakh", "cyrillic"}, len(scripts) > 1
    shared = [term for term in ours.terms & theirs.terms if rarities[term] > COMMON]
    only_titled = one.only_titled + other.only_titled
    in_bodies = len(shared) - len([term for term in shared if term in only_titled])
    other_places = (
        (crossing or not strange)
        and _lacks(_places(one, crossing), theirs)
        and _lacks(_places(other, crossing), ours)
    )
    other_weekdays = _differ(one.weekdays, other.weekdays)
    far_days = _days_apart(one.days, other.days) >= FAR
    length = math.log(5 + min(one.words, other.words))
    return Features(
        constant=1.0,
        shared=_excess(shared, rarities),
        shared_openings=_excess([t for t in shared if t in ours.opening and t in theirs.opening], rarities),
        length=length,
        shortness=max(0.0, math.log(5 + SHORT) - length),
        headline_held=_title_held(ours, theirs, rarities) if in_bodies >= MIN_SHARED_BY_BODIES else 0.0,
        openings_held=0.0 if strange else (_opening_held(ours, theirs, rarities) + held) / 2,
        names_missing=0.0 if strange else _names_missing(ours, theirs),
        numbers=_numbers(ours, theirs),
        other_measures=float(_other_measures(ours, theirs)),
        other_places=float(other_places),
        other_weekdays=float(other_weekdays),
        far_days=float(far_days),
        filled_in_again=float(
            (
                other_places
                or other_weekdays
                or (_lacks_day(one, other) and _lacks_day(other, one))
                or (
                    (far_days or _differ(one.days, other.days)) and _in_same_words(one.opening, other.opening)
                )
                or _other_counts(ours, theirs)
            )
            and _in_same_words(one.title, other.title)
        ),
        crossing=float(crossing),
        latin=float(scripts == {"latin"}),
        other_letters=float(strange and not crossing),
        meaning=0.0 if strange else _meaning(one, other),
    )


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """How much of what both tell is the same, 0 to 1: the cosine of their terms, weighted by rarity."""
    return _product(one.terms, other.terms) / math.sqrt(
        _product(one.terms, one.terms) * _product(other.terms, other.terms) or 1.0
    )


def _product(some: Iterable[str], others: Iterable[str]) -> float:
    return sum([rarity(term) ** 2 for term in frozenset(some).intersection(others)])


def _to_be_found(found: Fingerprint) -> Fingerprint:
    """The parts of a text that one in other letters can share: names, spelled as in Russian, and numbers."""
    spelled = dict(found.respelled) if found.script == "latin" else {name: name for name in found.names}

    def kept(terms: Iterable[str]) -> tuple[str, ...]:
        return tuple(t if is_number(t) else spelled[t] for t in terms if is_number(t) or t in spelled)

    whole = kept(found.terms) if found.script == "latin" else found.terms
    return replace(found, terms=whole, title=kept(found.title), opening=kept(found.opening))


def _model_of(one: Fingerprint, other: Fingerprint) -> str:
    """The model in `MODELS` that made the vectors of both; empty where there is none."""
    if one.vector is None or other.vector is None or one.vector.model != other.vector.model:
        return ""
    return _known(one.vector.model)


def helps_sameness(model: str) -> bool:
    """Whether there are weights for the vectors of the model of this name."""
    return bool(_known(model))


def _known(name: str) -> str:
    return next((model for model in MODELS if model in name.lower()), "")


def _meaning(one: Fingerprint, other: Fingerprint) -> float:
    if not _model_of(one, other) or one.vector is None or other.vector is None:
        return 0.0
    return cosine(one.vector.numbers, other.vector.numbers) - USUAL_COSINE


def _excess(rare: Iterable[str], rarities: Mapping[str, float]) -> float:
    return math.log1p(sum([rarities[term] - COMMON for term in rare]))


def _title_held(one: Side, other: Side, rarities: Rarities) -> float:
    return _share(one.title & other.terms, one.rarity(rarities)[0], rarities)


def _opening_held(one: Side, other: Side, rarities: Rarities) -> float:
    return _share(one.opening & other.terms, one.rarity(rarities)[1], rarities)


def _share(held: Iterable[str], whole: float, rarities: Mapping[str, float]) -> float:
    return sum(map(rarities.__getitem__, held)) / whole if whole else UNTOLD


def _names_missing(one: Side, other: Side) -> float:
    missing = [*(one.title_names - other.names), *(other.title_names - one.names)]
    return math.log1p(sum(map(_ALONE.__getitem__, missing)))


def _numbers(one: Side, other: Side) -> float:
    counts = one.found.numbers + other.found.numbers
    return math.log1p(len(one.terms.intersection(other.terms.intersection(counts)))) if counts else 0.0


def _other_counts(one: Side, other: Side) -> bool:
    """Whether both headlines have counts, and neither text has those of the other."""
    return _lacks_counts(one, other) and _lacks_counts(other, one)


def _lacks_counts(one: Side, other: Side) -> bool:
    counts = one.title.intersection(one.found.numbers)
    return bool(counts) and counts.isdisjoint(other.terms)


def _other_measures(one: Side, other: Side) -> int:
    ours = one.measured
    theirs = by_unit([measure for measure in other.found.measures if measure.unit in ours])
    apart = [
        unit
        for unit in theirs
        if ours[unit].isdisjoint(theirs[unit])
        and ours[unit].isdisjoint(other.terms)
        and theirs[unit].isdisjoint(one.terms)
    ]
    return min(MOST_MEASURES, len(apart))


def _lacks(places: Iterable[str], other: Side) -> bool:
    """Whether the other text does not have one of the places that a headline names."""
    return any(place not in other.terms for place in places)


def _places(found: Fingerprint, crossing: bool) -> Iterable[str]:
    """Of the headline; of a Kazakh and a Russian text those that are one term in both languages."""
    return filter(_places_of_both().__contains__, found.places) if crossing else found.places


@cache
def _places_of_both() -> frozenset[str]:
    groups = (names for section, names in rule_lines("aliases.txt") if section == "place")
    return frozenset(cut(fold_word(names.partition("=")[0].strip())) for names in groups)


def _lacks_day(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the headline names days, and the other text none of them."""
    days = [day for day in one.days if str(day % MONTH or MONTH) in one.title]
    return bool(days) and not any(day in other.days for day in days)


def _in_same_words(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two headlines or openings share most words of the shorter one."""
    words, others = ({term for term in terms if not is_number(term)} for terms in (one, other))
    return len(words & others) >= max(2, SAME_WORDS * min(len(words), len(others)))


def _differ(some: Collection[int], others: Collection[int]) -> bool:
    return bool(some and others) and not any(each in others for each in some)


def _days_apart(some: Sequence[int], others: Sequence[int]) -> int:
    """From the first that each names to the other's nearest, the farther of both; 0 without any."""
    if not some or not others:
        return 0
    return max(_to_nearest(some[0], others), _to_nearest(others[0], some))


def _to_nearest(day: int, days: Iterable[int]) -> int:
    return min(min(abs(day - other), YEAR - abs(day - other)) for other in days)


@cache
def weights(model: str = "") -> tuple[float, ...]:
    """The weights in the order of `Features`, with vectors of one of `MODELS` or, '', without any."""
    name = f"sameness-{model}.tsv" if model else "sameness.tsv"
    table = dict(line.split("\t") for _, line in rule_lines(name))
    return tuple(float(table.get(name, "0")) for name in Features._fields)
