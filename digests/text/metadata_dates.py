"""Dates that feeds and pages carry beside a text: RFC 822, ISO 8601, words and figures of three languages.

A string is read as what it says or not at all: no reading here is a guess among several days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from digests.models.texts import Published
from digests.text.dates import month_number, month_pattern
from digests.text.rules import rule_lines

EARLIEST_YEAR = 1700
LATEST_YEAR = 2100
CENTURY_TURNS = 50  # two-digit years below it are of this century, as in RFC 2822, 4.3
DAY_SECONDS = 86_400  # seconds around zero, in any zone
MAX_LENGTH = 100
MAX_OFFSET = timedelta(hours=14)
_AHEAD = r"\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?(?![.:/-]?\d)"
_EPOCHS = ((range(9, 11), 1), (range(13, 14), 1000), (range(16, 17), 1_000_000))  # digits, units a second
_SIGNS = {0x200E: None, 0x200F: None} | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_DIGITS = re.compile(r"\d{8,19}(?:\.\d+)?")
_CLOCK_AWAY = " @ "
_BEFORE = "before "


def carried_date(said: str) -> Published | None:
    """The moment that a string tells with its zone, else its day; None of what tells no single day.

    None also for the date of a clock at zero, and for years that no article is of.
    """
    said = " ".join(said.translate(_SIGNS).split())
    if len(said) > MAX_LENGTH:  # no figure is cut in two
        said = said[:MAX_LENGTH].rpartition(" ")[0]
    found = _number(said) if _DIGITS.fullmatch(said) else _iso(said) or _written(said.lower())
    if found is None or not EARLIEST_YEAR <= found.at.year <= LATEST_YEAR:
        return None
    return None if abs(found.at.timestamp()) <= DAY_SECONDS else found


def _number(said: str) -> Published | None:
    """20261129, 20261129150700, or seconds since 1970 and their thousandths; 2026112915 could be either."""
    digits = said.partition(".")[0]
    day = _calendar_day(digits[:4], digits[4:6], digits[6:8])
    if len(digits) in (8, 12, 14):
        return _day_alone(day) if day and day.year >= EARLIEST_YEAR else None
    second = next((units for lengths, units in _EPOCHS if len(digits) in lengths), None)
    if second is None or (len(digits) == 10 and day and EARLIEST_YEAR <= day.year <= LATEST_YEAR):
        return None
    return Published(datetime.fromtimestamp(int(digits) // second, UTC))


def _iso(said: str) -> Published | None:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    ahead = at.utcoffset()
    if ahead is None or abs(ahead) > MAX_OFFSET:
        return _day_alone(at.date())
    return _moment(at.replace(tzinfo=None), ahead)


def _written(said: str) -> Published | None:
    clock = _clock().search(said)
    rest = said if clock is None else said[: clock.start()] + _CLOCK_AWAY + said[clock.end() :]
    day = next(_days(rest), None)
    if day is None:
        return None
    hour = clock and _time(clock)
    ahead = clock and zone_offset(clock, day)
    if hour is None or ahead is None:
        return _day_alone(day)
    return _moment(datetime.combine(day, hour), ahead)


def _moment(at: datetime, ahead: timedelta) -> Published | None:
    try:
        return Published((at - ahead).replace(tzinfo=UTC))
    except OverflowError:
        return None


def _day_alone(day: date) -> Published:
    return Published(datetime.combine(day, time(), UTC), "day")


def _time(clock: re.Match[str]) -> time | None:
    hour = int(clock["hour"] or clock["full_hour"])
    minute, second = int(clock["minute"] or 0), min(int(clock["second"] or 0), 59)  # a leap second
    half = clock["half"] or clock["full_half"]
    if (half == "a" and hour > 12) or (half == "p" and hour == 0):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 else None


def _days(said: str) -> Iterator[date]:
    """The days that a string without its clock tells, those with whole years first."""
    for number in range(len(_day_forms())):
        for match in _day_pattern(number).finditer(said):
            if day := _day(match.groupdict()):
                yield day


def _day(parts: Mapping[str, str | None]) -> date | None:
    """None of figures that could be another day in another order."""
    written, month, day = (parts.get(name) or "" for name in ("year", "month", "day"))
    if word := parts.get("word"):
        return _calendar_day(written, month_number(word.rstrip(".")), day)
    read = {_calendar_day(written, month, day)}
    if parts.get("sign") == "/" or (parts.get("sign") == "-" and len(written) == 2):
        read.add(_calendar_day(written, day, month))
    if parts.get("sign") == "-" and len(written) == 2:
        read.add(_calendar_day(day.zfill(2), month, written))
    read.discard(None)
    return read.pop() if len(read) == 1 else None


def _calendar_day(year: str, month: int | str, day: str) -> date | None:
    """Two-digit years are read as RFC 2822 does."""
    century = 0 if len(year) > 2 else 2000 if int(year) < CENTURY_TURNS else 1900
    try:
        return date(century + int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _clock() -> re.Pattern[str]:
    half = r"\s?(?P<half>[ap])\.?\s?m\b\.?"
    return re.compile(
        r"(?<!\d)(?:t(?=\d))?(?:"
        rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,:]\d+)?)?(?!\d)(?:{half})?"
        rf"|(?P<full_hour>\d{{1,2}}){half.replace('<half', '<full_half')})"
        rf"(?:\s?[(\[]?{_zone_pattern()})?"
    )


@cache
def _day_pattern(number: int) -> re.Pattern[str]:
    return re.compile(_day_forms()[number])


@cache
def _day_forms() -> tuple[str, ...]:
    year, day, between = r"(?<!\d)(?P<year>\d{4})(?!\d)", r"(?<!\d)(?P<day>\d{1,2})", r"[\s,./-]{0,3}"
    month = rf"(?P<word>{month_pattern()})"
    ordinal = r"(?:st|nd|rd|th|-?(?:го|е|ое|ші|шы|ы|і|ін|ын))?(?!\w)"
    of_year = r"(?:\s?(?:жылғы|жылдың|жылы|жыл|ж|года|году|год|г)(?!\w)\.?)?"
    end = rf"(?=\s*(?:$|,?\s*{_CLOCK_AWAY.strip()}|[гжв](?!\w)|at\b))"
    figures = r"(?<![\d.])(?P<day>\d{1,2})(?P<sign>[./-])\s?(?P<month>\d{1,2})(?P=sign)\s?"
    return (
        r"(?<![\d.])(?P<year>\d{4})(?P<ymd>[./-])\s?(?P<month>\d{1,2})(?P=ymd)\s?(?P<day>\d{1,2})(?!\d)",
        figures + r"(?P<year>\d{4})(?!\d)",
        rf"{day}{ordinal}{between}(?:of\s)?{month}{between}{year}",
        rf"{year}{of_year}{between}{day}{ordinal}{between}{month}",
        rf"{year}{of_year}{between}{month}{between}{day}(?!\d)",
        rf"{month}{between}{day}{ordinal}(?:{between}|\s*{_CLOCK_AWAY.strip()}\s*(?:[a-z]{{1,5}}\s)?){year}",
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"\A\D*{day}[\s/-]?{month}[\s/-]?'?(?P<year>\d\d){end}(?=\D*\Z)",
        rf"\A\D*{figures}'?(?P<year>\d\d)(?=\D*\Z)",
    )


@cache
def zone_names() -> re.Pattern[str]:
    """The names of zones in small letters, with the hours ahead of them, for `zone_offset`."""
    return re.compile(rf"(?<!\w){_named_zone()}")


def _zone_pattern() -> str:
    """A zone in small letters, as groups `zone`, `sign`, `hours` and `minutes`."""
    return rf"(?:{_named_zone()}|{_AHEAD.replace('P<', 'P<bare_')})"


def _named_zone() -> str:
    names = "|".join(sorted(map(re.escape, _zones()[""]), key=len, reverse=True))
    return rf"(?P<zone>{names})(?![\w/])(?:{_AHEAD})?"


def zone_offset(match: re.Match[str], day: date) -> timedelta | None:
    """What is to be taken from a clock on this day to get UTC; None where no zone is told, or a doubtful one.

    "UTC+5" and "МСК+2" are that many hours ahead of the named zone, "MSK +0300" is that zone.
    """
    parts = {name.removeprefix("bare_"): value for name, value in match.groupdict().items() if value}
    named = _named_offset(parts["zone"], day) if "zone" in parts else None
    offset = _bare_offset(parts)
    if named is not None and offset is not None and named != offset:
        offset = offset + named if not named or "minutes" not in parts else None
    offset = named if "sign" not in parts else offset
    return offset if offset is not None and abs(offset) <= MAX_OFFSET else None


def _bare_offset(parts: Mapping[str, str]) -> timedelta | None:
    hours, minutes = int(parts.get("hours", 99)), int(parts.get("minutes", 0))
    if hours > 23 or minutes > 59:
        return None
    return timedelta(hours=hours, minutes=minutes) * (1 if parts["sign"] == "+" else -1)


def _named_offset(name: str, day: date) -> timedelta:
    earlier = [
        offsets[name]
        for section, offsets in sorted(_zones().items())
        if section and name in offsets and day < date.fromisoformat(section.removeprefix(_BEFORE))
    ]
    return next(iter(earlier), _zones()[""][name])


@cache
def _zones() -> Mapping[str, Mapping[str, timedelta]]:
    """By section of the rule file, and there by name."""
    found: dict[str, dict[str, timedelta]] = {}
    for section, rule in rule_lines("zones.txt"):
        hours, _, names = rule.partition(" ")
        for name in names.split(","):
            found.setdefault(section, {})[name.strip()] = timedelta(hours=float(hours))
    return found
