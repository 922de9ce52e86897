"""Dates that feeds and pages carry beside a text: RFC 822, ISO 8601, words and figures of three languages."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from digests.models import Published
from digests.text.dates import find_dates

if TYPE_CHECKING:
    from time import struct_time

_TIME = re.compile(r"\d:\d\d")
_ZONE = re.compile(
    r"\d\d(?:[.,]\d+)?\s*(?:Z|[+-]\d\d:?\d\d|UTC?|GMT|[ECMP][SD]?T)\b(?:\s*\([^()]{0,40}\))?(?:\s+\d{4})?\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d))(?!\w)", re.IGNORECASE)
EARLIEST_YEAR = 1700
DAY_SECONDS = 86_400  # seconds around zero, in any zone
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def carried_date(said: str, parsed: struct_time | None = None) -> Published | None:
    """`parsed` is what a feed's parser made of it, in UTC. None also for the date of a clock at zero.

    A time counts only with its zone: without one the day alone is known.
    """
    said = said.strip()[:100]
    found = _moment(said, parsed)
    if found is None:
        return _in_words(said)
    if found.year < EARLIEST_YEAR or abs(found.timestamp()) <= DAY_SECONDS:
        return None
    return publication(found, precise=bool(_TIME.search(said) and _ZONE.search(said)))


def publication(at: datetime, *, precise: bool) -> Published:
    """`at` as it is, or its day alone."""
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return Published(at) if precise else Published(day, "day")


def _moment(said: str, parsed: struct_time | None) -> datetime | None:
    try:
        if parsed is not None:
            return datetime.fromtimestamp(timegm(parsed), UTC)
        at = datetime.fromisoformat(said)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _in_words(said: str) -> Published | None:
    """ "Пт, 26 сен 2025 10:00:00 +0500", "26.09.2025"; a day of which the year is not told is none."""
    found = next((day for day in find_dates(said, now=_ANY_DAY) if day.exact), None)
    if found is None or found.published.at.year < EARLIEST_YEAR:
        return None
    clock = _CLOCK.search(said)
    if found.published.precision == "minute" or clock is None:
        return found.published
    hours, minutes, sign, *ahead = clock.groups(default="0")
    if int(hours) > 23 or int(minutes) > 59:
        return found.published
    offset = timedelta(hours=int(ahead[0]), minutes=int(ahead[1])) * (-1 if sign == "-" else 1)
    return Published(found.published.at + timedelta(hours=int(hours), minutes=int(minutes)) - offset)
