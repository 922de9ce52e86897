"""How much a story weighs for a reader: by independent sources, freshness, topics and language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.composing.news_values import NewsValues, news_values, topics_of
from digests.composing.voices import independent_sources, voices
from digests.models.digest import Reasons
from digests.models.stories import Article, Story, StoryPlace
from digests.models.texts import TOPICS, Language
from digests.models.wishes import ReadingPreferences

FRESH_FOR_HOURS, HALF_LIFE_HOURS = 72.0, 24.0
SAME_TOPIC_WEIGHT = 0.7
SAME_AFFAIR_WEIGHT = 0.5
MAY_PASS = 0.8  # of the weight of a story, for one of another topic to come before it
LEAST_FIT, FIT = (
    0.5,
    1.0,
)  # of a story that only touches the reader's topics, and what it gains by being of them
OTHER_LANGUAGE_WEIGHT = 0.6
PLACE_WEIGHT: dict[StoryPlace, float] = {"first": 1e6, "free": 1.0, "last": 1e-6}  # beyond all other weights


@dataclass(frozen=True, slots=True)
class StoryStats:
    """What a story weighs by itself at one moment, and the facts that a reader's preferences are compared
    with.
    """

    sources: int
    voices: float
    weight: float
    values: NewsValues
    topics: tuple[str, ...]
    fits: Mapping[str, float]  # of each of them, 0 to 1, how much the story is of it
    topic: str | None  # the first, where most reports have it first
    languages: frozenset[Language]
    newest: float  # seconds since the epoch
    place: StoryPlace


def story_stats(story: Story, votes: Sequence[Article] = (), *, now: datetime) -> StoryStats:
    """The weight grows with the voices that tell the story and with its consequences for people.

    It stays level for `FRESH_FOR_HOURS`, the span of a digest, then halves every `HALF_LIFE_HOURS`. `votes`
    are lines of sources' own lists of news: they count as voices, but not as sources.
    """
    languages = frozenset(article.language for article in story.articles)
    topics, values = topics_of(story), news_values(story)
    heard, sources = voices([*story.articles, *votes]), independent_sources(story.articles)
    place = story.placed(now)
    weight = of_voices(heard) * values.factor * _freshness(story, now) * PLACE_WEIGHT[place]
    topic = _certain_topic(story)
    told_at = newest(story).timestamp()
    fits = _fits(story, topics)
    return StoryStats(sources, heard, weight, values, topics, fits, topic, languages, told_at, place)


def of_voices(heard: float) -> float:
    """The weight that voices give a story, 1 for a single one."""
    return 1 + math.log(heard)


def weight(story: StoryStats, wish: ReadingPreferences) -> float:
    """Grows with how well the story fits the reader's topics, where there are any.

    A story that no report tells in the reader's first language is multiplied by `OTHER_LANGUAGE_WEIGHT`.
    """
    fit = LEAST_FIT + FIT * _fit(story, wish) if wish.topics else 1.0
    return story.weight * fit * _language_fit(story, wish)


def reasons(story: StoryStats, wish: ReadingPreferences) -> Reasons:
    """What the "why" line can say about the story's weight."""
    topics = tuple(topic for topic in story.topics if topic in wish.topics)
    return Reasons(story.sources, topics, values=story.values.raised, placed=story.place == "first")


def _certain_topic(story: Story) -> str | None:
    first = Counter(article.topics[0] for article in story.articles if article.topics)
    topic, count = first.most_common(1)[0] if first else (None, 0)
    return topic if 2 * count > len(story.articles) else None


def newest(story: Story) -> datetime:
    return max(_time(article) for article in story.articles)


def _time(article: Article) -> datetime:
    """The time of publication or, if only its day is known, that of adding, which is nearer than midnight."""
    published = article.published
    return published.at if published and published.precision == "minute" else article.added


def _fits(story: Story, topics: Iterable[str]) -> dict[str, float]:
    """How well the story fits each topic, as the mean over its reports: 1 for a report's first topic, 1/2 for
    its second.

    An editor's own topic counts 1 wherever it stands.
    """
    ranks: dict[str, list[float]] = {topic: [] for topic in topics}
    for article in story.articles:
        for rank, topic in enumerate(article.topics, 1):
            ranks[topic].append(1 / rank if topic in TOPICS else 1.0)
    return {topic: sum(found) / len(story.articles) for topic, found in ranks.items()}


def _fit(story: StoryStats, wish: ReadingPreferences) -> float:
    """How well the story fits the best of the reader's topics; 0 where it has none of them."""
    return max((fit for topic, fit in story.fits.items() if topic in wish.topics), default=0.0)


def _language_fit(story: StoryStats, wish: ReadingPreferences) -> float:
    return OTHER_LANGUAGE_WEIGHT if story.languages.isdisjoint(wish.languages[:1]) else 1.0


def _freshness(story: Story, now: datetime) -> float:
    hours = max(0.0, (now - newest(story)).total_seconds() / 3600)
    return float(0.5 ** (max(0.0, hours - FRESH_FOR_HOURS) / HALF_LIFE_HOURS))
