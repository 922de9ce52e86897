"""A digest as it is composed, and as it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from digests.models.stories import Article, Story
from digests.models.texts import Language


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of a story with the article that it came from.

    `beside`: it tells the same as the sentence before it, but with another number. `whole` is the sentence
    before the `cuts` that a model chose were made; it is empty where nothing was cut.
    """

    text: str
    article: Article
    beside: bool = False
    whole: str = ""
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a story stands where it stands.

    It counts the independent sources, and names the reader's own topics that the story has, the followed
    words found in it, and the kinds of consequence that give it more weight. `placed`: an editor put it
    first.
    """

    sources: int
    topics: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    placed: bool = False


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One story in a digest. `update`: it was told before, and `sentences` are only what is new.

    `reasons` are kept where stories were ranked for a reader. `steps` are further stories of the same affair,
    the newest first; each is told by its headline alone and has no steps of its own. `seen`: the reader was
    shown the story in an answer, and nothing has been added since. `followed`: the reader follows this very
    story.
    """

    story: Story
    headline: str
    language: Language
    sentences: tuple[ToldSentence, ...]
    update: bool = False
    reasons: Reasons | None = None
    steps: tuple[DigestItem, ...] = ()
    seen: bool = False
    followed: bool = False

    @property
    def withdrawn(self) -> bool:
        """Whether no article of the story is left, so that the item only keeps its place, with its headline
        or without.
        """
        return not self.story.articles

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories that the item tells, its own first."""
        return (self.story, *(step.story for step in self.steps))


@dataclass(frozen=True, slots=True)
class Digest:
    """The items of a digest in order of weight: `main` with sentences, `brief` in a line each, `rest` on
    pages.

    `unlisted_stories` and `unlisted_articles` count what belongs to the digest but stands in none of the
    three. An item counts as one story however many it tells; all their articles count. `kept_back` are the
    numbers of the stories, the weightiest first, that are told only by sources which the reader has hidden.
    """

    main: tuple[DigestItem, ...] = ()
    brief: tuple[DigestItem, ...] = ()
    rest: tuple[DigestItem, ...] = ()
    unlisted_stories: int = 0
    unlisted_articles: int = 0
    days: int = 0
    kept_back: tuple[int, ...] = ()

    @property
    def items(self) -> tuple[DigestItem, ...]:
        return self.main + self.brief + self.rest

    @property
    def story_count(self) -> int:
        return len(self.items) + self.unlisted_stories

    @property
    def article_count(self) -> int:
        told = (story for item in self.items for story in item.stories)
        return sum(len(story.articles) for story in told) + self.unlisted_articles


@dataclass(frozen=True, slots=True)
class ChosenSentence:
    """A sentence that was told: its article, its position there, and a checksum of it before the `cuts`.

    `beside` and `cuts` are as in `ToldSentence`.
    """

    article: int
    position: int
    checksum: int
    beside: bool = False
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenStory:
    """How a story was told. `headline` is the number of the article whose headline stood above it.

    `articles` are all articles that the story had then, each with the number of its origins known then;
    `known` are those that the reader had been told before. `update`, `steps`, `seen` and `followed` are as in
    `DigestItem`.
    """

    story_id: int
    headline: int
    language: Language
    articles: tuple[tuple[int, int], ...]
    known: tuple[int, ...] = ()
    sentences: tuple[ChosenSentence, ...] = ()
    update: bool = False
    steps: tuple[ChosenStory, ...] = ()
    seen: bool = False
    followed: bool = False

    @property
    def stories(self) -> tuple[ChosenStory, ...]:
        """All stories that the item tells, its own first."""
        return (self, *self.steps)


@dataclass(frozen=True, slots=True)
class ChosenDigest:
    """What a digest told, as numbers and positions: together with the articles it gives the digest again.

    The fields are those of `Digest`.
    """

    main: tuple[ChosenStory, ...] = ()
    brief: tuple[ChosenStory, ...] = ()
    rest: tuple[ChosenStory, ...] = ()
    unlisted_stories: int = 0
    unlisted_articles: int = 0
    days: int = 0
    kept_back: tuple[int, ...] = ()

    @property
    def items(self) -> tuple[ChosenStory, ...]:
        return self.main + self.brief + self.rest

    @property
    def article_count(self) -> int:
        told = (story for item in self.items for story in item.stories)
        return sum(len(story.articles) for story in told) + self.unlisted_articles
