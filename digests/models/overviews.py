"""What happened with a subject in a period."""

from __future__ import annotations

from dataclasses import dataclass

from digests.models.stories import Article
from digests.models.texts import Language


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of an overview with its article. `needs_date`: it says "today" or the like, so its date must
    be shown.
    """

    text: str
    article: Article
    story_id: int
    needs_date: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A report of a story whose headline says what happened at that time."""

    article: Article
    story_id: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What an overview tells of one story, or of several that continue each other: the oldest fact first.

    `stories` are the stories told, each with the headline that stands for it.
    """

    stories: tuple[Step, ...]
    language: Language
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What happened with a subject in a period: the weightiest stories, a timeline, and the people in it.

    `story_count` is None when there were more stories than could be read.
    """

    passages: tuple[Passage, ...] = ()
    timeline: tuple[Step, ...] = ()
    names: tuple[str, ...] = ()
    story_count: int | None = 0
    article_count: int = 0

    @property
    def sources(self) -> tuple[Article, ...]:
        """The articles whose sentences are told, in the order in which they are first told."""
        return tuple(dict.fromkeys(fact.article for passage in self.passages for fact in passage.facts))
