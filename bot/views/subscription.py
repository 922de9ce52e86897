"""What a destination has chosen, as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.i18n import Say
from digests.models import TOPICS, Language

Days = Literal["daily", "weekdays", "weekly"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """`times` are HH:MM in order, none when nothing is scheduled; no topics means all news,
    no news languages mean all languages."""

    language: Language
    zone: str
    zone_name: str
    topics: frozenset[str]
    news_languages: tuple[Language, ...]
    times: tuple[str, ...]
    days: Days
    paused: bool
    now: datetime

    def clock(self, say: Say) -> str:
        return say.time(self.now, self.zone)

    def when(self, say: Say) -> dict[str, str]:
        """Values for the sentences about times; `none` for no time."""
        return {
            "times": say.all_of(self.times) if self.times else "none",
            "days": say(f"days-{self.days}"),
        }


def topic_names(topics: frozenset[str], say: Say) -> list[str]:
    return [say(f"topic-{topic}") for topic in TOPICS if topic in topics]
