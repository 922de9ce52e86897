"""Articles, and the stories that they tell together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from digests.models.texts import Language, Published, SummarySentence


@dataclass(frozen=True, slots=True)
class EditedParts:
    """What editors chose for an article, whatever its text says; None where they chose nothing.

    `sentences` are the sentences of the text that make up the summary, in text order.
    """

    headline: str | None = None
    topics: tuple[str, ...] | None = None
    published: Published | None = None
    sentences: tuple[str, ...] | None = None


NO_EDITS = EditedParts()


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source as readers see it; a name of '' is the newsroom itself."""

    name: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """One place where an article was seen. `by_editor`: an editor gave its name or its link."""

    source: str
    link: str | None
    seen: datetime
    by_editor: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One stored text. `summary` is the analysis's own; `origins` is never empty and begins with the first
    seen.
    """

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

    @property
    def first_source(self) -> str:
        """The source that had it first; the article's number where no origin is known."""
        return self.origins[0].source if self.origins else str(self.id)


@dataclass(frozen=True, slots=True)
class StoryMention:
    """A source that told something about a story, and when."""

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
    """That an editor put a story first or last in digests at this moment; it holds for `PLACED_FOR`."""

    first: bool
    at: datetime

    @property
    def until(self) -> datetime:
        return self.at + PLACED_FOR

    def holds(self, now: datetime) -> bool:
        return self.at <= now < self.until


@dataclass(frozen=True, slots=True)
class PickedSentence:
    """A sentence of an article's summary, by its position there, and the numbers of the cuts made in it.

    `checksum` is of the sentence that remains.
    """

    article: int
    position: int
    cuts: tuple[int, ...]
    checksum: int


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """What a language model chose for a story in one language.

    It names sentences in order, and the article whose `headline` stands above them. It holds as long as the
    reports are those that it was made from (`version`), unless an editor sets it aside.
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
        """Where an editor's placement puts it now; `free` where its own weight decides."""
        if self.placement is None or not self.placement.holds(now):
            return "free"
        return "first" if self.placement.first else "last"

    def known(self, told: frozenset[int]) -> frozenset[int]:
        """The articles of the story that are known to a reader who was told these.

        Who knew an article of either of two joined stories knows both stories: a join alone brings no news.
        """
        if not told:
            return told
        found = told.intersection(article.id for article in self.articles)
        for join in reversed(self.joins):
            if not found.isdisjoint(join.articles):
                found |= join.articles.intersection(article.id for article in self.articles)
        return found
