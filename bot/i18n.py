"""What people read, from `locales/` (Fluent), in Kazakh, Russian and English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from fluent.runtime import FluentBundle, FluentResource

from digests.models.texts import TOPICS, Language
from digests.models.wishes import OwnTopic

LOCALES = Path(__file__).parent / "locales"
_ENTRY = re.compile(r"^[a-z][\w-]{0,60} =", re.MULTILINE)
_KAZAKH_AT = {
    "3": "те",
    "4": "те",
    "5": "те",
    "6": "да",
    "9": "да",
    **dict.fromkeys(("10", "20", "30"), "да"),
    "40": "та",
}
INTERFACE_LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


class Say:
    """Speaks one language. Its texts are plain: who shows them escapes them.

    Whole numbers are formatted and counted in the language; a number of an article is passed as str.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._sources = dict(_sources(language))
        self._locale = Locale(language)
        self._own: dict[str, str] = {}

    def knowing(self, own: Sequence[OwnTopic]) -> Say:
        """The same language, also naming the topics of the editors."""
        say = copy(self)
        say._own = {topic.id: topic.name(self.language) for topic in own}
        return say

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics that can be chosen, in the order in which people see them."""
        return (*TOPICS, *self._own)

    def __call__(self, key: str, **values: str | int) -> str:
        """Raises LookupError for a text that is missing, ValueError for one that cannot be formed."""
        if key in self._sources and not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._sources[key]))
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"{key} has no text in {self.language}")
        formed, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"{key} in {self.language}: {errors}")
        return str(formed)

    def topic(self, topic: str) -> str:
        """A topic's name as a title."""
        return self._own[topic] if topic in self._own else self(f"topic-{topic}")

    def topic_within(self, topic: str) -> str:
        """A topic's name within a sentence; those of the editors stay as they wrote them."""
        return self._own[topic] if topic in self._own else self.topic(topic).lower()

    def weekday_and_date(self, moment: datetime, zone: str) -> str:
        """Пятница, 26 сентября."""
        words = self._date(moment, zone, self("date-pattern-weekday"))
        return words[:1].upper() + words[1:]

    def date(self, moment: datetime, zone: str, *, now: datetime) -> str:
        """26 сентября; with the year when it is another one than now."""
        same = moment.astimezone(ZoneInfo(zone)).year == now.astimezone(ZoneInfo(zone)).year
        return self._date(moment, zone, self("date-pattern-day") if same else self("date-pattern-year"))

    def full_date(self, moment: datetime, zone: str) -> str:
        """26 сентября 2026, always with its year."""
        return self._date(moment, zone, self("date-pattern-year"))

    def days(self, first: datetime, last: datetime, zone: str) -> str:
        """23–29 сентября; 26 сентября – 2 октября."""
        local = [each.astimezone(ZoneInfo(zone)) for each in (first, last)]
        ends = [self.date(each, zone, now=last) for each in (first, last)]
        together = (local[0].year, local[0].month) == (local[1].year, local[1].month)
        return f"{local[0].day}–{ends[1]}" if together else f"{ends[0]} – {ends[1]}"

    def time(self, moment: datetime, zone: str) -> str:
        return moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")

    def at_time(self, moment: datetime, zone: str) -> str:
        """The time to stand after "at": 09:00, in Kazakh with its ending, 09:00-де."""
        return self.at_times([self.time(moment, zone)])

    def at_times(self, times: Sequence[str]) -> str:
        """Times HH:MM to stand after "at": 07:30 и 09:00, in Kazakh with an ending, 07:30 және 09:00-де."""
        words = self.all_of(times)
        if self.language != "kk":
            return words
        last = words[-2:] if words[-1] == "0" else words[-1]
        return f"{words}-{_KAZAKH_AT.get(last, 'де')}"

    def decimal(self, number: float) -> str:
        """With one digit after the point or comma: 1,5."""
        return str(format_decimal(number, "0.0", locale=self._locale))

    def number(self, number: int) -> str:
        """12 345, as the language parts thousands."""
        return str(format_decimal(number, locale=self._locale))

    def percent(self, share: float) -> str:
        """35 % for 0.351."""
        return str(format_percent(share, locale=self._locale))

    def all_of(self, words: Sequence[str]) -> str:
        """культура, спорт и наука."""
        return format_list(list(words), locale=self._locale)

    def _date(self, moment: datetime, zone: str, pattern: str) -> str:
        return format_date(moment.astimezone(ZoneInfo(zone)), pattern, locale=self._locale)


def _sources(language: Language) -> Iterator[tuple[str, str]]:
    """Each text's key and its Fluent, which is parsed when it is first said: all would take a second."""
    for file in sorted((LOCALES / language).glob("*.ftl")):
        text = file.read_text(encoding="utf-8")
        starts = [entry.start() for entry in _ENTRY.finditer(text)]
        for start, end in pairwise([*starts, len(text)]):
            source = text[start:end]
            yield source.split(" ", 1)[0], source


@cache
def speak(language: Language) -> Say:
    """The texts in this language; Russian for a news language that is no language of the interface."""
    return Say(language) if language in INTERFACE_LANGUAGES else speak("ru")
