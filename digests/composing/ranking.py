"""Which story weighs more for a reader: independent sources, freshness, the reader's topics and language."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from digests.models import Article, Language, ReadingPreferences, Reasons, Story

HALF_LIFE_HOURS = 24.0
SAME_TOPIC_WEIGHT = 0.7
TOPIC_FIT = 0.5
OTHER_LANGUAGE_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class StoryStats:
    """What a story weighs by itself at one moment, and what of it a reader's preferences are compared
    with.
    """

    voices: int
    weight: float
    topics: tuple[str, ...]
    languages: frozenset[Language]


def story_stats(story: Story, *, now: datetime) -> StoryStats:
    """Grows with independent sources, halves with each `HALF_LIFE_HOURS` of age."""
    heard = independent_sources(story)
    languages = frozenset(article.language for article in story.articles)
    return StoryStats(heard, (1 + math.log(heard)) * _freshness(story, now), topics_of(story), languages)


def weight(story: StoryStats, wish: ReadingPreferences) -> float:
    """Grows with topic fit.

    A story that no report tells in the reader's first language weighs `OTHER_LANGUAGE_WEIGHT`.
    """
    return story.weight * (1 + TOPIC_FIT * _fit(story, wish)) * _language_fit(story, wish)


def reasons(story: StoryStats, wish: ReadingPreferences) -> Reasons:
    """What a line can show of why the story weighs what it weighs."""
    return Reasons(story.voices, tuple(topic for topic in story.topics if topic in wish.topics))


def independent_sources(story: Story) -> int:
    """Independent sources: reports with the same beginning count as one, and so do those of one source."""
    sources: dict[str, str] = {}
    for article in story.articles:
        beginning = article.summary[0].text.casefold() if article.summary else article.headline.casefold()
        for source in [origin.source for origin in article.origins] or [f"#{article.id}"]:
            sources.setdefault(source, beginning)
    return max(1, len(set(sources.values())))


def topics_of(story: Story) -> tuple[str, ...]:
    """The topics of a story's articles, those of most articles first."""
    counts: dict[str, int] = {}
    for article in story.articles:
        for topic in article.topics:
            counts[topic] = counts.get(topic, 0) + 1
    return tuple(sorted(counts, key=lambda topic: -counts[topic]))


def newest(story: Story) -> datetime:
    return max(_time(article) for article in story.articles)


def _time(article: Article) -> datetime:
    """A day without a time would be midnight; the time of adding is nearer the truth."""
    published = article.published
    return published.at if published and published.precision == "minute" else article.added


def _fit(story: StoryStats, wish: ReadingPreferences) -> float:
    """1 when the story's first topic is the reader's, less further down its list."""
    ranks = (rank for rank, topic in enumerate(story.topics, 1) if topic in wish.topics)
    return 1 / next(ranks, math.inf)


def _language_fit(story: StoryStats, wish: ReadingPreferences) -> float:
    return OTHER_LANGUAGE_WEIGHT if story.languages.isdisjoint(wish.languages[:1]) else 1.0


def _freshness(story: Story, now: datetime) -> float:
    hours = max(0.0, (now - newest(story)).total_seconds() / 3600)
    return float(0.5 ** (hours / HALF_LIFE_HOURS))
