"""A media review: what the press wrote about a subject in a period, as it is asked for and as it is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from digests.models.texts import Language, Published

Grouping = Literal["story", "source"]
FileKind = Literal["docx", "html"]
Role = Literal["first", "followed", "reprinted"]


@dataclass(frozen=True, slots=True)
class ReviewWish:
    """What to review: a topic by its id, or `words` as somebody typed them, or with neither all news; so many
    `days` back. `language` is that of the document. `texts`: with the full text of what was published first.
    """

    topic: str | None = None
    words: str = ""
    days: int = 7
    language: Language = "ru"
    grouping: Grouping = "story"
    texts: bool = False
    kind: FileKind = "docx"


@dataclass(frozen=True, slots=True)
class Publication:
    """One place where something was published. `source` is '' for the newsroom itself.

    `dated`: its source says when; else `when` is when it was seen there. `followed` is a report in words of
    its own, `reprinted` one in the words of an earlier one.
    """

    article_id: int
    story_id: int
    headline: str
    language: Language
    source: str
    link: str | None
    when: Published
    dated: bool
    role: Role


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence with the mention in which it stands."""

    text: str
    mention: Publication


@dataclass(frozen=True, slots=True)
class ReviewedStory:
    """A story of the review; its mentions are in the order in which they were published."""

    story_id: int
    headline: str
    language: Language
    sentences: tuple[Quoted, ...]
    mentions: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class ReviewedSource:
    """What one source published, each as a story with that one mention, and how much it is in all."""

    source: str
    count: int
    reports: tuple[ReviewedStory, ...]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Of one day in the zone of the review."""

    day: date
    mentions: int
    sources: int
    languages: tuple[tuple[Language, int], ...]


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """How much was published in a period. `capped`: there was more than was counted."""

    mentions: int = 0
    stories: int = 0
    sources: int = 0
    capped: bool = False


@dataclass(frozen=True, slots=True)
class MediaReview:
    """`stories` are the weightiest first, those to be told, or with the other grouping `by_source`;
    `mentions` are all, the oldest first.

    `languages` and `sources` count mentions, the most first. `untold`: how many stories, or mentions where
    they are grouped by source, stand in the table alone.
    """

    since: datetime
    until: datetime
    figures: PeriodFigures
    before: PeriodFigures
    days: tuple[DayFigures, ...]
    languages: tuple[tuple[Language, int], ...]
    sources: tuple[tuple[str, int], ...]
    stories: tuple[ReviewedStory, ...]
    by_source: tuple[ReviewedSource, ...]
    mentions: tuple[Publication, ...]
    untold: int = 0

    @property
    def articles(self) -> int:
        """How many texts: a reprint in the same words is none of its own."""
        return len({each.article_id for each in self.mentions})
