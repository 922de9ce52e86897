"""Breaking news: a story that several independent sources begin to tell within an hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from digests.models.stories import Article, Story

BREAKING_WINDOW = timedelta(hours=1)
FRESH_FOR = timedelta(hours=6)
FRESH_FOR_WHOLE_DAYS = timedelta(hours=36)  # of a report dated by its day alone, from that day's midnight
MIN_BREAKING_SOURCES, MAX_BREAKING_SOURCES = 3, 8
SOURCES_PER_BREAKING_SOURCE = 5


def threshold(active_sources: int) -> int:
    """How many sources make breaking news: a fifth of those active in the last day, but 3 at least and 8 at
    most.
    """
    return max(
        MIN_BREAKING_SOURCES, min(MAX_BREAKING_SOURCES, -(-active_sources // SOURCES_PER_BREAKING_SOURCE))
    )


def is_breaking(story: Story, *, now: datetime, active_sources: int) -> bool:
    """Whether enough sources that had not told it before told it in the last hour, each in words of its own.

    A text that was seen in several places is one article and counts for the first of them. What was
    published long before it was added does not count.
    """
    recent = [article for article in story.articles if article.added > now - BREAKING_WINDOW]
    earlier = [article for article in story.articles if article.added <= now - BREAKING_WINDOW]
    gained = _sources(article for article in recent if _is_fresh(article, now)) - _sources(earlier)
    return len(gained) >= threshold(active_sources)


def _sources(articles: Iterable[Article]) -> set[str]:
    return {article.origins[0].source for article in articles if article.origins}


def _is_fresh(article: Article, now: datetime) -> bool:
    if article.published is None:
        return True
    return article.published.at > now - (
        FRESH_FOR_WHOLE_DAYS if article.published.precision == "day" else FRESH_FOR
    )
