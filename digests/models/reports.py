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
    """What to review: a topic by its id, `words` as somebody typed them, or, with neither, all news.

    It covers the last `days`. `language` is the document's. `texts`: an appendix holds the full text of what
    was published first.
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

    `dated`: the source gave a date; otherwise `when` is when it was seen there. `followed`: a later report in
    its own words; `reprinted`: a later one in the words of an earlier one.
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
    """A sentence, and the mention that it is quoted from."""

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
    """What one source published: each mention as a story of its own, and how many there are in all."""

    source: str
    count: int
    reports: tuple[ReviewedStory, ...]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of one day in the zone of the review."""

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
    """`stories` are those to be told, the weightiest first; where they are grouped by source, `by_source` has
    them.

    `mentions` are all of them, the oldest first. `languages` and `sources` count mentions, the most frequent
    first. `untold` is how many stories (or mentions, where they are grouped by source) stand only in the
    table.
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
        """The number of texts; a reprint in the same words is not counted as one."""
        return len({each.article_id for each in self.mentions})
