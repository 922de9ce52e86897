"""What a message showed, as its buttons carry it; they lead back to the same digest, list or screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import NoneType
from typing import Annotated, Any, Final, Literal, TypeVar, cast

from bot.views.common.codec import Form

T = TypeVar("T")

PAGE_PATTERN = r"[0-9]{1,3}"
NUMBER_PATTERN = r"[0-9]{1,12}"
TOPIC_PATTERN = r"[a-z_]{1,20}|t[0-9]{1,9}"
SUBJECT_PATTERN = rf"{TOPIC_PATTERN}|{NUMBER_PATTERN}"
_PERIOD = r"[0-9]{1,3}\.[0-9]{1,9}"

Page = Annotated[int, Form(PAGE_PATTERN, int)]
"""A page, from 0."""

Hours = Annotated[int, Form(r"[0-9]{1,3}", int)]
"""The length of a period."""

TopicId = Annotated[str, Form(TOPIC_PATTERN, str)]

SubjectKey = Annotated[str, Form(SUBJECT_PATTERN, str)]
"""A topic's id, or the number of words that somebody asked about."""


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """The `/digest` that a message shows, so that its buttons lead back to it."""

    hours: int
    until: datetime

    @classmethod
    def at(cls, period: timedelta, now: datetime) -> DigestPeriod:
        """The period that ends with this minute, since buttons carry minutes only."""
        full = datetime.fromtimestamp(-int(-now.timestamp() // 60) * 60, UTC)
        return cls(int(period.total_seconds()) // 3600, full)

    @property
    def period(self) -> timedelta:
        return timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class FromPreview:
    """The `/preview` that a message shows."""

    answer: DigestPeriod


@dataclass(frozen=True, slots=True)
class FromTopic:
    """The `/topic` that a message shows: a topic's id or the number of stored words, and the period."""

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
    """A page, from 0, of the results for the stored words with this number."""

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
DigestOrigin = DigestPeriod | FromPreview | FromEdition | Literal["e"]


@dataclass(frozen=True, slots=True)
class FromMore:
    """A page, from 0, of the stories that a digest had no line for."""

    digest: DigestOrigin
    page: int


Origin = (
    DigestPeriod
    | FromPreview
    | FromTopic
    | FromArticle
    | FromFollow
    | FromSearch
    | FromSaved
    | FromHistory
    | FromEdition
    | FromMore
    | Literal["e"]
    | None
)
"""What a message showed: a digest, a preview or an overview as an answer, the edition behind the message,
an article, a follow, what was found, a list to come back to, or nothing."""


def encode_origin(shown: Origin) -> str:
    return _FORMS[type(shown)].write(shown)


def decode_origin(written: str) -> Origin:
    """The origin that a text matching `ORIGIN_PATTERN` describes."""
    form = next(form for form in _FORMS.values() if re.fullmatch(form.pattern, written))
    return cast("Origin", form.read(written))


def _read_period(written: str) -> DigestPeriod:
    hours, _, minutes = written.partition(".")
    return DigestPeriod(int(hours), datetime.fromtimestamp(int(minutes) * 60, UTC))


def _write_period(period: DigestPeriod) -> str:
    return f"{period.hours}.{int(period.until.timestamp()) // 60}"


def _numbered(letter: str, pattern: str, kind: Callable[[int], T], number: Callable[[T], int]) -> Form[T]:
    """The form of an origin written as a letter and one number."""
    return Form(letter + pattern, lambda written: kind(int(written[1:])), lambda it: f"{letter}{number(it)}")


def _read_search(written: str) -> FromSearch:
    number, _, page = written[1:].partition(".")
    return FromSearch(int(number), int(page))


def _read_topic(written: str) -> FromTopic:
    key, _, period = written.partition(".")
    return FromTopic(key, _read_period(period))


def _read_more(written: str) -> FromMore:
    page, _, digest = written[1:].partition(".")
    return FromMore(cast("DigestOrigin", decode_origin(digest)), int(page))


_DIGEST = f"{EDITION}|w?{_PERIOD}|p{NUMBER_PATTERN}"
_FORMS: dict[type, Form[Any]] = {
    NoneType: Form("-", lambda _: None, lambda _: "-"),
    str: Form(EDITION, str),
    DigestPeriod: Form(_PERIOD, _read_period, _write_period),
    FromPreview: Form(
        f"w{_PERIOD}",
        lambda written: FromPreview(_read_period(written[1:])),
        lambda it: f"w{_write_period(it.answer)}",
    ),
    FromTopic: Form(
        rf"(?:{SUBJECT_PATTERN})\.{_PERIOD}", _read_topic, lambda it: f"{it.key}.{_write_period(it.answer)}"
    ),
    FromArticle: _numbered("a", NUMBER_PATTERN, FromArticle, lambda it: it.article_id),
    FromFollow: _numbered("f", NUMBER_PATTERN, FromFollow, lambda it: it.number),
    FromSearch: Form(
        rf"q{NUMBER_PATTERN}\.{PAGE_PATTERN}", _read_search, lambda it: f"q{it.number}.{it.page}"
    ),
    FromSaved: _numbered("v", PAGE_PATTERN, FromSaved, lambda it: it.page),
    FromHistory: _numbered("h", PAGE_PATTERN, FromHistory, lambda it: it.page),
    FromEdition: _numbered("p", NUMBER_PATTERN, FromEdition, lambda it: it.edition_id),
    FromMore: Form(
        rf"m{PAGE_PATTERN}\.(?:{_DIGEST})",
        _read_more,
        lambda it: f"m{it.page}.{encode_origin(it.digest)}",
    ),
}

ORIGIN_PATTERN = "|".join(form.pattern for form in _FORMS.values())

Shown = Annotated[Origin, Form(ORIGIN_PATTERN, decode_origin, encode_origin)]

ShownDigest = Annotated[DigestOrigin, Form(_DIGEST, decode_origin, encode_origin)]
