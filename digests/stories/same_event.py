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

from digests.models.texts import Fingerprint, Measure
from digests.models.vectors import cosine
from digests.stories.term_rarity import RecentTerms, is_number, rarity
from digests.text.rules import rule_lines

COMMON = 3.0  # what is shared and no rarer than this says nothing
MIN_SHARED_BY_BODIES = 2
FAR = 3  # days
YEAR = 12 * 31  # in the days of a fingerprint
MOST_MEASURES = 3
SAME_WORDS = 0.6
SHORT = 45  # words of a body, under which it says too little
USUAL_COSINE = 0.85  # about the mean of texts on one subject, in multilingual-e5-small
MODELS = ("multilingual-e5-small",)  # for whose vectors there are weights, by a part of the name
UNTOLD = 0.5  # the share held of what a text does not have


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
    openings_held: (
        float  # share of an opening's rarity that the other text has, the mean of both; of one script
    )
    names_missing: float  # ln(1 + Σ rarity) of the headlines' names that the other text does not name
    numbers: float  # ln(1 + how many counts of an opening the other text has)
    other_measures: float  # of how many units, at most 3, both openings have numbers that they do not share
    other_places: float  # 1 when each headline names a place that the other text lacks
    other_weekdays: float  # 1 when both name weekdays, and none in common
    far_days: float  # 1 when the first day that one names is at least 3 days from all that the other names
    filled_in_again: float  # 1 when headlines in the same words have another place, count or weekday, or
    # openings in the same words another day
    crossing: float  # 1 for a Kazakh and a Russian text
    latin: float  # 1 for two texts in Latin letters
    other_letters: float  # 1 for a text in Latin letters and one in Cyrillic
    meaning: float  # cosine of the vectors less `USUAL_COSINE`; 0 without both, and for two languages


class Rarities(dict[str, float]):
    """How rare each term is among the texts that came of late, the one that is compared included; worked out
    once a term. Without such texts only the background tells."""

    def __init__(self, *recent: RecentTerms) -> None:
        super().__init__()
        self._recent = recent
        self._texts = sum(each.texts for each in recent)

    def __missing__(self, term: str) -> float:
        others = sum(each.holding(term) for each in self._recent) - 1
        found = self[term] = rarity(term, max(0, others), self._texts)
        return found


def sameness(one: Fingerprint, other: Fingerprint, rarities: Rarities | None = None) -> float:
    """The log odds that both tell of one event; the same from either side."""
    found = compare(one, other, Rarities() if rarities is None else rarities)
    return float(sum(map(mul, weights(_model_of(one, other)), found)))


def conflict(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts have other places, days, weekdays or counts in what they open with."""
    found = compare(one, other, Rarities())
    return bool(found.other_places or found.other_weekdays or found.far_days or _other_counts(one, other))


def compare(one: Fingerprint, other: Fingerprint, rarities: Rarities) -> Features:
    scripts = {one.script, other.script}
    crossing = scripts == {"kazakh", "cyrillic"}
    other_letters = "latin" in scripts and len(scripts) > 1
    if other_letters:
        one, other = _to_be_found(one), _to_be_found(other)
    terms, others = frozenset(one.terms), frozenset(other.terms)
    shared = terms & others
    bodies = shared.difference(one.only_titled).difference(other.only_titled)
    in_bodies = sum([rarities[term] > COMMON for term in bodies])
    headline_held = min(_held(one.title, others, rarities), _held(other.title, terms, rarities))
    openings_held = (_held(one.opening, others, rarities) + _held(other.opening, terms, rarities)) / 2
    strange = crossing or other_letters
    other_places = not strange and _lacks_place(one, others) and _lacks_place(other, terms)
    other_weekdays = _differ(one.weekdays, other.weekdays)
    far_days = _days_apart(one.days, other.days) >= FAR
    length = math.log(5 + min(one.words, other.words))
    return Features(
        constant=1.0,
        shared=_rare(shared, rarities),
        shared_openings=_rare(shared.intersection(one.opening).intersection(other.opening), rarities),
        length=length,
        shortness=max(0.0, math.log(5 + SHORT) - length),
        headline_held=headline_held if in_bodies >= MIN_SHARED_BY_BODIES else 0.0,
        openings_held=0.0 if strange else openings_held,
        names_missing=0.0 if strange else _names_missing(one, other),
        numbers=math.log1p(len(shared.intersection((*one.numbers, *other.numbers)))),
        other_measures=float(_other_measures(one, other, terms, others)),
        other_places=float(other_places),
        other_weekdays=float(other_weekdays),
        far_days=float(far_days),
        filled_in_again=float(
            _in_same_words(one.title, other.title)
            and (
                other_places
                or other_weekdays
                or (
                    (far_days or _differ(one.days, other.days)) and _in_same_words(one.opening, other.opening)
                )
                or _other_counts(one, other)
            )
        ),
        crossing=float(crossing),
        latin=float(scripts == {"latin"}),
        other_letters=float(other_letters),
        meaning=0.0 if strange else _meaning(one, other),
    )


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """How much of what both tell is the same, 0 to 1: the cosine, a term being as long as it is rare."""
    return _product(one.terms, other.terms) / math.sqrt(
        _product(one.terms, one.terms) * _product(other.terms, other.terms) or 1.0
    )


def _product(some: Iterable[str], others: Iterable[str]) -> float:
    return sum([rarity(term) ** 2 for term in frozenset(some).intersection(others)])


def _to_be_found(found: Fingerprint) -> Fingerprint:
    """What a text in other letters can have of it: names, spelled as Russian does, and numbers."""
    spelled = dict(found.respelled) if found.script == "latin" else {name: name for name in found.names}

    def kept(terms: Iterable[str]) -> tuple[str, ...]:
        return tuple(t if is_number(t) else spelled[t] for t in terms if is_number(t) or t in spelled)

    whole = kept(found.terms) if found.script == "latin" else found.terms
    return replace(found, terms=whole, title=kept(found.title), opening=kept(found.opening))


def _model_of(one: Fingerprint, other: Fingerprint) -> str:
    """The model in `MODELS` that has seen both; empty for none."""
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


def _rare(terms: Iterable[str], rarities: Mapping[str, float]) -> float:
    found = [rarities[term] for term in terms]
    return math.log1p(sum([each - COMMON for each in found if each > COMMON]))


def _held(title: Collection[str], terms: Collection[str], rarities: Mapping[str, float]) -> float:
    whole = sum([rarities[term] for term in title])
    return sum([rarities[term] for term in title if term in terms]) / whole if whole else UNTOLD


def _names_missing(one: Fingerprint, other: Fingerprint) -> float:
    names, others = frozenset(one.names), frozenset(other.names)
    missing = [*(names - others).intersection(one.title), *(others - names).intersection(other.title)]
    return math.log1p(sum([rarity(name) for name in missing]))


def _other_counts(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether both headlines have counts, and neither text has the other's."""
    return _lacks_counts(one, other.terms) and _lacks_counts(other, one.terms)


def _lacks_counts(one: Fingerprint, others: Collection[str]) -> bool:
    counts = [number for number in one.numbers if number in one.title]
    return bool(counts) and not any(number in others for number in counts)


def _other_measures(
    one: Fingerprint, other: Fingerprint, terms: Collection[str], others: Collection[str]
) -> int:
    if not one.measures or not other.measures:
        return 0
    ours, theirs = _by_unit(one.measures), _by_unit(other.measures)
    apart = [
        unit
        for unit in ours.keys() & theirs.keys()
        if not (
            ours[unit] & theirs[unit]
            or any(n in others for n in ours[unit])
            or any(n in terms for n in theirs[unit])
        )
    ]
    return min(MOST_MEASURES, len(apart))


def _by_unit(measures: Iterable[Measure]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for measure in measures:
        found.setdefault(measure.unit, set()).add(measure.number)
    return found


def _lacks_place(one: Fingerprint, others: Collection[str]) -> bool:
    """Whether the headline names a place that the other text does not have."""
    return any(place not in others for place in one.places)


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
    """In the order of `Features`: those of one of `MODELS`, or without any."""
    name = f"sameness-{model}.tsv" if model else "sameness.tsv"
    table = dict(line.split("\t") for _, line in rule_lines(name))
    return tuple(float(table.get(name, "0")) for name in Features._fields)
