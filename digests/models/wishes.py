"""What readers and editors ask for, and what a reader was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digests.models.texts import NEWS_LANGUAGES, Language

Length = Literal["short", "normal", "long"]


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """A topic that editors defined: its name in each language, and words any one of which puts a text into
    it.
    """

    id: str
    names: tuple[tuple[Language, str], ...]
    words: tuple[str, ...]

    def name(self, language: Language) -> str:
        return dict(self.names).get(language, self.names[0][1])


@dataclass(frozen=True, slots=True)
class FollowedWords:
    """Words that somebody follows: a report matches if it has all of them and none of `excluded`."""

    words: str
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingPreferences:
    """What a destination reads: any of `topics` (all when empty), in `languages`, the preferred one first.

    Articles that only `hidden` sources have are left out; where `only` names sources, so are articles that
    none of these has. `length`: how much its digests tell. `followed` are the numbers of stories that its
    follows match; they come first, whatever their topic. `stories` are those of them that it follows as
    stories, and they come before the others. `muted` are the stories that it does not want. `extracted`: no
    model may choose how its stories are told.
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

    `seen` are the articles that it was shown outside an edition.
    """

    articles: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()
