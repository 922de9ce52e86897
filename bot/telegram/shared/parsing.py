"""Reads what people type after a command: periods, numbers, languages, topics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.i18n import INTERFACE_LANGUAGES, speak
from digests.models.texts import TOPICS, Language, Published
from digests.models.wishes import OwnTopic
from digests.reading.release_times import read_moment
from digests.text.dates import find_dates
from digests.text.periods import split_period

MAX_PERIOD = timedelta(days=30)
MAX_TYPED_CHARACTERS = 100  # characters; nothing that is read here is longer, whatever else has been typed
_PERIOD = re.compile(r"([0-9]{1,3})\s?(h|d|ч|д|с|к)\w{0,6}")
_STORY_LINK = re.compile(r"s([0-9]{1,64})(?:e([0-9]{1,12}))?")
_NO_STORY = 10**12  # has no row, and SQLite can be asked for it
_NUMBER = re.compile(r"[№#]?\s?([0-9]{1,12})")
_CLOCK = re.compile(r"\b([01]?[0-9]|2[0-3]):([0-5][0-9])\b")
_HOURS = ("h", "ч", "с")


def parse_period(said: str) -> timedelta | None:
    """`24h`, `7d`, `12 ч`, `3 дня`, `5 күн`, `неделя`; at most 30 days."""
    word = _short(said).casefold()
    match = _PERIOD.fullmatch(word)
    if match is None:
        return _period_in_words(word)
    if int(match[1]) == 0:
        return None
    number = int(match[1])
    period = timedelta(hours=number) if match[2] in _HOURS else timedelta(days=number)
    return period if period <= MAX_PERIOD else None


def parse_published(said: str, zone: str, now: datetime) -> Published | None:
    """`2 марта 2026`, `вчера 14:05`, `02.03.2026`: a day, with a time in this zone if one is given.

    Without a year it is the latest such day. None for anything else, and for the future.
    """
    local = now.astimezone(ZoneInfo(zone))
    said = _short(said)
    found = find_dates(said, now=local.replace(tzinfo=UTC))
    if len(found) != 1:
        return None
    day = found[0].published
    clock = _CLOCK.search(said)
    if day.precision == "day" and clock:
        at = day.at.replace(hour=int(clock[1]), minute=int(clock[2]), tzinfo=ZoneInfo(zone))
        day = Published(at.astimezone(UTC))
    latest = local.replace(tzinfo=UTC) if day.precision == "day" else now
    return day if day.at <= latest else None


def parse_story_link(payload: str) -> tuple[int, int] | None:
    """(story, edition) of a link in a post, such as `s42e17`; in `s42` the edition is 0."""
    match = _STORY_LINK.fullmatch(payload)
    return (min(int(match[1]), _NO_STORY), int(match[2] or 0)) if match else None


def parse_time_to_come(said: str, zone: str, now: datetime) -> datetime | None:
    """`15:00`, `завтра 10:00`, `28 сентября 15:00` in this zone; None for anything else, and for the past."""
    return read_moment(_short(said), now.astimezone(ZoneInfo(zone)))


def parse_number(said: str) -> int | None:
    """An article's number: `12`, `№12`, `#12`."""
    match = _NUMBER.fullmatch(_short(said))
    return int(match[1]) if match else None


def _period_in_words(said: str) -> timedelta | None:
    split = split_period(said)
    return split.period if split and not split.words and not re.search(r"\d", said) else None


def parse_language(said: str) -> Language | None:
    word = _short(said).casefold()
    return next((language for language in INTERFACE_LANGUAGES if word in _names_of(language)), None)


def parse_topic(said: str, own: Sequence[OwnTopic] = ()) -> str | None:
    """The id of a topic, given by its name in any language or by its id; `own` are the editors' topics."""
    word = _short(said).casefold()
    named = {
        name: topic.id for topic in own for name in (topic.id, *(name.casefold() for _, name in topic.names))
    }
    return named.get(word) or _built_in_topics().get(word)


def parse_topics(said: str, own: Sequence[OwnTopic] = ()) -> frozenset[str] | str | None:
    """The topics that stand between commas, none of them for "all topics"; or the first one that is unknown.

    None when nothing was typed.
    """
    names = [name.strip() for name in said.split(",") if name.strip()]
    if len(names) == 1 and _means_all_topics(names[0]):
        return frozenset()
    found = set[str]()
    for name in names:
        if (topic := parse_topic(name, own)) is None:
            return name
        found.add(topic)
    return frozenset(found) if found else None


def _short(said: str) -> str:
    """The text without spaces around it; empty if it is too long to be meant."""
    word = said.strip()
    return word if len(word) <= MAX_TYPED_CHARACTERS else ""


def _means_all_topics(said: str) -> bool:
    word = _short(said).casefold()
    words = [
        (speak(each)("settings-all-topics"), speak(each)("button-all-topics")) for each in INTERFACE_LANGUAGES
    ]
    return any(word in (short.casefold(), whole.casefold()) for short, whole in words)


def _names_of(language: Language) -> set[str]:
    names = {speak(said_in)(f"language-{language}") for said_in in INTERFACE_LANGUAGES}
    return {language, *(name.casefold() for name in names), speak(language)("language-own").casefold()}


@cache
def _built_in_topics() -> dict[str, str]:
    """The ids of the topics, by id and by name in each language, in lower case."""
    names = {
        speak(each)(f"topic-{topic}").casefold(): topic for topic in TOPICS for each in INTERFACE_LANGUAGES
    }
    return names | {topic: topic for topic in TOPICS}
