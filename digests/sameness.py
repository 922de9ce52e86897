"""Whether two fingerprints tell of one event: names and numbers that differ count against shared words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from digests.background import idf
from digests.fingerprints import LATIN, bare
from digests.models import Fingerprint
from digests.rules import rule_lines

TEMPLATE = -4.0  # the same words with another day and another number in the headline: a form filled in again
ALIKE = 0.7
MANY, RARE_IDF = 4, 6.8
FAR = 2.5  # days
MONTH, YEAR = 30.5, 366.0
UNTOLD = 0.5  # of what neither text has


@dataclass(frozen=True, slots=True)
class Terms:
    """A fingerprint taken apart: the weight of each bare term, and which are what."""

    weights: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    title_numbers: frozenset[str]
    days: tuple[float, ...]
    mark: str


def terms_of(found: Fingerprint) -> Terms:
    signed = [term for term, _ in found.terms if term[0] in "^#%"]
    return Terms(
        weights={
            term if term[0] not in "^#" else bare(term): weight for term, weight in found.terms if weight
        },
        names=frozenset(term[1:] for term in signed if term[0] == "^"),
        numbers=frozenset(bare(term) for term in signed if term[0] == "#"),
        title_numbers=frozenset(bare(term) for term in signed if term.startswith("#=")),
        days=tuple(_day_of_year(term) for term in signed if term[0] == "%"),
        mark=next((term for term, _ in found.terms[-1:] if term[0] == "@"), ""),
    )


def sameness(one: Terms, other: Terms) -> float:
    """Log odds that both tell of one event."""
    table, found = weights(), compare(one, other)
    template = TEMPLATE * (found["far_days"] or found["near_days"]) * found["other_title_numbers"]
    template *= found["words"] >= ALIKE
    return sum(table.get(name, 0.0) * value for name, value in found.items()) + template


def similarity(one: Terms, other: Terms) -> float:
    """The cosine, 0 to 1."""
    return sum(one.weights[term] * other.weights[term] for term in one.weights.keys() & other.weights.keys())


def compare(one: Terms, other: Terms) -> dict[str, float]:
    shares = (_held(one, other), _held(other, one))
    marks = {one.mark, other.mark}
    apart = _days_apart(one.days, other.days)
    return {
        "one": 1.0,
        "words": math.sqrt(similarity(one, other)),
        "names": sum(shares) / 2,
        "names_of_less": min(shares),
        "rare_names": _rare(one, other),
        "numbers": _overlap(one.numbers, other.numbers),
        "other_numbers": _differ(one.numbers, other.numbers),
        "other_title_numbers": _differ(one.title_numbers, other.title_numbers),
        "near_days": float(0 < apart < FAR),
        "far_days": float(apart >= FAR),
        "crossing": float(len(marks) == 2 and LATIN not in marks),
        "english": float(marks == {LATIN}),
        "other_letters": float(len(marks) == 2 and LATIN in marks),
    }


def _held(one: Terms, other: Terms) -> float:
    """The share of the names of `one` that `other` has, in Cyrillic if just one has Latin letters."""
    respelled = LATIN in {one.mark, other.mark} and one.mark != other.mark
    names = [name for name in one.names if not (respelled and name.isascii())]
    whole = sum(one.weights[name] for name in names)
    held = sum(one.weights[name] for name in names if name in other.weights)
    return held / whole if whole else UNTOLD


def _rare(one: Terms, other: Terms) -> float:
    """How many names both tell that the news hardly knows: up to `MANY`, as a share of it."""
    shared = (one.names & other.weights.keys()) | (other.names & one.weights.keys())
    return min(MANY, sum(idf(name) >= RARE_IDF for name in shared)) / MANY


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _differ(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one) and bool(other) and one.isdisjoint(other))


def _days_apart(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Between the nearest days that each tells of; 0 when one tells of none."""
    distances = [abs(a - b) for a in one for b in other]
    return min((min(apart, YEAR - apart) for apart in distances), default=0.0)


def _day_of_year(term: str) -> float:
    day, _, month = term[1:].partition(".")
    return int(day) + MONTH * int(month or 1)


@cache
def weights() -> Mapping[str, float]:
    return {
        name: float(value) for name, value in (line.split("\t") for _, line in rule_lines("sameness.tsv"))
    }
