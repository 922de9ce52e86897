"""What people type after a command: times, days, periods, numbers, topics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.views.common.subscription import EVERY_DAY, WEEKDAYS, WEEKENDS
from digests.models import TOPICS, Language, OwnTopic
from digests.text.periods import split_period

MAX_PERIOD = timedelta(days=30)
MAX_TYPED_CHARACTERS = 100  # characters; nothing that is read here is longer, whatever else has been typed
TIME_WORDS = 8
_TIME = re.compile(
    r"(?:\D{1,8}\s)?([0-9]{1,2})(?:\s?[:.\- ]\s?([0-9]{2})|([0-9]{2}))?(?:\s?([aApP])\.?[mM]\.?)?"
)
_PERIOD = re.compile(r"([0-9]{1,3})\s?(h|d|ч|д|с|к)\w{0,6}")
_NUMBER = re.compile(r"[№#]?\s?([0-9]{1,12})")
_HOURS = ("h", "ч", "с")
_NAMED_DAYS = {"daily": EVERY_DAY, "weekdays": WEEKDAYS, "weekends": WEEKENDS}
_BETWEEN_DAYS = ("", "по", "в", "во", "и", "on", "and", "сайын", "және", "мен", "күні", "күндері")
_WEEKDAYS = (
    ("пн", "понед", "дс", "дүйс", "mon"),
    ("вт", "сс", "сейс", "tue"),
    ("ср", "сәрс", "wed"),
    ("чт", "четв", "бс", "бейс", "thu"),
    ("пт", "пятн", "жм", "жұма", "fri"),
    ("сб", "субб", "сенб", "sat"),
    ("вс", "воскр", "жс", "жекс", "sun"),
)


def parse_time(said: str) -> str | None:
    """`9`, `09:00`, `9.30`, `21-15`, `0730`, `в 9`, `7 pm` → HH:MM."""
    match = _TIME.fullmatch(_short(said))
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2] or match[3] or 0)
    if match[4]:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + 12 * (match[4] in "pP")
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None


def parse_days(said: str) -> int | None:
    """`daily`, `weekdays`, `weekends`, `weekly` (Mondays), or those words as a screen shows them, or days of
    the week (`пн ср пт`); nothing said is no choice. A bit for each weekday, 0 for Monday."""
    word = _short(said).casefold()
    for name, days in _NAMED_DAYS.items():
        if word == name or word in (speak(language)(f"days-{name}") for language in INTERFACE_LANGUAGES):
            return days
    if word == "weekly":
        return 1
    found = [_weekday(part) for part in re.split(r"[\s,;]+", word) if part not in _BETWEEN_DAYS]
    if not found or None in found:
        return None
    return sum({1 << day for day in found if day is not None})


def _weekday(word: str) -> int | None:
    return next((day for day, starts in enumerate(_WEEKDAYS) if word.startswith(starts)), None)


def parse_when(said: str) -> tuple[str, int | None] | None:
    """A time, then days if any: `09:00 weekdays`, `9 00 по будням`, `9:00 пн, ср`."""
    words = _short(said).split()
    for end in range(min(len(words), TIME_WORDS), 0, -1):
        time, rest = parse_time(" ".join(words[:end])), " ".join(words[end:])
        days = parse_days(rest)
        if time and (days or not rest):
            return time, days
    return None


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
    """A topic by its name in any language, or by its id; `own` are the editors'."""
    word = _short(said).casefold()
    named = {
        name: topic.id for topic in own for name in (topic.id, *(name.casefold() for _, name in topic.names))
    }
    return named.get(word) or _built_in_topics().get(word)


def parse_topics(said: str, own: Sequence[OwnTopic] = ()) -> frozenset[str] | str | None:
    """What stands between commas, none of them for "all topics"; or the first that is unknown.

    None when nothing was said.
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
    """Without spaces around; nothing of what is too long to be understood."""
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
    """By id and by name in each language, in small letters."""
    names = {
        speak(each)(f"topic-{topic}").casefold(): topic for topic in TOPICS for each in INTERFACE_LANGUAGES
    }
    return names | {topic: topic for topic in TOPICS}
