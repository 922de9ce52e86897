"""Dates in running text, in figures and words of Russian, Kazakh and English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from digests.models.texts import Published
from digests.text.rules import rule_lines

EARLIEST_YEAR = 1990
# A source east of us may be a day ahead.
MAX_FUTURE = timedelta(days=1)
# A day without its year that is longer ago may as well be of an earlier year or yet to come.
MAX_AGE_WITHOUT_YEAR = timedelta(days=60)

# A text that dates a month tells of days of the same year within this distance of its middle.
SEASON = timedelta(days=45)
RECENT_YEARS = 3
MAX_LETTERS_BEFORE_YEAR = 80

_YEAR_BEFORE = re.compile(r"(?<!\d)(20\d\d)\s(?:год|г\.|жыл)[^.!?\d]*\Z")
_TIME = r"(?:,?\s{1,3}(?:в\s|at\s|сағат\s)?\d{1,2}:\d{2}(?::\d{2})?(?!\d))?"
_YEAR = r"(?:19|20)\d\d"
_DIGIT = re.compile(r"\d")
_DAY = r"(?:\d{1,2})"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date where it stands in a text. `exact`: with its year; `relative`: a word like "yesterday"."""

    published: Published
    start: int
    end: int
    exact: bool
    relative: bool = False


def find_dates(text: str, *, now: datetime, context: str = "") -> list[FoundDate]:
    """Dates in order of appearance. Without a year, that of the same season which `text` or `context` names.

    Failing that, the latest such day up to tomorrow. A clock time counts only with its zone, else the date
    keeps precision `day`.
    """
    lowered = _lower(text)
    if not _DIGIT.search(lowered) and not any(map(lowered.__contains__, _relative_days())):
        return []
    matches = list(_pattern().finditer(lowered))
    if not matches:
        return []
    no_year = any((match["m2"] and not match["y2"]) or (match["m4"] and not match["y4"]) for match in matches)
    seasons = _seasons(lowered, now) + _seasons(_lower(context), now) if no_year else []
    return [found for match in matches if (found := _read(match, now, seasons))]


def _seasons(text: str, now: datetime) -> list[date]:
    """The months of the last years that a text names with their year, by their middle."""
    found = []
    for match in _month_of_year().finditer(text):
        parts = match.groupdict()
        year = int(parts["year1"] or parts["year2"])
        if now.year - RECENT_YEARS <= year <= now.year:
            month = month_number((parts["month1"] or parts["month2"]).rstrip("."))
            found.append(date(year, month, 15))
    return found


def _lower(text: str) -> str:
    """Lower case of the same length: positions found in it hold for `text` ("İ" alone would grow)."""
    return text.replace("İ", "I").lower()


def could_be_publication(found: FoundDate, *, now: datetime) -> bool:
    """Whether a text of that day may come in now. A day without a year must be recent, as it may be any."""
    if not found.exact and found.published.at < now - MAX_AGE_WITHOUT_YEAR:
        return False
    return found.published.at.year >= EARLIEST_YEAR and found.published.at <= now + MAX_FUTURE


def _read(match: re.Match[str], now: datetime, seasons: Sequence[date]) -> FoundDate | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    if "iso" in parts:
        return _iso(match, parts)
    if "relative" in parts:
        day = (now + timedelta(days=_relative_days()[parts["relative"]])).date()
        return _found(match, day, exact=False, relative=True)
    year = next((int(parts[name]) for name in ("y1", "y2", "y3", "y4") if name in parts), None)
    day_number = next(int(parts[name]) for name in ("d1", "d2", "d3", "d4") if name in parts)
    month_word = next((parts[name] for name in ("m2", "m3", "m4") if name in parts), "").rstrip(".")
    month = month_number(month_word) if month_word else int(parts["m1"])
    found_day = _day(year or _year_before(match, now), month, day_number, now, seasons)
    return None if found_day is None else _found(match, found_day, exact=year is not None)


def _iso(match: re.Match[str], parts: Mapping[str, str]) -> FoundDate | None:
    try:
        at = datetime.fromisoformat(parts["iso"].strip().upper().replace(" ", "T"))
    except ValueError:
        return None
    if at.tzinfo is None:
        return _found(match, at.date(), exact=True)
    try:
        return FoundDate(Published(at.astimezone(UTC)), match.start(), match.end(), exact=True)
    except OverflowError:
        return None


def _found(match: re.Match[str], day: date, *, exact: bool, relative: bool = False) -> FoundDate:
    published = Published(datetime.combine(day, time(), UTC), "day")
    return FoundDate(published, match.start(), match.end(), exact, relative)


def _year_before(match: re.Match[str], now: datetime) -> int | None:
    """A recent year that the same sentence names before a day: "в 2024 году, 5 мая"."""
    found = _YEAR_BEFORE.search(match.string, max(0, match.start() - MAX_LETTERS_BEFORE_YEAR), match.start())
    year = int(found[1]) if found else 0
    return year if now.year - RECENT_YEARS <= year <= now.year else None


def _day(year: int | None, month: int, day: int, now: datetime, seasons: Sequence[date]) -> date | None:
    """The day; without a year, one near a month that the text dates, or the latest up to tomorrow."""
    latest = (now + MAX_FUTURE).date()
    if year:
        return _calendar_day(year, month, day)
    days = (_calendar_day(candidate, month, day) for candidate in range(latest.year, latest.year - 5, -1))
    possible = [found for found in days if found and found <= latest]
    near = (found for season in seasons for found in possible if abs(found - season) <= SEASON)
    return next(near, next(iter(possible), None))


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(word: str) -> int:
    words = _month_words()
    exact = words.get(word)
    if exact is not None:
        return exact
    return next(number for stem, number in words.items() if stem[-1] == "*" and word.startswith(stem[:-1]))


@cache
def _month_words() -> Mapping[str, int]:
    rows = (rule.split() for _, rule in rule_lines("months.txt"))
    return {word: int(number) for number, *words in rows for word in words}


@cache
def _relative_days() -> Mapping[str, int]:
    rows = (rule.split() for _, rule in rule_lines("relative_days.txt"))
    return {word: int(number) for number, *words in rows for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(_alternatives()))


@cache
def _month_of_year() -> re.Pattern[str]:
    month, year = month_pattern(), r"(?:19|20)\d\d"
    return re.compile(
        rf"\b(?P<month1>{month}),?\s(?P<year1>{year})(?!\d)"
        rf"|(?<!\d)(?P<year2>{year})(?:\s(?:жыл\w*|ж\.))?\s(?:\d\d?\s)?(?P<month2>{month})"
    )


def month_pattern() -> str:
    return "(?:" + "|".join(sorted(map(_as_pattern, _month_words()), key=len, reverse=True)) + r")\b\.?"


def _alternatives() -> Iterator[str]:
    month = month_pattern()
    year_word = r"(?:\s(?:года|год|г\.|г\b|жылғы|жылдың|жылы|жыл|ж\.|ж\b))?"
    zone = r"(?:\.\d{1,6})?\s?(?:z\b|[+-]\d\d:?\d\d)"
    yield rf"(?<![\d.])(?P<iso>{_YEAR}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?(?:{zone})?)?)(?!\d)"
    yield rf"(?<![\d.])(?P<d1>{_DAY})(?P<sep>[./-])(?P<m1>\d{{1,2}})(?P=sep)(?P<y1>{_YEAR})(?!\d){_TIME}"
    ordinal = r"(?:-?(?:го|е|ші|шы|st|nd|rd|th)\b)?"
    upto = r"(?:\s?[-–—]\s?\d{1,2})?"
    yield (
        rf"(?<![\d.,:-])(?P<d2>{_DAY}){ordinal}{upto}\s(?:of\s)?(?P<m2>{month})"
        rf"(?:,?\s(?P<y2>{_YEAR})(?!\d){year_word})?{_TIME}"
    )
    yield rf"(?<!\d)(?P<y3>{_YEAR}){year_word},?\s(?P<d3>{_DAY}){ordinal}{upto}\s(?P<m3>{month}){_TIME}"
    yield (
        rf"\b(?P<m4>{month})\s(?P<d4>{_DAY})(?:st|nd|rd|th)?{upto}(?![\d:.]\d|\d|\s?%)"
        rf"(?:,?\s(?P<y4>{_YEAR})(?!\d))?{_TIME}"
    )
    yield rf"\b(?P<relative>{'|'.join(_relative_days())})\b{_TIME}"


def _as_pattern(word: str) -> str:
    return word.replace("*", r"\w{0,8}")
