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
    """The digest of a period; `yesterday`: of that whole day."""

    period: timedelta = timedelta(days=1)
    yesterday: bool = False


@dataclass(frozen=True, slots=True)
class AsksAbout:
    """What happened with a topic (its id) or with words; the period, None when none is named."""

    words: str
    topic: str | None = None
    period: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Searches:
    """Words to look for: `asked` so, or a text in which nothing else is known. `is_talk`: no word of it is
    one that news are about, so it is rather said to the bot than looked for.
    """

    words: str
    asked: bool = False
    is_talk: bool = False


@dataclass(frozen=True, slots=True)
class WantsTimes:
    """`others`: times for other days, where somebody wants one schedule for some days and one for others."""

    when: When
    others: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class WantsFollow:
    """Whatever comes about these words is to be followed."""

    words: str


@dataclass(frozen=True, slots=True)
class WantsWithout:
    """News on this topic (its id), or with these words, are to stay away."""

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
    """Nothing is asked for."""

    how: Courtesy


Request = (
    AsksNews | AsksAbout | Searches | WantsTimes | WantsFollow | WantsWithout | WantsLanguage | Opens | Greets
)
