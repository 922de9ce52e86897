"""Which story weighs more for a reader: independent sources, freshness, the reader's topics and language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.composing.news_values import NewsValues, news_values, topics_of
from digests.composing.voices import independent_sources, voices
from digests.models import Article, Language, ReadingPreferences, Reasons, Story, StoryPlace

FRESH_FOR_HOURS, HALF_LIFE_HOURS = 72.0, 24.0
SAME_TOPIC_WEIGHT = 0.7
SAME_AFFAIR_WEIGHT = 0.5
MAY_PASS = 0.8  # of the weight of a story, for one of another topic to come before it
TOPIC_FIT = 0.5
OTHER_LANGUAGE_WEIGHT = 0.6
PLACE_WEIGHT: dict[StoryPlace, float] = {"first": 1e6, "free": 1.0, "last": 1e-6}  # beyond all other weights


@dataclass(frozen=True, slots=True)
class StoryStats:
    """What a story weighs by itself at one moment, and what of it a reader's preferences are compared
    with.
    """

    sources: int
    voices: float
    weight: float
    values: NewsValues
    topics: tuple[str, ...]
    topic: str | None  # the first, where most reports have it first
    languages: frozenset[Language]
    newest: float  # seconds since the epoch
    place: StoryPlace


def story_stats(story: Story, votes: Sequence[Article] = (), *, now: datetime) -> StoryStats:
    """Grows with the voices that tell it and with what its news does to people; once it is older than
    `FRESH_FOR_HOURS`, which a digest covers, it halves with each `HALF_LIFE_HOURS`.

    `votes` are lines of sources' own lists that tell it: voices, but no sources.
    """
    languages = frozenset(article.language for article in story.articles)
    topics, values = topics_of(story), news_values(story)
    heard, sources = voices([*story.articles, *votes]), independent_sources(story.articles)
    place = story.placed(now)
    weight = of_voices(heard) * values.factor * _freshness(story, now) * PLACE_WEIGHT[place]
    topic = _certain_topic(story)
    told_at = newest(story).timestamp()
    return StoryStats(sources, heard, weight, values, topics, topic, languages, told_at, place)


def of_voices(heard: float) -> float:
    """What a story weighs by the voices that tell it, 1 for a single one."""
    return 1 + math.log(heard)


def weight(story: StoryStats, wish: ReadingPreferences) -> float:
    """Grows with topic fit.

    A story that no report tells in the reader's first language weighs `OTHER_LANGUAGE_WEIGHT`.
    """
    return story.weight * (1 + TOPIC_FIT * _fit(story, wish)) * _language_fit(story, wish)


def reasons(story: StoryStats, wish: ReadingPreferences) -> Reasons:
    """What a line can show of why the story weighs what it weighs."""
    topics = tuple(topic for topic in story.topics if topic in wish.topics)
    return Reasons(story.sources, topics, values=story.values.raised, placed=story.place == "first")


def _certain_topic(story: Story) -> str | None:
    first = Counter(article.topics[0] for article in story.articles if article.topics)
    topic, count = first.most_common(1)[0] if first else (None, 0)
    return topic if 2 * count > len(story.articles) else None


def newest(story: Story) -> datetime:
    return max(_time(article) for article in story.articles)


def _time(article: Article) -> datetime:
    """A day without a time would be midnight; the time of adding is nearer the truth."""
    published = article.published
    return published.at if published and published.precision == "minute" else article.added


def _fit(story: StoryStats, wish: ReadingPreferences) -> float:
    """1 when the story's first topic is the reader's, less further down its list."""
    for rank, topic in enumerate(story.topics, 1):
        if topic in wish.topics:
            return 1 / rank
    return 0.0


def _language_fit(story: StoryStats, wish: ReadingPreferences) -> float:
    return OTHER_LANGUAGE_WEIGHT if story.languages.isdisjoint(wish.languages[:1]) else 1.0


def _freshness(story: Story, now: datetime) -> float:
    hours = max(0.0, (now - newest(story)).total_seconds() / 3600)
    return float(0.5 ** (max(0.0, hours - FRESH_FOR_HOURS) / HALF_LIFE_HOURS))
