"""Texts as they come in, and what is found in them. Every time is aware UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from digests.models.vectors import ModelVector

Language = Literal["ru", "kk", "en", "unknown"]
# The built-in topics, in the order in which people see them.
TOPICS = (
    "politics",
    "economy",
    "society",
    "world",
    "incidents",
    "science",
    "technology",
    "health",
    "culture",
    "sport",
)
MAX_SUMMARY = 5  # sentences
LEARNT = 3  # a line that so many articles of a source have is the source's own
OLD_AFTER = timedelta(hours=72)
UNTIL_LET_GO = datetime(9000, 1, 1, tzinfo=UTC)  # the end of a hold that has no time
NEWS_LANGUAGES: tuple[Language, ...] = ("ru", "kk", "en")
PublishersLanguage = Literal["kk", "ru"]  # of the lists of publishers that come with the program


def host_of(link: str | None) -> str:
    """The host name of a link, '' where it has none that can be read, or hides it behind another name
    ("https://gov.kz@example.org").
    """
    try:
        parts = urlsplit(link or "")
        host = parts.hostname or ""
    except ValueError:
        return ""
    return "" if {"@", "\\"} & set(parts.netloc) else host.removeprefix("www.")


def is_web_address(link: str) -> bool:
    """Whether it is of the web and says openly which host it leads to."""
    return link.lower().startswith(("http://", "https://")) and host_of(link) != ""


@dataclass(frozen=True, slots=True)
class Published:
    """When a source published it. With precision `day`, `at` is midnight UTC of that calendar day."""

    at: datetime
    precision: Literal["minute", "day"] = "minute"

    def is_old(self, now: datetime) -> bool:
        """Whether it is too old to pass for news, so that its date must be shown with it."""
        return now - self.at > OLD_AFTER

    @property
    def written(self) -> str:
        """As ISO 8601; a day without a time."""
        return self.at.date().isoformat() if self.precision == "day" else self.at.isoformat()

    @classmethod
    def read(cls, text: str) -> Published:
        """The inverse of `written`."""
        if "T" in text:
            return cls(datetime.fromisoformat(text))
        return cls(datetime.fromisoformat(text).replace(tzinfo=UTC), "day")


@dataclass(frozen=True, slots=True)
class Embargo:
    """`until` is the first moment at which a text may be published; None where no time, or a doubtful one, is
    given.
    """

    until: datetime | None


@dataclass(frozen=True, slots=True)
class RawText:
    """What came in: the text, and what its carrier (a form, a feed, a file's metadata) says about it."""

    text: str
    title: str | None = None
    published: Published | None = None
    source: str | None = None
    link: str | None = None
    author: str | None = None
    picture: str | None = None

    @property
    def carrier(self) -> str:
        """The name under which repeated lines are learnt: the source, else the host of the link, else ''."""
        return self.source or host_of(self.link)


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text as a reader sees it: `body` is its paragraphs, one a line, without headline and page furniture.

    `embargo` are the words that say until when it must not be published.
    """

    headline: str | None
    body: str
    author: str | None = None
    credit: str | None = None
    dateline: str | None = None
    published: Published | None = None
    links: tuple[str, ...] = ()
    picture: str | None = None
    embargo: str | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """A language with its confidence, 0 to 1."""

    language: Language
    confidence: float


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the source, changed only by leaving words out; `position` counts the body's sentences
    from 0.

    `rank` orders the sentences of a summary: 0 is the one that tells most.
    """

    text: str
    position: int
    rank: int = 0


Script = Literal["cyrillic", "kazakh", "latin"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and the key of what it counts: ("12", "проц"), ("1.4", "млрдтенг")."""

    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells which event a text is about: its terms (folded words and numbers), and the part each plays
    in the text.

    `vector` is None where no model was asked; it is stored apart from the rest.
    """

    script: Script = "cyrillic"
    words: int = 0  # of the body
    index: tuple[str, ...] = ()  # the strongest terms, by which reports of one event find each other
    terms: tuple[str, ...] = ()  # all of them
    title: tuple[str, ...] = ()  # the headline's, without one the first sentence's
    only_titled: tuple[str, ...] = ()  # those of the headline that the body lacks
    opening: tuple[str, ...] = ()  # the headline's and the first ones of the body
    names: tuple[str, ...] = ()  # capitalised inside a sentence
    places: tuple[str, ...] = ()  # of the headline
    numbers: tuple[str, ...] = ()  # counts in the opening, neither years nor days
    measures: tuple[Measure, ...] = ()  # the same with what they count
    days: tuple[int, ...] = ()  # days of the year in the opening, from 1 to 372: a month counts 31
    weekdays: tuple[int, ...] = ()  # of the opening; 0 is Monday
    respelled: tuple[tuple[str, str], ...] = ()  # names of a Latin text, each with its term in Cyrillic
    vector: ModelVector | None = None


@dataclass(frozen=True, slots=True)
class SearchText:
    """The words by which an article is found: folded, with a space between them. `about` are those of names
    and summary.
    """

    headline: str = ""
    about: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text or, where not `whole`, the end of one, known by a hash of its letters and their
    number.
    """

    hash: int
    letters: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is derived from one text, and from that text alone.

    `summary` holds up to `MAX_SUMMARY` sentences in text order. `text_hash` is equal for texts that differ
    only in spacing, case and page furniture. `lines` are those that its source may repeat in other texts.
    `advertising`: the text is marked as an advertisement, so it is no news and has no topic.
    """

    reading: ParsedText
    language: Language
    headline: str
    summary: tuple[SummarySentence, ...]
    topics: tuple[str, ...]
    names: tuple[str, ...]
    fingerprint: Fingerprint
    text_hash: str
    search: SearchText = SearchText()
    lines: tuple[TextLine, ...] = ()
    advertising: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The parts of a stored text that are needed to repeat a part of its analysis."""

    headline: str
    body: str
    language: Language
    summary: tuple[SummarySentence, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A part of a text. `found`: it is one of the words that were searched for."""

    text: str
    found: bool = False
