"""Articles, and the stories that they tell together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from digests.models.texts import Language, Published, SummarySentence


@dataclass(frozen=True, slots=True)
class EditedParts:
    """What editors chose for an article, whatever its text says; None where nobody chose.

    `sentences` are those of its text that make the summary, in text order.
    """

    headline: str | None = None
    topics: tuple[str, ...] | None = None
    published: Published | None = None
    sentences: tuple[str, ...] | None = None


NO_EDITS = EditedParts()


@dataclass(frozen=True, slots=True)
class NamedSource:
    """What readers see of a source; '' is the newsroom itself."""

    name: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """One place where an article was seen. `by_editor`: its name or its link is an editor's word."""

    source: str
    link: str | None
    seen: datetime
    by_editor: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One stored text. `summary` is the analysis's; `origins` has at least one entry, first seen first."""

    id: int
    headline: str
    language: Language
    published: Published | None
    added: datetime
    summary: tuple[SummarySentence, ...]
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class StoryMention:
    """That a source told something about a story, and when it did."""

    story_id: int
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoryJoin:
    """The number of a story that the machine joined to another, and the articles that both had then."""

    gone: int
    articles: frozenset[int]


PLACED_FOR = timedelta(hours=48)
StoryPlace = Literal["first", "last", "free"]


@dataclass(frozen=True, slots=True)
class Placement:
    """That an editor put a story first in digests, or last, at a moment: it holds for `PLACED_FOR`."""

    first: bool
    at: datetime

    @property
    def until(self) -> datetime:
        return self.at + PLACED_FOR

    def holds(self, now: datetime) -> bool:
        return self.at <= now < self.until


@dataclass(frozen=True, slots=True)
class PickedSentence:
    """A sentence of an article's summary, by its position there, and the numbers of what is cut from it;
    `checksum` is of what is left.
    """

    article: int
    position: int
    cuts: tuple[int, ...]
    checksum: int


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """What a language model chose for a story in a language: sentences in order, and the `headline` of which
    article stands above them. It holds for the reports that it was made of (`version`), unless an editor has
    set it aside.
    """

    language: Language
    version: str
    headline: int
    sentences: tuple[PickedSentence, ...]
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """The live articles about one event, in the order in which they were added."""

    id: int
    articles: tuple[Article, ...]
    joins: tuple[StoryJoin, ...] = ()  # the latest first
    placement: Placement | None = None
    choices: tuple[ModelChoice, ...] = ()  # one for a language at most

    def placed(self, now: datetime) -> StoryPlace:
        """Where an editor's word has it now; `free` where it weighs itself."""
        if self.placement is None or not self.placement.holds(now):
            return "free"
        return "first" if self.placement.first else "last"

    def known(self, told: frozenset[int]) -> frozenset[int]:
        """The articles of the story that are known to whom these were told.

        Who knew an article of either of two joined stories knows both: a join alone is no development.
        """
        if not told:
            return told
        found = told.intersection(article.id for article in self.articles)
        for join in reversed(self.joins):
            if not found.isdisjoint(join.articles):
                found |= join.articles.intersection(article.id for article in self.articles)
        return found
