"""The values that flow from a text to a digest. Every time is aware UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

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
LEARNT = 3  # a line that so many articles of a source have is the source's own
OLD_AFTER = timedelta(hours=72)
NEWS_LANGUAGES: tuple[Language, ...] = ("ru", "kk", "en")
Length = Literal["short", "normal", "long"]


def host_of(link: str | None) -> str:
    """The site that a link leads to, '' of none."""
    host = urlsplit(link).hostname if link else None
    return (host or "").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Published:
    """When a source published. With precision `day`, `at` is midnight UTC of that calendar day."""

    at: datetime
    precision: Literal["minute", "day"] = "minute"

    def is_old(self, now: datetime) -> bool:
        """Whether it is no news by itself any more, so that where it is shown its date is said."""
        return now - self.at > OLD_AFTER

    @property
    def written(self) -> str:
        """As ISO 8601; a day without a time."""
        return self.at.date().isoformat() if self.precision == "day" else self.at.isoformat()

    @classmethod
    def read(cls, text: str) -> Published:
        """What was `written`."""
        if "T" in text:
            return cls(datetime.fromisoformat(text))
        return cls(datetime.fromisoformat(text).replace(tzinfo=UTC), "day")


@dataclass(frozen=True, slots=True)
class RawText:
    """What came in: the text with what its carrier (a form, a feed, a file's metadata) says about it."""

    text: str
    title: str | None = None
    published: Published | None = None
    source: str | None = None
    link: str | None = None
    author: str | None = None
    picture: str | None = None

    @property
    def carrier(self) -> str:
        """Whose lines the text may repeat: its source by name, else the host of its link, '' of none."""
        return self.source or host_of(self.link)


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text as a reader sees it: `body` is its paragraphs, one a line, without headline and furniture."""

    headline: str | None
    body: str
    author: str | None = None
    credit: str | None = None
    dateline: str | None = None
    published: Published | None = None
    links: tuple[str, ...] = ()
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """A language with its confidence, 0 to 1."""

    language: Language
    confidence: float


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A source sentence, shortened at most by deletion; `position` counts the body's sentences from 0.

    `rank` counts the sentences of a summary from the one that tells most, 0.
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
    """What tells the event of a text: its terms, folded words and numbers, and what each is to the text."""

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


@dataclass(frozen=True, slots=True)
class SearchText:
    """What an article is found by: its folded words, a space between them. `about`: names and summary."""

    headline: str = ""
    about: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line or, not `whole`, the tail of one by the hash of its letters and how many they are."""

    hash: int
    letters: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is derived from one text, on that text alone.

    `summary` holds up to `MAX_SUMMARY` sentences in text order; `text_hash` is equal for texts that
    differ only in spacing, case and furniture. `lines` are those that its source may repeat.
    `advertising`: the whole text is marked as such; then it is no news and has no topic.
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
class Text:
    """What is asked of a stored text that is analysed in part again."""

    headline: str
    body: str
    language: Language
    summary: tuple[SummarySentence, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """One place where an article was seen."""

    source: str
    link: str | None
    seen: datetime


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
class Story:
    """The live articles about one event, in the order in which they were added."""

    id: int
    articles: tuple[Article, ...]
    joins: tuple[StoryJoin, ...] = ()  # the latest first
    placement: Placement | None = None

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


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """A topic that editors defined: its name in each language, and words of which any one is enough."""

    id: str
    names: tuple[tuple[Language, str], ...]
    words: tuple[str, ...]

    def name(self, language: Language) -> str:
        return dict(self.names).get(language, self.names[0][1])


@dataclass(frozen=True, slots=True)
class FollowedWords:
    """Words that somebody follows: all of them in one report, which has none of `excluded`."""

    words: str
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingPreferences:
    """What a destination reads: any of `topics` (all when empty), in `languages`, the first preferred.

    Articles of which every source is `hidden` are not read, nor, when `only` names some, those of others.
    `length`: how much of them its digests tell.
    `followed` are the numbers of stories that its follows match: they come first, whatever their topic.
    `muted` are those of stories that it wants to hear nothing of.
    """

    topics: frozenset[str] = frozenset()
    languages: tuple[Language, ...] = NEWS_LANGUAGES
    hidden: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    length: Length = "normal"
    followed: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of a story with the article that it came from.

    `beside`: it tells the same as the sentence before it, with another number.
    """

    text: str
    article: Article
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a story stands where it stands: independent sources, its topics that the reader chose, the words
    that the reader follows and it has, and for which kinds of consequence it weighs more. `placed`: an editor
    put it first."""

    sources: int
    topics: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    placed: bool = False


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One story in a digest. `update`: it was told before, and `sentences` are only what is new.

    `reasons` are kept where stories were ranked for a reader. `steps` are further stories of the same
    affair, the newest first, each told by its headline alone and without steps of its own. `seen`: the reader
    was shown it in an answer and nothing has come of it since.
    """

    story: Story
    headline: str
    language: Language
    sentences: tuple[ToldSentence, ...]
    update: bool = False
    reasons: Reasons | None = None
    steps: tuple[DigestItem, ...] = ()
    seen: bool = False

    @property
    def withdrawn(self) -> bool:
        """Whether it only keeps the place of a story of which no article is left, with a headline to name it
        by or without one.
        """
        return not self.story.articles

    @property
    def stories(self) -> tuple[Story, ...]:
        """All that it tells, its own first."""
        return (self.story, *(step.story for step in self.steps))


@dataclass(frozen=True, slots=True)
class Digest:
    """Items in order of weight: `main` told with sentences, `brief` in a line each, `rest` paged.

    `unlisted_stories` and `unlisted_articles` belong to it and are in none of these. An item counts as one
    story however many it tells; all of their articles count. `kept_back` are the numbers of stories, the
    weightiest first, that only sources tell which its reader has hidden.
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
    """A sentence that was told: of which article, its position there, and a checksum of how it was cut.

    `beside` is as in `ToldSentence`.
    """

    article: int
    position: int
    checksum: int
    beside: bool = False


@dataclass(frozen=True, slots=True)
class ChosenStory:
    """How a story was told. `headline` is the number of the article whose headline stood above it.

    `articles` are all that it had, each with how many of its origins were known; `known` are those that the
    reader had been told before. `update`, `steps` and `seen` are as in `DigestItem`.
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

    @property
    def stories(self) -> tuple[ChosenStory, ...]:
        """All that its item tells, itself first."""
        return (self, *self.steps)


@dataclass(frozen=True, slots=True)
class ChosenDigest:
    """What a digest told, as numbers and positions: with the articles it gives the digest again.

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


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of an overview with its article. `needs_date`: its "today" means nothing without one."""

    text: str
    article: Article
    story_id: int
    needs_date: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A report of a story whose headline says what happened then."""

    article: Article
    story_id: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What an overview tells of one story, or of several that continue each other: the oldest fact first.

    `stories` are those told, each by the headline that stands for it.
    """

    stories: tuple[Step, ...]
    language: Language
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What happened with a subject in a period: the weightiest stories told, a timeline, who is in it.

    `story_count` is None when there were more than could be read.
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


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A part of a text. `found`: it is a word that was searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class ToldStories:
    """What a destination knows: the numbers of the articles of all stories that it was told.

    `seen` are those that it was shown otherwise than in an edition.
    """

    articles: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()
