"""Datelines: the place, the day and the agency before the first words of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from digests.models.texts import Published
from digests.text.dates import FoundDate, could_be_publication, find_dates
from digests.text.rules import rule_lines

MAX_DATELINE = 120
_CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_CAPITAL}](?:\.|[\w’'-]++)"
_COUNTRY = rf",\s{_WORD}(?:\s{_WORD})?(?:\sand\s{_WORD})?"
_PLACE = re.compile(
    rf"((?:г\.\s?|[{_CAPITAL}]\.-)?[{_CAPITAL}][\w’'-]++(?:[ -]{_WORD}){{0,2}})(?:{_COUNTRY})?"
)
_BEFORE_DAY = re.compile(rf"(?:{_COUNTRY})?[\s.,—–-]*")
_PERSON = rf"(?:[,/]\s?{_WORD}(?:\s{_WORD}){{0,2}})?"
_DASH = r"\s{0,9}(?:--|[-—–―|])\s{0,9}"
# What ends a dateline without an agency: behind a day a dash or full stop, behind Latin capitals a dash.
_REPORT = rf"(?=[{_CAPITAL}0-9«“\"])"
_AFTER_DAY = re.compile(rf"\.?{_DASH}{_REPORT}|\.\s{{1,9}}{_REPORT}|\.?\s{{0,9}}\Z")
# "3 ноября /Пресс-центр/. …", "3 ноября/ Радио. …"
_AFTER_SLASHES = re.compile(rf"\s?/[^/\n]{{0,40}}/?\s?(?:\.?{_DASH}|\.\s{{1,9}}){_REPORT}|/\s{_REPORT}")
_AFTER_LATIN = re.compile(rf":\s{{1,9}}{_REPORT}")  # "CAIRO – 2 May 2020: Egypt has …"
_OPENS_WITH_DAY = re.compile(r"\d{1,2}\s|[^\W\d_]{3,9}\.?\s\d")
_TWO_DASHES = re.compile(rf"\s--\s{_REPORT}")
_AFTER_CAPITALS = re.compile(rf"[A-Z][A-Z ,.'-]{{3,40}}(?:\s(?:--|[—–-])|:)\s{_REPORT}")


@dataclass(frozen=True, slots=True)
class Dateline:
    text: str
    published: Published | None
    end: int


def read_dateline(paragraph: str, *, now: datetime) -> Dateline | None:
    """The dateline at the head of a paragraph; `end` is where its report begins.

    A place alone is none: there must be a day or an agency, or Latin capitals before a dash or colon, or a
    city of `dateline_places.txt` before a colon.
    """
    head = paragraph[:MAX_DATELINE]
    if opening := _day_at_head(head, now):
        return opening
    place = _PLACE.match(head)
    at = place.end() if place else 0
    day = _day_after(head, place.end(1), now) if place else None
    at = len(head[: day.end].rstrip(".")) if day else at
    tail = _agency_tail().match(head, at)
    if tail is None and place and day:
        apart = place[0].isascii() and re.search("[,–—-]", head[place.end(1) : day.start])
        tail = _AFTER_DAY.match(head, at) or _AFTER_SLASHES.match(head, at)
        tail = tail or (_AFTER_LATIN.match(head, at) if apart else None)
    elif tail is None and place and place[0].isupper():
        tail = _AFTER_CAPITALS.match(head)
    if tail is None:
        tail = _city().match(head)
    return _dateline(head, day, tail, now) if tail else None


def _day_at_head(head: str, now: datetime) -> Dateline | None:
    """A day without a place: "May 1 (UPI) -- "."""
    days = find_dates(head, now=now) if _OPENS_WITH_DAY.match(head) else []
    day = next((day for day in days[:1] if day.start == 0), None)
    if day is None:
        return None
    at = len(head[: day.end].rstrip("."))
    tail = _agency_tail().match(head, at) or _TWO_DASHES.match(head, day.end)
    return _dateline(head, day, tail, now) if tail else None


def _dateline(head: str, day: FoundDate | None, tail: re.Match[str], now: datetime) -> Dateline:
    published = day.published if day and could_be_publication(day, now=now) else None
    return Dateline(head[: tail.end()].rstrip(" \u00a0—–―-|"), published, tail.end())


def _day_after(head: str, at: int, now: datetime) -> FoundDate | None:
    found = (day for day in find_dates(head, now=now) if day.start >= at)
    return next((day for day in found if _BEFORE_DAY.fullmatch(head, at, day.start)), None)


@cache
def _city() -> re.Pattern[str]:
    """A city in small letters before a colon: "New Delhi: The council …"."""
    cities = "|".join(re.escape(name) for _, name in rule_lines("dateline_places.txt"))
    return re.compile(rf"(?:{cities}):\s{{1,9}}{_REPORT}")


@cache
def _agency_tail() -> re.Pattern[str]:
    """The agency, in brackets or behind a dash or full stop, and the sign before the report."""
    names = sorted((rule for _, rule in rule_lines("agencies.txt")), key=len, reverse=True)
    agency = "(?:" + "|".join(re.escape(name) for name in names) + ")"
    bracketed = rf"[.,]?\s{{0,9}}[(/](?i:{agency}){_PERSON}[)/](?:\.?{_DASH}|\.?\s{{1,9}}|\Z)"
    after = rf"(?:\.?{_DASH}|\.\s{{0,9}}|:\s{{1,9}}|\s{{0,9}}\Z)"
    signed = rf"(?:[.,]?{_DASH}|[.,]\s{{0,9}})(?i:{agency}){_PERSON}{after}"
    return re.compile(rf"{bracketed}|{signed}")
