"""What a message showed, as its buttons carry it: they lead back to the same digest, list or screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, cast

_ANSWER = r"[0-9]{1,3}\.[0-9]{1,9}"
PAGE_PATTERN = r"[0-9]{1,3}"
NUMBER_PATTERN = r"[0-9]{1,12}"
TOPIC_PATTERN = r"[a-z_]{1,20}|t[0-9]{1,9}"
SUBJECT_PATTERN = rf"{TOPIC_PATTERN}|{NUMBER_PATTERN}"
_PREVIEW = rf"w{_ANSWER}"
_LIST = rf"q{NUMBER_PATTERN}\.{PAGE_PATTERN}|[vh]{PAGE_PATTERN}|p{NUMBER_PATTERN}"
_MORE = rf"m{PAGE_PATTERN}\.(?:e|{_ANSWER}|{_PREVIEW}|p{NUMBER_PATTERN})"
ORIGIN_PATTERN = (
    rf"e|-|[af]{NUMBER_PATTERN}|{_ANSWER}|{_PREVIEW}|(?:{SUBJECT_PATTERN})\.{_ANSWER}|{_LIST}|{_MORE}"
)


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """Which `/digest` a message shows, so that its buttons lead to the same one."""

    hours: int
    until: datetime

    @classmethod
    def at(cls, period: timedelta, now: datetime) -> DigestPeriod:
        """The period that ends with this minute, for minutes are what a button carries."""
        full = datetime.fromtimestamp(-int(-now.timestamp() // 60) * 60, UTC)
        return cls(int(period.total_seconds()) // 3600, full)

    @property
    def period(self) -> timedelta:
        return timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class FromPreview:
    """Which `/preview` a message shows."""

    answer: DigestPeriod


@dataclass(frozen=True, slots=True)
class FromTopic:
    """Which `/topic` a message shows: a topic's id or the number of words, and its period."""

    key: str
    answer: DigestPeriod


@dataclass(frozen=True, slots=True)
class FromArticle:
    """The article from whose screen a story was opened."""

    article_id: int


@dataclass(frozen=True, slots=True)
class FromFollow:
    """The follow from whose screen a story was opened."""

    number: int


@dataclass(frozen=True, slots=True)
class FromSearch:
    """A page, from 0, of what was found for the words of this number."""

    number: int
    page: int


@dataclass(frozen=True, slots=True)
class FromSaved:
    """A page of the saved stories."""

    page: int


@dataclass(frozen=True, slots=True)
class FromHistory:
    """A page of past editions."""

    page: int


@dataclass(frozen=True, slots=True)
class FromEdition:
    """An edition opened from the list of past ones."""

    edition_id: int


EDITION: Final = "e"
ListOrigin = FromSearch | FromSaved | FromHistory | FromEdition
DigestOrigin = DigestPeriod | FromPreview | FromEdition | Literal["e"]


@dataclass(frozen=True, slots=True)
class FromMore:
    """A page, from 0, of what the digest's message had no line for."""

    digest: DigestOrigin
    page: int


Origin = (
    DigestPeriod
    | FromPreview
    | FromTopic
    | FromArticle
    | FromFollow
    | ListOrigin
    | FromMore
    | Literal["e"]
    | None
)
"""What a message showed: a digest, a preview or an overview as an answer, the edition behind the message,
an article, a follow, what was found, a list to come back to, or nothing."""


def encode_origin(shown: Origin) -> str:
    if isinstance(shown, ListOrigin):
        return _encode_list(shown)
    if isinstance(shown, FromArticle):
        return f"a{shown.article_id}"
    if isinstance(shown, FromFollow):
        return f"f{shown.number}"
    if isinstance(shown, FromTopic):
        return f"{shown.key}.{encode_origin(shown.answer)}"
    if isinstance(shown, FromPreview):
        return f"w{encode_origin(shown.answer)}"
    if isinstance(shown, FromMore):
        return f"m{shown.page}.{encode_origin(shown.digest)}"
    if isinstance(shown, DigestPeriod):
        return f"{shown.hours}.{int(shown.until.timestamp()) // 60}"
    return shown or "-"


def decode_origin(dumped: str) -> Origin:
    if dumped in (EDITION, "-"):
        return EDITION if dumped == EDITION else None
    if dumped[1:].isdecimal() and dumped[0] in "af":
        number = int(dumped[1:])
        return FromArticle(number) if dumped[0] == "a" else FromFollow(number)
    if re.fullmatch(_LIST, dumped):
        return _decode_list(dumped[0], [int(number) for number in dumped[1:].split(".")])
    if re.fullmatch(_MORE, dumped):
        page, _, digest = dumped[1:].partition(".")
        return FromMore(cast("DigestOrigin", decode_origin(digest)), int(page))
    if re.fullmatch(_PREVIEW, dumped):
        return FromPreview(_decode_period(dumped[1:]))
    key, _, answer = dumped.partition(".")
    return FromTopic(key, _decode_period(answer)) if "." in answer else _decode_period(dumped)


def _decode_period(dumped: str) -> DigestPeriod:
    hours, _, minutes = dumped.partition(".")
    return DigestPeriod(int(hours), datetime.fromtimestamp(int(minutes) * 60, UTC))


def _encode_list(shown: ListOrigin) -> str:
    match shown:
        case FromSearch():
            return f"q{shown.number}.{shown.page}"
        case FromSaved():
            return f"v{shown.page}"
        case FromHistory():
            return f"h{shown.page}"
        case FromEdition():
            return f"p{shown.edition_id}"


def _decode_list(kind: str, numbers: list[int]) -> ListOrigin:
    if kind == "q":
        return FromSearch(*numbers)
    places: dict[str, type[FromSaved | FromHistory | FromEdition]] = {
        "v": FromSaved,
        "h": FromHistory,
        "p": FromEdition,
    }
    return places[kind](*numbers)
