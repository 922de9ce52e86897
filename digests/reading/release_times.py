"""The moment that a time, a day or both tell among the words of an embargo: "till 25.09, 15:00"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache

from digests.requests.time_words import is_said_of_times
from digests.requests.times import read_when
from digests.text.dates import find_dates, month_pattern
from digests.text.metadata_dates import zone_names, zone_offset
from digests.text.rules import rule_lines
from digests.text.stemming import in_russian_letters

MAX_MOMENT = 100
HALF_A_YEAR = timedelta(days=182)  # a day without its year is no further off, either way
WEEK = 7

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_CASE = re.compile(  # what Kazakh puts behind a figure
    r"(?<=\d)(?:[-–]?(?:де|да|те|та|не|на|іне|ына|ының|інің|го|ти)|\s?[-–]?(?:ге|ға|ке|қа|[дтн][еа]н))\b"
)
_HALF_DAY = re.compile(r"(?<![^\W\d])([ap])\.\s?m\b")
_CLOCK = re.compile(
    r"(?<![\d.,:])([01]?\d|2[0-4])\s?:\s?([0-5]\d)(?::[0-5]\d)?(?!\d)(?:\s?([ap])\.?\s?m\b\.?)?"
    r"|(?<![\d.,:])(1[0-2]|0?[1-9])(?:\.([0-5]\d))?\s?([ap])\.?\s?m\b\.?"
)
_POINTED = re.compile(r"(?<![\d.,:/-])(\d{1,2})[.-](\d\d)(?![\d.:/-]?\d)")
_FIGURES = re.compile(
    r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2((?:20)?\d\d)(?!\d)|(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)"
)
ABBREVIATION = re.compile(r"(?<=[\dmM]\s)[A-Z]{2,4}(?!\w)")  # behind a time
_QUARTERS = (0, 15, 30, 45)
_TO = frozenset(
    map(
        in_russian_letters,
        ("до", "с", "по", "to", "till", "until", "through", "дейін", "from", "after", "past", "on"),
    )
)
_SECTIONS = ("embargo", "publish", "not", "after", "allows", "from", "over", "please", "other", "whole")


def read_moment(said: str, since: datetime) -> datetime | None:
    """The moment, after `since` and in its zone, that is told by nothing but a time, a day or both; None of
    anything else.
    """
    said = " ".join(said.split())
    if not said or len(said) > MAX_MOMENT or not all(map(is_known, words_of(without_zone(said)))):
        return None
    at = release_time(said, since)
    return at if at is not None and at > since else None


def tells_time(words: Iterable[str]) -> bool:
    """Whether one of them is a figure, a day or a time."""
    return any(word.isdigit() or _is_time_word(word) for word in words)


@lru_cache(maxsize=4096)
def _is_time_word(word: str) -> bool:
    """A day, or a time of it: "завтра", "noon"."""
    if _day_of(word) is not None:
        return True
    when = read_when(word)
    return when is not None and (bool(when.times) or when.days is not None)


@lru_cache(maxsize=4096)
def is_known(word: str) -> bool:
    """Whether it is said of times, or of when a text may be published."""
    return (
        word.isdigit()
        or bool(kinds_of(word))
        or _day_of(word) is not None
        or is_said_of_times(word)
        or _is_month(word)
    )


def _is_month(word: str) -> bool:
    return _months().fullmatch(word) is not None


def words_of(said: str) -> list[str]:
    """In small letters; of a figure without what Kazakh puts behind it."""
    plain = _HALF_DAY.sub(r"\1m", _CASE.sub("", said.lower()))
    return [word.replace("’", "'") for word in _WORD.findall(plain)]


def release_time(said: str, since: datetime) -> datetime | None:
    """When the text may be published, aware UTC; None where that is not sure.

    Counted from `since`, in whose zone times without one are.
    """
    plain = _CASE.sub("", said)
    if _doubtful_zone(plain):
        return None
    day, rest = _day(without_zone(plain).lower(), since)
    clocks, rest = _clocks(rest, dated=day is not None)
    if day is None:
        day, rest = _pointed_day(rest, since)
    word_time, weekdays = (None, None) if clocks else _said_time(rest)
    if clocks and weekdays is None:
        _, weekdays = _said_time(rest)
    at = clocks[0] if clocks else word_time
    if len(set(clocks)) > 1 or (at is None and day is None):
        return None
    zone = _zone(plain, day or since.date()) or since.tzinfo
    local = since.astimezone(zone)
    if day is None:
        day = _next_day(local, at or timedelta(), weekdays)
    elif at is None and any("whole" in kinds_of(word) for word in words_of(said)):
        day += timedelta(days=1)
    return (datetime.combine(day, time(), zone) + (at or timedelta())).astimezone(UTC)


def _next_day(local: datetime, at: timedelta, weekdays: int | None) -> date:
    """The first day, of these weekdays if there are any, on which that time is yet to come."""
    for ahead in range(WEEK + 1):
        day = local.date() + timedelta(days=ahead)
        to_come = datetime.combine(day, time(), local.tzinfo) + at > local
        if to_come and (weekdays is None or weekdays >> day.weekday() & 1):
            return day
    return local.date()


def _day(said: str, since: datetime) -> tuple[date | None, str]:
    """The day that is told, and what else is said."""
    for word in words_of(said):
        if (ahead := _day_of(word)) is not None:
            return since.date() + timedelta(days=ahead), said.replace(word, " ", 1)
    if figures := _FIGURES.search(said):
        day, _, month, year, iso_year, iso_month, iso_day = figures.groups()
        return _calendar(
            int(iso_year or f"20{year[-2:]}"), int(iso_month or month), int(iso_day or day)
        ), said.replace(figures[0], " ")
    clock = _CLOCK.search(said)  # find_dates takes the time behind a day along
    bare = said.replace(clock[0], " ", 1) if clock else said
    shifted = (since + HALF_A_YEAR).replace(tzinfo=UTC)
    dates = [found for found in find_dates(bare, now=shifted) if not found.relative]
    if not dates:
        return None, said
    found = dates[0]
    rest = f"{bare[: found.start]} {bare[found.end :]}"
    return found.published.at.date(), f"{rest} {clock[0]}" if clock else rest


def _clocks(said: str, *, dated: bool) -> tuple[list[timedelta], str]:
    found = [_clock_time(match) for match in _CLOCK.finditer(said)]
    rest = _CLOCK.sub(" ", said)
    if found:
        return found, rest
    pointed = [(int(m[1]), int(m[2]), m[0]) for m in _POINTED.finditer(rest)]
    for hour, minute, written in sorted(pointed, key=lambda each: each[1] not in _QUARTERS):
        alone = dated or len(pointed) > 1 or minute in _QUARTERS
        if hour <= 24 and minute < 60 and alone:
            return [timedelta(hours=hour, minutes=minute)], rest.replace(written, " ", 1)
    return [], rest


def _clock_time(match: re.Match[str]) -> timedelta:
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    half = match[3] or match[6]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return timedelta(hours=hour, minutes=minute)


def _pointed_day(said: str, since: datetime) -> tuple[date | None, str]:
    """25.09, beside a time: the nearest such day."""
    found = _POINTED.search(said)
    if found is None:
        return None, said
    days = (_calendar(since.year + years, int(found[2]), int(found[1])) for years in (-1, 0, 1))
    near = min((day for day in days if day), key=lambda day: abs(day - since.date()), default=None)
    return near, said.replace(found[0], " ", 1)


def _said_time(said: str) -> tuple[timedelta | None, int | None]:
    """A time and weekdays in words; None of what is not told, or may be something else."""
    words = [
        w for w in words_of(said) if in_russian_letters(w) not in _TO and (w.isdigit() or is_said_of_times(w))
    ]
    when = read_when(" ".join(words)) if words else None
    if when is None or not (when.sure or len(words) > 1) or len(when.times) > 1:
        return None, None
    hour, _, minute = when.times[0].partition(":") if when.times else ("", "", "")
    return timedelta(hours=int(hour), minutes=int(minute)) if hour else None, when.days


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def without_zone(said: str) -> str:
    """Of the same length, so that the case of what is left stays."""
    lowered = said.lower() if len(said.lower()) == len(said) else said
    found = zone_names().search(lowered)
    return f"{said[: found.start()]} {said[found.end() :]}" if found else said


def _zone(said: str, day: date) -> tzinfo | None:
    found = zone_names().search(said.lower())
    offset = zone_offset(found, day) if found else None
    return None if offset is None else timezone(offset)


def _doubtful_zone(said: str) -> bool:
    """An abbreviation beside the time that may be one of several zones."""
    return any(not is_known(found.lower()) for found in ABBREVIATION.findall(without_zone(said)))


@lru_cache(maxsize=4096)
def kinds_of(word: str) -> frozenset[str]:
    """The sections of embargo.txt that it stands in."""
    word = in_russian_letters(word)
    exact, stems = vocabulary()
    begun = stems.get(word[:1], ())
    return exact.get(word, frozenset()) | frozenset(kind for stem, kind in begun if word.startswith(stem))


def _day_of(word: str) -> int | None:
    return _days().get(in_russian_letters(word))


@cache
def vocabulary() -> tuple[dict[str, frozenset[str]], dict[str, list[tuple[str, str]]]]:
    """The kinds of whole words, and by their first letter the stems with their kinds."""
    exact: dict[str, frozenset[str]] = {}
    stems: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, rule in rule_lines("embargo.txt"):
        if kind not in _SECTIONS:
            continue
        for word in map(in_russian_letters, rule.split()):
            if word.endswith("*"):
                stems[word[0]].append((word[:-1], kind))
            else:
                exact[word] = exact.get(word, frozenset()) | {kind}
    return exact, dict(stems)


@cache
def _days() -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, rule in rule_lines("embargo.txt"):
        if kind == "day":
            ahead, _, words = rule.partition(" = ")
            found |= {in_russian_letters(word): int(ahead) for word in words.split()}
    return found


@cache
def _months() -> re.Pattern[str]:
    return re.compile(month_pattern())
