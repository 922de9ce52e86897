"""Whether two fingerprints tell of one event: names and numbers that differ count against shared words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from digests.fingerprints import KAZAKH, bare
from digests.models import Fingerprint
from digests.rules import rule_lines

TEMPLATE = -3.0  # another day and another number in the headline: the same form filled in again
UNTOLD = 0.5  # of what neither text has


@dataclass(frozen=True, slots=True)
class Terms:
    """A fingerprint taken apart: the weight of each bare term, and which are what."""

    weights: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    title_numbers: frozenset[str]
    days: frozenset[str]
    kazakh: bool


def terms_of(found: Fingerprint) -> Terms:
    return Terms(
        weights={bare(term): weight for term, weight in found.terms if weight},
        names=frozenset(term[1:] for term, _ in found.terms if term[0] == "^"),
        numbers=frozenset(bare(term) for term, _ in found.terms if term[0] == "#"),
        title_numbers=frozenset(bare(term) for term, _ in found.terms if term.startswith("#=")),
        days=frozenset(term for term, _ in found.terms if term[0] == "%"),
        kazakh=any(term == KAZAKH for term, _ in found.terms[-1:]),
    )


def sameness(one: Terms, other: Terms) -> float:
    """Log odds that both tell of one event."""
    table, found = weights(), compare(one, other)
    template = TEMPLATE * found["other_days"] * found["other_title_numbers"]
    return sum(table.get(name, 0.0) * value for name, value in found.items()) + template


def similarity(one: Terms, other: Terms) -> float:
    """The cosine, 0 to 1."""
    less, more = sorted((one.weights, other.weights), key=len)
    return sum(weight * more.get(term, 0.0) for term, weight in less.items())


def compare(one: Terms, other: Terms) -> dict[str, float]:
    shares = (_held(one, other), _held(other, one))
    crossing = one.kazakh != other.kazakh
    english = all(term.isascii() for term in one.weights)
    return {
        "one": 1.0,
        "words": math.sqrt(similarity(one, other)),
        "names": sum(shares) / 2,
        "names_of_less": min(shares),
        "numbers": _overlap(one.numbers, other.numbers),
        "other_numbers": _differ(one.numbers, other.numbers),
        "other_title_numbers": _differ(one.title_numbers, other.title_numbers),
        "other_days": _differ(one.days, other.days),
        "crossing": float(crossing),
        "english": float(english),
    }


def _held(one: Terms, other: Terms) -> float:
    """The share of the names of `one`, by weight, that `other` has."""
    whole = sum(one.weights[name] for name in one.names)
    held = sum(one.weights[name] for name in one.names if name in other.weights)
    return held / whole if whole else UNTOLD


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _differ(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one) and bool(other) and one.isdisjoint(other))


@cache
def weights() -> Mapping[str, float]:
    return {
        name: float(value) for name, value in (line.split("\t") for _, line in rule_lines("sameness.tsv"))
    }
