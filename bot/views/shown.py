"""What a message showed, as its buttons carry it: they lead back to the same digest, list or screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, cast

_ANSWER = r"[0-9]{1,3}\.[0-9]{1,9}"
PAGE = r"[0-9]{1,3}"
NUMBER = r"[0-9]{1,12}"
TOPIC = r"[a-z_]{1,20}|t[0-9]{1,9}"
SUBJECT = rf"{TOPIC}|{NUMBER}"
_PREVIEW = rf"w{_ANSWER}"
_PLACE = rf"q{NUMBER}\.{PAGE}|[vh]{PAGE}|p{NUMBER}"
_MORE = rf"m{PAGE}\.(?:e|{_ANSWER}|{_PREVIEW}|p{NUMBER})"
SHOWN = rf"e|-|[af]{NUMBER}|{_ANSWER}|{_PREVIEW}|(?:{SUBJECT})\.{_ANSWER}|{_PLACE}|{_MORE}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Which `/digest` a message shows, so that its buttons lead to the same one."""

    hours: int
    until: datetime

    @classmethod
    def at(cls, period: timedelta, now: datetime) -> Answer:
        """Until the end of this minute, for that is what a button carries."""
        full = datetime.fromtimestamp(-int(-now.timestamp() // 60) * 60, UTC)
        return cls(int(period.total_seconds()) // 3600, full)

    @property
    def period(self) -> timedelta:
        return timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class Previewed:
    """Which `/preview` a message shows."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Overviewed:
    """Which `/topic` a message shows: a topic's id or the number of words, and its period."""

    key: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Opened:
    """The article from whose screen a story was opened."""

    article_id: int


@dataclass(frozen=True, slots=True)
class Following:
    """The follow from whose screen a story was opened."""

    number: int


@dataclass(frozen=True, slots=True)
class FoundOn:
    """A page, from 0, of what was found for the words of this number."""

    number: int
    page: int


@dataclass(frozen=True, slots=True)
class SavedOn:
    """A page of the saved stories."""

    page: int


@dataclass(frozen=True, slots=True)
class PastOn:
    """A page of past editions."""

    page: int


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition opened from the list of past ones."""

    edition_id: int


EDITION: Final = "e"
Place = FoundOn | SavedOn | PastOn | PastEdition
ShownDigest = Answer | Previewed | PastEdition | Literal["e"]


@dataclass(frozen=True, slots=True)
class MoreOn:
    """A page, from 0, of what the digest's message had no line for."""

    digest: ShownDigest
    page: int


Shown = Answer | Previewed | Overviewed | Opened | Following | Place | MoreOn | Literal["e"] | None
"""What a message showed: a digest, a preview or an overview as an answer, the edition behind the message,
an article, a follow, what was found, a list to come back to, or nothing."""


def dump_shown(shown: Shown) -> str:
    if isinstance(shown, Place):
        return _dump_place(shown)
    if isinstance(shown, Opened):
        return f"a{shown.article_id}"
    if isinstance(shown, Following):
        return f"f{shown.number}"
    if isinstance(shown, Overviewed):
        return f"{shown.key}.{dump_shown(shown.answer)}"
    if isinstance(shown, Previewed):
        return f"w{dump_shown(shown.answer)}"
    if isinstance(shown, MoreOn):
        return f"m{shown.page}.{dump_shown(shown.digest)}"
    if isinstance(shown, Answer):
        return f"{shown.hours}.{int(shown.until.timestamp()) // 60}"
    return shown or "-"


def load_shown(dumped: str) -> Shown:
    if dumped in (EDITION, "-"):
        return EDITION if dumped == EDITION else None
    if dumped[1:].isdecimal() and dumped[0] in "af":
        number = int(dumped[1:])
        return Opened(number) if dumped[0] == "a" else Following(number)
    if re.fullmatch(_PLACE, dumped):
        return _load_place(dumped[0], [int(number) for number in dumped[1:].split(".")])
    if re.fullmatch(_MORE, dumped):
        page, _, digest = dumped[1:].partition(".")
        return MoreOn(cast("ShownDigest", load_shown(digest)), int(page))
    if re.fullmatch(_PREVIEW, dumped):
        return Previewed(_load_answer(dumped[1:]))
    key, _, answer = dumped.partition(".")
    return Overviewed(key, _load_answer(answer)) if "." in answer else _load_answer(dumped)


def _load_answer(dumped: str) -> Answer:
    hours, _, minutes = dumped.partition(".")
    return Answer(int(hours), datetime.fromtimestamp(int(minutes) * 60, UTC))


def _dump_place(shown: Place) -> str:
    match shown:
        case FoundOn():
            return f"q{shown.number}.{shown.page}"
        case SavedOn():
            return f"v{shown.page}"
        case PastOn():
            return f"h{shown.page}"
        case PastEdition():
            return f"p{shown.edition_id}"


def _load_place(kind: str, numbers: list[int]) -> Place:
    if kind == "q":
        return FoundOn(*numbers)
    places: dict[str, type[SavedOn | PastOn | PastEdition]] = {"v": SavedOn, "h": PastOn, "p": PastEdition}
    return places[kind](*numbers)
