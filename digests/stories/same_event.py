"""Whether two fingerprints tell of one event: names and numbers that differ count against shared words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from digests.models import Fingerprint
from digests.stories.fingerprints import LATIN, NUMBER_IDF, bare
from digests.text.rules import rule_lines
from digests.text.word_rarity import idf

TEMPLATE_WEIGHT = (
    -4.0
)  # the same words with another day and another number in the headline: a form filled in again
TEMPLATE_WORDS_SHARE = 0.7
MANY, RARE_IDF = 4, 6.8
BIG, BIG_DIGITS = 3, 4
FAR_DAYS = 2.5  # days
MONTH, YEAR = 30.5, 366.0
UNTOLD_VALUE = 0.5  # of what neither text has
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Terms:
    """A fingerprint taken apart: the weight of each bare term, and which are what."""

    weights: Mapping[str, float]
    names: frozenset[str]
    lead: Mapping[str, float]  # what the text opens with, and how rare that is
    lead_names: frozenset[str]
    numbers: frozenset[str]
    title_numbers: frozenset[str]
    lead_numbers: frozenset[str]
    years: frozenset[str]
    days: tuple[float, ...]  # what the text opens with, the weightiest first
    mark: str


@dataclass(frozen=True, slots=True)
class _Term:
    """What the signs of a term say."""

    bare: str
    leads: bool
    rarity: float  # of what leads
    name: bool
    number: str
    titled: bool
    day: float | None


def terms_of(found: Fingerprint) -> Terms:
    parsed = [_parse(term) for term, weight in found.terms if weight]
    numbers = [term for term in parsed if term.number]
    years = {term.number for term in numbers if _YEAR.fullmatch(term.number)}
    counts = [term for term in numbers if term.number not in years]
    return Terms(
        weights={term.bare: weight for term, (_, weight) in zip(parsed, found.terms, strict=False)},
        names=frozenset([term.bare for term in parsed if term.name]),
        lead={term.bare: term.rarity for term in parsed if term.rarity},
        lead_names=frozenset([term.bare for term in parsed if term.name and term.leads]),
        numbers=frozenset([term.number for term in counts]),
        title_numbers=frozenset([term.number for term in counts if term.titled]),
        lead_numbers=frozenset([term.number for term in counts if term.leads]),
        years=frozenset(years),
        days=tuple([term.day for term in parsed if term.day is not None]),
        mark=next((term for term, _ in found.terms[-1:] if term[0] == "@"), ""),
    )


@lru_cache(maxsize=1 << 16)
def _parse(term: str) -> _Term:
    word, leads = bare(term), term[0] == "+"
    rarity = NUMBER_IDF if word[0] == "#" else idf(word)
    return _Term(
        bare=word,
        leads=leads,
        rarity=rarity if leads and word[0] != "%" else 0.0,
        name="^" in term[:2],
        number=word[1:] if word[0] == "#" else "",
        titled="#=" in term[:3],
        day=_day_of_year(word) if leads and word[0] == "%" else None,
    )


def sameness(one: Terms, other: Terms) -> float:
    """Log odds that both tell of one event."""
    table, found = weights(), compare(one, other)
    template = TEMPLATE_WEIGHT * _is_template(one, other, found)
    return sum(table.get(name, 0.0) * value for name, value in found.items()) + template


def _is_template(one: Terms, other: Terms, found: Mapping[str, float]) -> bool:
    other_day = _days_apart(one, other) > 0
    return other_day and found["other_title_numbers"] > 0 and found["words"] >= TEMPLATE_WORDS_SHARE


def similarity(one: Terms, other: Terms) -> float:
    """The cosine, 0 to 1."""
    return sum(one.weights[term] * other.weights[term] for term in one.weights.keys() & other.weights.keys())


def compare(one: Terms, other: Terms) -> dict[str, float]:
    shares = (_held(one, other), _held(other, one))
    leads = (_led(one, other), _led(other, one))
    marks = {one.mark, other.mark}
    english = marks == {LATIN}
    apart = _days_apart(one, other)
    in_lead = _differ(one, other, one.lead_numbers, other.lead_numbers)
    in_title = _differ(one, other, one.title_numbers, other.title_numbers)
    return {
        "one": 1.0,
        "words": math.sqrt(similarity(one, other)),
        "names": sum(shares) / 2,
        "names_of_less": min(shares),
        "rare_names": _rare(one, other),
        "lead": sum(leads) / 2,
        "lead_of_less": min(leads),
        "other_lead_names": float(len(marks) == 1 and _lacks(one, other) and _lacks(other, one)),
        "numbers": _overlap(one.numbers, other.numbers),
        "big_numbers": _big(one.numbers & other.numbers),
        "other_lead_numbers": in_lead,
        "other_title_numbers": in_title,
        "count_of_near_day": float(0 < apart < FAR_DAYS and not english) * max(in_lead, in_title),
        "far_days": float(apart >= FAR_DAYS and not english),
        "crossing": float(len(marks) == 2 and LATIN not in marks),
        "english": float(english),
        "english_other_years": float(english and _apart(one.years, other.years)),
        "other_letters": float(len(marks) == 2 and LATIN in marks),
    }


def _held(one: Terms, other: Terms) -> float:
    """The share of the names of `one` that `other` has, in Cyrillic if just one has Latin letters."""
    respelled = LATIN in {one.mark, other.mark} and one.mark != other.mark
    names = [name for name in one.names if not (respelled and name.isascii())]
    whole = sum(one.weights[name] for name in names)
    held = sum(one.weights[name] for name in names if name in other.weights)
    return held / whole if whole else UNTOLD_VALUE


def _led(one: Terms, other: Terms) -> float:
    """The share of what `one` opens with that `other` has anywhere."""
    whole = sum(one.lead.values())
    held = sum(rarity for term, rarity in one.lead.items() if term in other.weights)
    return held / whole if whole else UNTOLD_VALUE


def _rare(one: Terms, other: Terms) -> float:
    """How many names both tell that the news hardly knows: up to `MANY`, as a share of it."""
    shared = (one.names & other.weights.keys()) | (other.names & one.weights.keys())
    return min(MANY, sum(idf(name) >= RARE_IDF for name in shared)) / MANY


def _overlap(one: Set[str], other: Set[str]) -> float:
    return len(one & other) / max(2, min(len(one), len(other)))


def _big(shared: Set[str]) -> float:
    """How many of these are too long for a chance: up to `BIG`, as a share of it."""
    return min(BIG, sum("." in number or len(number) >= BIG_DIGITS for number in shared)) / BIG


def _differ(one: Terms, other: Terms, some: Set[str], others: Set[str]) -> float:
    """Whether both texts have such numbers, and neither has any of the other's at all."""
    return float(_apart(some, other.numbers) and _apart(others, one.numbers) and bool(some and others))


def _apart(some: Set[str], others: Set[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


def _lacks(one: Terms, other: Terms) -> bool:
    """Whether `other` opens with a name that `one` has nowhere."""
    return not other.lead_names <= one.weights.keys()


def _days_apart(one: Terms, other: Terms) -> float:
    """From the weightiest day that each opens with to the other's nearest, the farther of both; 0 without."""
    if not one.days or not other.days:
        return 0.0
    return max(_to_nearest(one.days[0], other.days), _to_nearest(other.days[0], one.days))


def _to_nearest(day: float, days: tuple[float, ...]) -> float:
    return min(min(abs(day - known), YEAR - abs(day - known)) for known in days)


def _day_of_year(term: str) -> float:
    day, _, month = term[1:].partition(".")
    return int(day) + MONTH * int(month or 1)


@cache
def weights() -> Mapping[str, float]:
    return {
        name: float(value) for name, value in (line.split("\t") for _, line in rule_lines("sameness.tsv"))
    }
