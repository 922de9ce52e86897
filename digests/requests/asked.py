"""What can be asked of the bot in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from digests.models.texts import Language
from digests.requests.times import When

Courtesy = Literal["hello", "thanks", "bye", "ok", "rude"]
Screen = Literal[
    "stop", "resume", "settings", "topics", "times", "language", "news_languages", "zone", "sources", "saved",
    "history", "follows", "privacy", "help", "menu", "chats", "length", "search", "quiet", "breaking",
    "mistake",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AsksNews:
    """The digest of a period; `yesterday`: of the whole of yesterday."""

    period: timedelta = timedelta(days=1)
    yesterday: bool = False


@dataclass(frozen=True, slots=True)
class AsksAbout:
    """What happened with a topic (its id) or with words; the period is None when none is named."""

    words: str
    topic: str | None = None
    period: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Searches:
    """Words to look for: `asked` for explicitly, or a text of which nothing else is understood.

    `is_talk`: news is about none of its words, so it is said to the bot rather than searched for.
    """

    words: str
    asked: bool = False
    is_talk: bool = False


@dataclass(frozen=True, slots=True)
class WantsTimes:
    """`others`: the times for other days, where somebody wants different schedules for different days."""

    when: When
    others: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class WantsFollow:
    """All news with these words should be followed."""

    words: str


@dataclass(frozen=True, slots=True)
class WantsWithout:
    """News on this topic (its id) or with these words should be left out."""

    words: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class WantsLanguage:
    language: Language


@dataclass(frozen=True, slots=True)
class Opens:
    screen: Screen


@dataclass(frozen=True, slots=True)
class Greets:
    """A courtesy, which asks for nothing."""

    how: Courtesy


Request = (
    AsksNews | AsksAbout | Searches | WantsTimes | WantsFollow | WantsWithout | WantsLanguage | Opens | Greets
)
