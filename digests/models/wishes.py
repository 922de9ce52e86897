"""What readers and editors ask for, and what a reader was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digests.models.texts import NEWS_LANGUAGES, Language

Length = Literal["short", "normal", "long"]


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
    `stories` are those of them that it follows themselves, before the others. `muted` are those of stories
    that it wants to hear nothing of. `extracted`: no model chooses how its stories are told.
    """

    topics: frozenset[str] = frozenset()
    languages: tuple[Language, ...] = NEWS_LANGUAGES
    hidden: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    length: Length = "normal"
    followed: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()
    stories: frozenset[int] = frozenset()
    extracted: bool = False


@dataclass(frozen=True, slots=True)
class ToldStories:
    """What a destination knows: the numbers of the articles of all stories that it was told.

    `seen` are those that it was shown otherwise than in an edition.
    """

    articles: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()
