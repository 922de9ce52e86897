"""The day of publication, where running text itself tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import islice

from digests.models.texts import Published
from digests.text.dates import RECENT_YEARS, FoundDate, could_be_publication, find_dates
from digests.text.rules import rule_lines
from digests.text.sentences import read_sentences

SENTENCES_READ = 3
CHARACTERS_READ = 2000
MAX_WEEKDAY_AGE = timedelta(days=3)
_BESIDE = r"[\s,(–—-]{1,4}"
# A day opens a text: "25 сентября 2025 года министр …", "On Friday, May 1, …".
_HEAD = re.compile(r"(?:\W|(?:в|во|on|at)\s){0,4}", re.IGNORECASE)


def day_told(body: Sequence[str], *, now: datetime) -> Published | None:
    """The day of the first sentences that can only be that of the text; most days are those of events.

    It stands beside "today", is a weekday just past, or opens the text with its year.
    """
    opening = "\n".join(body[:SENTENCES_READ])[:CHARACTERS_READ]
    sentences = islice(read_sentences(opening), SENTENCES_READ)
    return next((day for i, sentence in enumerate(sentences) for day in _days(sentence, i == 0, now)), None)


def is_invitation(text: str) -> bool:
    """Whether a text says when and where to come, so that the days of its lines are those of an event."""
    return bool(_invitation().search(text))


@cache
def _invitation() -> re.Pattern[str]:
    labels = _choice("invitation").replace(":", r"\s?:")
    return re.compile(rf"^\W{{0,3}}(?:{labels})|{_choice('invitation signs')}", re.IGNORECASE | re.MULTILINE)


def _days(sentence: str, first: bool, now: datetime) -> Iterator[Published]:
    for day in find_dates(sentence, now=now):
        if day.relative or not could_be_publication(day, now=now):
            continue
        if _is_today(sentence, day) or (
            _is_past(day, now)
            and not _words("other").search(sentence)
            and (_is_weekday(sentence, day, now) or (first and _opens(sentence, day)))
        ):
            yield day.published


def _is_today(sentence: str, day: FoundDate) -> bool:
    before, after = sentence[: day.start], sentence[day.end :]
    return bool(_today_before().search(before) or _today_after().match(after))


def _is_past(day: FoundDate, now: datetime) -> bool:
    return day.published.at <= now and day.published.at.year >= now.year - RECENT_YEARS


def _is_weekday(sentence: str, day: FoundDate, now: datetime) -> bool:
    """Whether the weekday before a day is its own and, where a year is wanting, just past."""
    named = _weekday_before().search(sentence[: day.start])
    if named is None or named.lastgroup != f"day{day.published.at.weekday()}":
        return False
    return day.exact or now - day.published.at <= MAX_WEEKDAY_AGE


def _opens(sentence: str, day: FoundDate) -> bool:
    return day.exact and bool(_HEAD.fullmatch(sentence, 0, day.start))


@cache
def _words(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_choice(section)})\b", re.IGNORECASE)


@cache
def _today_before() -> re.Pattern[str]:
    weekday = rf"(?:(?:в|во)\s)?(?:{_choice('weekdays')})"
    return re.compile(rf"\b(?:{_choice('today')})(?:{_BESIDE}{weekday})?{_BESIDE}\Z", re.IGNORECASE)


@cache
def _today_after() -> re.Pattern[str]:
    return re.compile(rf"\s?[,(–—]\s?(?:{_choice('today')})\b", re.IGNORECASE)


@cache
def _weekday_before() -> re.Pattern[str]:
    rules = (rule for section, rule in rule_lines("publication_days.txt") if section == "weekdays")
    days = "|".join(f"(?P<day{number}>{_pattern(rule)})" for number, rule in enumerate(rules))
    return re.compile(rf"\b(?:{days})\.?{_BESIDE}\Z", re.IGNORECASE)


def _choice(wanted: str) -> str:
    return "|".join(
        _pattern(rule) for section, rule in rule_lines("publication_days.txt") if section == wanted
    )


def _pattern(rule: str) -> str:
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in rule.split())
