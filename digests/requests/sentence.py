"""A sentence whose words are either known or its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from digests.models.wishes import OwnTopic
from digests.requests.phrases import Known, Word, known_in, words_of
from digests.requests.time_words import is_days, is_said_of_times, number_said
from digests.text.periods import split_period
from digests.text.rules import words_by_section
from digests.topics.topic_names import topic_named

PERIODS = {
    "hour": 1,
    "half_day": 12,
    "day": 24,
    "yesterday": 24,
    "weekend": 72,
    "week": 168,
    "month": 720,
}  # hours
AND = {"и", "или", "да", "and", "or", "және", "мен", "бен", "пен"}

_MARK_WITHIN = re.compile(r"[:;!?()…]|[.,]\s|\s[-–—]\s")
_BESIDE = {"part_of_news": "mistake", "until": "stop"}  # sections that say something beside another only
_KAZAKH_VERB_ENDINGS = ("ды", "ді", "ты", "ті", "ған", "ген", "қан", "кен", "мақ", "мек")
_KAZAKH_I_AND_YOU = (
    "мын",
    "мін",
    "пын",
    "пін",
    "сың",
    "сің",
    "ңыз",
    "ңіз",
    "ймын",
    "ймін",
    "ғым",
    "гім",
    "маңыз",
    "меңіз",
)
_PARTS_OF_DAY = {"утра", "дня", "вечера", "ночи"}  # "8 часов утра" is no period
_REALMS = {"мире", "мира", "world"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it may be meant, and as its words are told; `guessed`: it was typed differently.

    In a guess, only the subject may be unknown.
    """

    text: str
    told: str
    guessed: bool


class PlainSentence:
    """Its words are known or are its subject, `rest`, which extends from the first unknown word to the last.

    `kinds` are the sections of the word lists that contain known words outside `rest`, `inside` those within
    it. `period` is one given with a number or a preposition.
    """

    def __init__(self, reading: Reading, words: Sequence[Word], own: Sequence[OwnTopic]) -> None:
        self._reading, self.words, self.own = reading, words, own
        self.text, self._told, self.is_guessed = reading.text, reading.told, reading.guessed
        self.period, covered = _period_in(words)
        self._of_period = covered
        known = [each for each in known_in(words) if not covered.intersection(range(each.first, each.after))]
        sections = {each.section for each in known}
        known = [each for each in known if _BESIDE.get(each.section, each.section) in sections]
        self.known = known
        taken = covered.union(*(range(each.first, each.after) for each in known))
        self.unknown = [place for place in range(len(words)) if place not in taken]
        self.rest = range(self.unknown[0], self.unknown[-1] + 1) if self.unknown else None
        self.outside = [each for each in known if self.rest is None or each.first not in self.rest]
        self.kinds = {each.section for each in self.outside}
        self.inside = {each.section for each in known} - self.kinds - {"around"}
        self.subject = self.words_said(self.rest) if self.rest else ""
        self.topic = self._topic_of(self._as_read(self.rest)) if self.rest else None

    def with_words(self, words: Sequence[Word]) -> PlainSentence:
        """The same sentence with its words understood differently."""
        return PlainSentence(self._reading, words, self.own)

    @property
    def languages(self) -> list[str]:
        return sorted(kind for kind in self.kinds if kind.startswith("language "))

    def said(self, section: str) -> list[Known]:
        return [each for each in self.outside if each.section == section]

    def first_words(self, section: str) -> set[str]:
        """The single words of the section."""
        return {
            self.words[each.first].text.lower() for each in self.said(section) if each.after - each.first == 1
        }

    def opens_with(self, section: str) -> bool:
        """Whether only words without meaning come before it."""
        telling = next((each for each in self.known if each.section not in ("around", "hello")), None)
        return telling in self.said(section) and (self.rest is None or telling.first < self.rest[0])

    def is_about_one(self, most: int) -> bool:
        """Whether the rest may be one thing or several: at most `most` words, and no sentence by itself."""
        if self.rest is None or len(self.rest) > most:
            return False
        within = [self.words[place].text.lower() for place in self.rest if place not in self.unknown]
        return set(within) <= AND and not _MARK_WITHIN.search(self._as_read(self.rest))

    def is_marked_within(self) -> bool:
        """Whether a colon, a dash or the end of a sentence is within the rest."""
        return self.rest is not None and bool(_MARK_WITHIN.search(self._as_read(self.rest).replace(",", "")))

    def rest_is_time(self) -> bool:
        """Whether the rest is to be left out, or is hours and days: "с 23 до 7"."""
        return all(
            self.words[place].text[0].isdigit() or is_said_of_times(self.words[place].text)
            for place in self.unknown
        )

    def rest_is_days(self) -> bool:
        """Whether the rest is weekdays: "в субботу и воскресенье"."""
        return all(is_days(self.words[place].text) for place in self.unknown)

    def counts_news(self) -> bool:
        """Whether a number comes before the word for news: "5 новостей"."""
        news = {each.first for each in self.known if each.section in ("news", "report", "length")}
        return any(
            place + 1 in news and (self.words[place].text.isdigit() or number_said(self.words[place].text))
            for place in self.unknown
        )

    def rest_number(self) -> bool:
        if self.rest is None or len(self.rest) != 1:
            return False
        word = self.words[self.rest[0]].text
        return word.isdigit() or number_said(word) is not None

    def is_addressed(self) -> bool:
        """Whether it speaks of its writer or to the bot, and of nobody else."""
        said = {word.text.lower() for word in self.words}
        you = said & words_by_section("requests/persons.txt")["here"]
        ends = any(word.endswith(_KAZAKH_I_AND_YOU) for word in said)
        return bool(you or ends) and not said & words_by_section("requests/persons.txt")["elsewhere"]

    def speaks_to_the_bot(self) -> bool:
        """Whether it says "you" in a way that headlines and searches hardly do."""
        said = {word.text.lower() for word in self.words}
        return not said.isdisjoint(words_by_section("requests/persons.txt")["bot"])

    def finds_fault(self) -> bool:
        """Whether it says that something is wrong with a story or a part of it."""
        sections = self.kinds | self.inside
        return "mistake" in sections and not sections.isdisjoint(("news", "part_of_news"))

    def tells_of_others(self) -> bool:
        """Whether it reports what somebody said or asked, not to the bot: then it is a headline."""
        said = {word.text.lower() for word in self.words}
        persons = words_by_section("requests/persons.txt")
        return bool(said & persons["told"]) and not said & persons["here"]

    def names_something(self) -> bool:
        """Whether an unknown word is a name or a number."""
        unknown = [(place, self.words[place].text) for place in self.unknown]
        return any(word[0].isdigit() or (place and word[0].isupper()) for place, word in unknown)

    def unknown_figures(self) -> bool:
        return any(self.words[place].text[0].isdigit() for place in self.unknown)

    def ends_as_kazakh_sentence(self) -> bool:
        """Whether the rest ends the text with a verb: "Жаңалық газеті жабылды"."""
        if self.rest is None or len(self.rest) < 2 or self.rest[-1] != len(self.words) - 1:
            return False
        last = self.words[self.rest[-1]].text
        return last.islower() and last.endswith(_KAZAKH_VERB_ENDINGS)

    def asked_period(self) -> timedelta | None:
        if self.period:
            return self.period
        hours = [PERIODS[kind] for kind in self.kinds if kind in PERIODS]
        return timedelta(hours=max(hours)) if hours else None

    def text_without(self, sections: set[str]) -> str:
        """The text without the words of these sections, except those that belong to times.

        The period for which news is wanted is also removed: "a three day summary".
        """
        gone = set(self._of_period) if self.kinds & {"news", "report"} else set[int]()
        for each in reversed(self.known):
            alone = each.after - each.first == 1
            if each.section in sections and not (alone and self._belongs_to_time(each.first, gone)):
                gone.update(range(each.first, each.after))
        text = self.text
        for place in sorted(gone, reverse=True):
            text = text[: self.words[place].start] + " " + text[self.words[place].end :]
        return text

    def _belongs_to_time(self, place: int, gone: set[int]) -> bool:
        """Whether a word belongs to a time; not if what follows is removed, as "to" in "to receive"."""
        return is_said_of_times(self.words[place].text) and place + 1 not in gone

    def _topic_of(self, said: str) -> str | None:
        """Also finds "мире спорта" ("the world of sport")."""
        first, _, rest = said.partition(" ")
        return topic_named(said, self.own) or (
            topic_named(rest, self.own) if first.lower() in _REALMS else None
        )

    def _as_read(self, places: range) -> str:
        return self.text[self.words[places[0]].start : self.words[places[-1]].end]

    def words_said(self, places: range) -> str:
        """The words as they were typed, even where the sentence was read in other letters."""
        typed = words_of(self._told)
        words, text = (typed, self._told) if len(typed) == len(self.words) else (self.words, self.text)
        return " ".join(text[words[places[0]].start : words[places[-1]].end].split())


def _period_in(words: Sequence[Word]) -> tuple[timedelta | None, set[int]]:
    """A period with a number or a preposition, wherever it stands, and the positions of its words."""
    said = [str(number) if (number := number_said(word.text)) else word.text for word in words]
    for after in range(len(words), 0, -1):
        split = split_period(" ".join(said[:after]))
        if split and split.sure and not (after < len(said) and said[after].lower() in _PARTS_OF_DAY):
            return split.period, set(range(len(words_of(split.words)), after))
    return None, set()
