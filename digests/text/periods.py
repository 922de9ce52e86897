"""A period at the end of what somebody typed: "культура 7d", "Тлендиев за 3 дня", "спорт соңғы аптада"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from digests.text.rules import rule_lines

MAX_TYPED_PERIOD = timedelta(days=30)
CHARACTERS = 80  # from the end, where a period is looked for


@dataclass(frozen=True, slots=True)
class Split:
    """The words before the period. `sure`: a figure or a preposition says that it is one."""

    words: str
    period: timedelta
    sure: bool


def split_period(said: str, longest: timedelta = MAX_TYPED_PERIOD) -> Split | None:
    """None without a period at the end; one that is too long becomes the `longest`."""
    said = said.strip()
    match = _pattern().search(said, max(0, len(said) - CHARACTERS))
    if match is None:
        return None
    number = max(1, int(match["number"] or 1))
    period = min(timedelta(hours=number * _hours()[match["unit"].lower()]), longest)
    return Split(said[: match.start("before")].strip(), period, bool(match["number"] or match["before"]))


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, _hours()), key=len, reverse=True))
    before = "|".join(word for section, rule in rule_lines("periods.txt") if section for word in rule.split())
    return re.compile(
        rf"(?<![\w-])(?P<before>(?:(?:{before})\s{{1,9}}){{0,5}})(?:(?P<number>\d{{1,3}})\s?)?(?P<unit>{units})\Z",
        re.IGNORECASE,
    )


@cache
def _hours() -> dict[str, int]:
    lines = [rule.split() for section, rule in rule_lines("periods.txt") if not section]
    return {word: int(hours) for hours, *words in lines for word in words}
