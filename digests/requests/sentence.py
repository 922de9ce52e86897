"""A sentence whose words are known or are what it is about, and the wish that it then is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.requests.asked import (
    AsksAbout,
    AsksNews,
    Courtesy,
    Greets,
    Opens,
    Request,
    Screen,
    Searches,
    WantsLanguage,
    WantsTimes,
    WantsWithout,
)
from digests.requests.phrases import Word, known_in, words_of
from digests.requests.time_words import is_said_of_times, number_said
from digests.requests.times import read_when
from digests.text.periods import split_period
from digests.topics.topic_names import topic_named

MAX_SUBJECT_WORDS = 5
MAX_PLACE_WORDS = 3
PERIODS = {
    "hour": 1,
    "half_day": 12,
    "day": 24,
    "yesterday": 24,
    "weekend": 72,
    "week": 168,
    "month": 720,
}  # hours

_SCREENS: tuple[Screen, ...] = (
    "privacy", "resume", "stop", "chats", "history", "saved", "follows", "zone", "sources", "length",
    "topics", "times", "settings", "help", "menu",
)  # fmt: skip
_COURTESIES: tuple[Courtesy, ...] = ("thanks", "bye", "hello", "ok")
_DAY_NAMES = {"сегодня", "вчера", "бүгін", "кеше", "today", "yesterday"}
_PARTS_OF_DAY = {"утра", "дня", "вечера", "ночи"}  # "8 часов утра" is no period
_REALMS = {"мире", "мира", "world"}
_WEAK = {"без", "кроме", "without", "except", "no", "емес"}
_LIGHT = {
    "around",
    "hello",
    "thanks",
    "bye",
    "ok",
    "change",
    "send",
    "news",
    "report",
    "mailing",
    "part",
    *PERIODS,
}
_NO_TIMES = {
    "around",
    "hello",
    "thanks",
    "ok",
    "change",
    "send",
    "news",
    "report",
    "mailing",
    "subscribe",
    "times",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The text as it may be meant, and as its words are told; `guessed`: it is typed otherwise.

    Of a guess nothing unknown may be left but what is asked about.
    """

    text: str
    told: str
    guessed: bool


class PlainSentence:
    """Its words are known or are its subject, `rest`: from the first unknown word to the last."""

    def __init__(self, reading: Reading, words: Sequence[Word], own: Sequence[OwnTopic]) -> None:
        self._text, self._told, self._words, self._own = reading.text, reading.told, words, own
        self._period, covered = _period_in(words)
        known = [each for each in known_in(words) if not covered.intersection(range(each.first, each.after))]
        self._known = known
        taken = covered.union(*(range(each.first, each.after) for each in known))
        self.unknown = [place for place in range(len(words)) if place not in taken]
        self.rest = range(self.unknown[0], self.unknown[-1] + 1) if self.unknown else None
        outside = [each for each in known if self.rest is None or each.first not in self.rest]
        self.kinds = {each.section for each in outside}
        self._inside = {each.section for each in known} - self.kinds - {"around"}
        self._subject = self._words_said(self.rest) if self.rest else ""
        self.topic = self._topic_of(self._as_read(self.rest)) if self.rest else None

    def _topic_of(self, said: str) -> str | None:
        """Also "мире спорта"."""
        first, _, rest = said.partition(" ")
        return topic_named(said, self._own) or (
            topic_named(rest, self._own) if first.lower() in _REALMS else None
        )

    def request(self) -> Request | None:
        """None where the sentence as a whole is no wish."""
        if self.rest is not None and self._inside & {"without", "stop", "send", "subscribe"}:
            return None
        return (
            self._times()
            or self._without()
            or self._screen()
            or self._language()
            or self._about()
            or self._news()
            or self._courtesy()
        )

    def _times(self) -> Request | None:
        if self.kinds & {"without", "stop"}:
            return None
        when = read_when(self._text_without(_NO_TIMES))
        if when is None:
            return None
        wanted = bool(self.kinds & {"send", "subscribe"}) or self._changes_time()
        if not when.times:
            return WantsTimes(when) if wanted else None
        return WantsTimes(when) if when.sure or wanted or self._at_some_time() else None

    def _changes_time(self) -> bool:
        """ "Поменяй время на 9"; "Time 100" is a name."""
        phrases = [each for each in self._known if each.section == "times"]
        return any(each.after - each.first > 1 for each in phrases) or bool(
            phrases and "change" in self.kinds
        )

    def _at_some_time(self) -> bool:
        """News and a preposition before a figure: "дайджест в 9"."""
        said = {word.text.lower() for word in self._words}
        return "news" in self.kinds and not said.isdisjoint(("в", "к", "at", "сағат"))

    def _without(self) -> Request | None:
        """A topic that is not wanted; words, where it is plain that they are the news."""
        if without := self._in_kazakh():
            return without
        if "without" not in self.kinds:
            return None
        if self.topic:
            return WantsWithout(self._subject, self.topic)
        if self.rest is None:
            if self._weak():
                return Greets("ok")
            return Opens("stop") if not self.kinds & {"thanks", "length"} else None
        if self.kinds & {"about", "news"} and not self._weak() and len(self.rest) <= MAX_SUBJECT_WORDS:
            return WantsWithout(self._subject)
        return None

    def _weak(self) -> bool:
        """Said of much else too: "Новости без цензуры"."""
        said = [each for each in self._known if each.section == "without"]
        words = {self._words[each.first].text.lower() for each in said if each.after - each.first == 1}
        return len(words) == len(said) and words <= _WEAK

    def _in_kazakh(self) -> Request | None:
        """спортсыз, саясатсыз."""
        if self.rest is None or len(self.rest) != 1:
            return None
        word = self._words[self.rest[0]].text
        topic = topic_named(word[:-3], self._own) if word.lower().endswith(("сыз", "сіз", "сиз")) else None
        return WantsWithout(word[:-3], topic) if topic else None

    def _screen(self) -> Request | None:
        if self.rest is not None:
            if "place" in self.kinds and len(self.rest) <= MAX_PLACE_WORDS:
                return Opens("zone")
            if self.kinds & {"only", "subscribe", "topics"} and self._all_topics():
                return Opens("topics")
            return None
        if "place" in self.kinds:
            return Opens("zone")
        if self._languages() and "news" in self.kinds:
            return Opens("news_languages")
        if screen := next((each for each in _SCREENS if each in self.kinds), None):
            return Opens(screen)
        if {"send", "part"} <= self.kinds or "subscribe" in self.kinds:
            return Opens("times")
        return None

    def _all_topics(self) -> bool:
        parts = self._subject.replace(" и ", ",").replace(" және ", ",").replace(" and ", ",").split(",")
        return all(topic_named(part.strip(), self._own) for part in parts)

    def _language(self) -> Request | None:
        if self.rest is not None or self.kinds - {"language", "tongue"} - _LIGHT - set(self._languages()):
            return None
        languages = self._languages()
        if len(languages) == 1:
            return WantsLanguage(cast("Language", languages[0].removeprefix("language ")))
        return Opens("language") if languages or "tongue" in self.kinds else None

    def _languages(self) -> list[str]:
        return sorted(kind for kind in self.kinds if kind.startswith("language "))

    def _about(self) -> Request | None:
        if self.rest is None:
            return Opens("search") if "find" in self.kinds else None
        if len(self.rest) > MAX_SUBJECT_WORDS and not self.kinds & {"find"}:
            return None
        if self.topic:
            odd = self.kinds - _LIGHT - {"about", "find", "only", "subscribe"}
            return None if odd else AsksAbout(self._subject, self.topic, self._asked_period())
        if self.kinds - _LIGHT - {"about", "find", "subscribe"} or "report" in self.kinds:
            return None
        if "find" in self.kinds:
            return Searches(self._subject, asked=True)
        if self.kinds & {"news", "about", "subscribe"} or self._ends_with_period():
            return AsksAbout(self._subject, None, self._asked_period())
        return None

    def _news(self) -> Request | None:
        if self.rest is not None or self.kinds - _LIGHT - {"about", "only", "find"}:
            return None
        if (
            self._known
            and self._known[0].section == "thanks"
            and not (self._asked_period() or "send" in self.kinds)
        ):
            return None  # "спасибо за новости"
        if self.kinds & {"news", "report"} or self._asked_period():
            return AsksNews(self._asked_period() or timedelta(days=1), yesterday=self._only_yesterday())
        return None

    def _courtesy(self) -> Request | None:
        if self.rest is not None:
            return None
        return next((Greets(how) for how in _COURTESIES if how in self.kinds), None)

    def _ends_with_period(self) -> bool:
        """A name, then a period that is plainly one: "ЮНЕСКО за месяц", "Токаев сегодня"."""
        if self.rest is None or self.rest[0] != 0 or len(self.rest) > MAX_PLACE_WORDS:
            return False
        if self._period:
            return self._known == []
        if len(self._known) != 1 or self._known[0].section not in PERIODS:
            return False
        last = self._known[0]
        return last.after - last.first > 1 or self._words[last.first].text.lower() in _DAY_NAMES

    def _asked_period(self) -> timedelta | None:
        if self._period:
            return self._period
        hours = [PERIODS[kind] for kind in self.kinds if kind in PERIODS]
        return timedelta(hours=max(hours)) if hours else None

    def _only_yesterday(self) -> bool:
        return (
            self._period is None and "yesterday" in self.kinds and not self.kinds & {"week", "month", "day"}
        )

    def _text_without(self, sections: set[str]) -> str:
        """The text without the words of these sections, but for those that belong to times."""
        gone = {
            place
            for each in self._known
            if each.section in sections
            for place in range(each.first, each.after)
            if each.after - each.first > 1 or not is_said_of_times(self._words[place].text)
        }
        text = self._text
        for place in sorted(gone, reverse=True):
            text = text[: self._words[place].start] + " " + text[self._words[place].end :]
        return text

    def _as_read(self, places: range) -> str:
        return self._text[self._words[places[0]].start : self._words[places[-1]].end]

    def _words_said(self, places: range) -> str:
        """As they were typed, also where the sentence was read in other letters."""
        typed = words_of(self._told)
        words, text = (typed, self._told) if len(typed) == len(self._words) else (self._words, self._text)
        return " ".join(text[words[places[0]].start : words[places[-1]].end].split())


def _period_in(words: Sequence[Word]) -> tuple[timedelta | None, set[int]]:
    """A period with a figure or a preposition, wherever it stands, and the places of its words."""
    said = [str(number) if (number := number_said(word.text)) else word.text for word in words]
    for after in range(len(words), 0, -1):
        split = split_period(" ".join(said[:after]))
        if split and split.sure and not (after < len(said) and said[after].lower() in _PARTS_OF_DAY):
            return split.period, set(range(len(words_of(split.words)), after))
    return None, set()
