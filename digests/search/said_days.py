"""Days that a search names without their year: "вчера", "since Monday", "қыркүйектегі", "15 ноября"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from digests.text.dates import month_number, month_pattern
from digests.text.rules import rule_lines

LEAP_YEARS = 4  # so far back a 29 February is looked for
_CASE = r"(?:сі|си)?(?:нде|нда|нен|де|да|те|та|ден|дан|тен|тан)?(?:гі|ғы|ги)?"
_FROM = r"(?:сінен|синен|нен|нан|ден|дан|тен|тан)"
_IN = r"(?:де|да|те|та)(?:гі|ғы|ги)?"


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, both included, wherever the reader is."""

    first: date
    last: date


def cut_said_days(said: str, today: date) -> tuple[Days | None, str]:
    """The first such days outside quotes, the last that were before or are `today`, and the rest."""
    lowered = said.lower()
    if len(lowered) != len(said):
        return None, said
    for match in _pattern().finditer(lowered):
        quoted = sum(lowered.count(sign, 0, match.start()) for sign in '"«»“”') % 2
        if not quoted and (days := _days(match, today)):
            return days, f"{said[: match.start()]} {said[match.end() :]}"
    return None, said


@cache
def words_of_counting() -> frozenset[str]:
    """Behind one of them a period is counted from something else."""
    return frozenset(_words("counted"))


def _days(match: re.Match[str], today: date) -> Days | None:
    found = {name.rstrip("0123456789"): text for name, text in match.groupdict().items() if text}
    first, last = _named(found, today) or (None, None)
    if first is None or last is None:
        return None
    return Days(first, today if "since" in found else last)


def _named(found: dict[str, str], today: date) -> tuple[date, date] | None:
    if "ago" in found:
        day = today - timedelta(days=_numbers("ago")[found["ago"].replace(" ", "_")])
        return day, day
    if weekday := found.get("weekday") or found.get("kkweekday"):
        number = {**_numbers("weekday"), **_numbers("kazakh weekday")}[weekday]
        day = today - timedelta(days=(today.weekday() - number) % 7)
        return day, day
    month = _numbers("kazakh month").get(found.get("kkmonth", "")) or month_number(found["month"].rstrip("."))
    return _last_day(month, int(found["day"]), today) if "day" in found else _last_month(month, today)


def _last_day(month: int, day: int, today: date) -> tuple[date, date] | None:
    for year in range(today.year, today.year - LEAP_YEARS - 1, -1):
        if 0 < day <= monthrange(year, month)[1] and (found := date(year, month, day)) <= today:
            return found, found
    return None


def _last_month(month: int, today: date) -> tuple[date, date]:
    year = today.year - (month > today.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in _alternatives()))


def _alternatives() -> Iterator[str]:
    """The longer before what they begin with. No year stands behind: with it the date is another kind."""
    ago, weekday, kazakh = _either("ago"), _either("weekday"), _either("kazakh weekday")
    since, after, month, in_kazakh = (
        _either("since"),
        _either("since after"),
        month_pattern(),
        _either("kazakh month"),
    )
    on = rf"(?:{_either('on')}\s)"
    day, no_year = (
        r"(?<![\w.,:-])(?P<day{}>\d{{1,2}})(?:-?(?:го|е|ші|шы|st|nd|rd|th))?",
        r"(?!,?\s(?:19|20)\d\d)(?![\w-])",
    )
    yield rf"\b(?P<since1>{since})\s{day.format(1)}\s(?P<month1>{month}){no_year}"
    yield rf"\b(?P<since2>{since})\s(?P<month2>{month})(?:\s(?P<day2>\d{{1,2}}))?(?![\d:]){no_year}"
    yield rf"{day.format(3)}\s(?P<kkmonth3>{in_kazakh}){_FROM}\s(?P<since3>{after})\b"
    yield rf"\b(?P<kkmonth4>{in_kazakh}){_FROM}\s(?P<since4>{after})\b"
    yield rf"\b(?P<since5>{since})\s(?:(?P<weekday5>{weekday})|(?P<ago5>{ago})(?:\s(?:дня|числа))?)\b"
    yield rf"\b(?P<kkweekday6>{kazakh}){_FROM}\s(?P<since6>{after})\b"
    yield rf"\b(?P<ago7>{ago})\s(?P<since7>{after})\b"
    yield rf"\b{on}{{1,2}}(?P<weekday8>{weekday})\b"
    yield rf"\b(?P<kkweekday9>{kazakh})(?:{_IN}|(?:{_CASE}\sкүн(?:і|гі|інде|ги|и)?))\b"
    yield rf"(?:\b{on})?{day.format(10)}\s(?P<month10>{month}){no_year}"
    yield rf"(?:\b{on})?{day.format(11)}\s(?P<kkmonth11>{in_kazakh}){_CASE}(?:\sкүні)?{no_year}"
    yield rf"(?:\b{on})?\b(?P<month12>{month})\s(?P<day12>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,%]){no_year}"
    yield rf"\b{_either('in')}\s(?:(?:прошлом|прошлый|last|the)\s)?(?P<month13>{month}){no_year}"
    yield rf"(?<!\d\s)\b(?P<kkmonth14>{in_kazakh})(?:{_IN}|\sай(?:ы)?{_CASE})\b"
    yield rf"(?:\b{_either('in')}\s)?\b(?P<ago15>{ago})\b(?!-)"


def _either(section: str) -> str:
    words = sorted(_words(section), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("_", " ") for word in words) + ")"


def _words(section: str) -> Iterator[str]:
    for name, line in rule_lines("said_days.txt"):
        if name == section:
            yield from (word for word in line.split() if not word.isdigit())


@cache
def _numbers(section: str) -> dict[str, int]:
    """By the words of the section."""
    lines = [line.split() for name, line in rule_lines("said_days.txt") if name == section]
    return {word: int(number) for number, *words in lines for word in words}
