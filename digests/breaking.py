"""Breaking news: a story that several independent sources begin to tell within an hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from digests.models import Article, Story

WINDOW = timedelta(hours=1)
FRESH = timedelta(hours=6)
FRESH_DAY = timedelta(hours=36)  # of a report dated by its day alone, from that day's midnight
LEAST, MOST = 3, 8
SHARE = 5


def threshold(active_sources: int) -> int:
    """How many: a fifth of the sources that wrote in the last day, at least three, at most eight."""
    return max(LEAST, min(MOST, -(-active_sources // SHARE)))


def is_breaking(story: Story, *, now: datetime, active_sources: int) -> bool:
    """Whether enough sources that had not told it before told it in the last hour, each in words of its own.

    A text that was seen in several places is one article and counts for the first of them. What was
    published long before it was added does not count.
    """
    recent = [article for article in story.articles if article.added > now - WINDOW]
    earlier = [article for article in story.articles if article.added <= now - WINDOW]
    gained = _sources(article for article in recent if _is_fresh(article, now)) - _sources(earlier)
    return len(gained) >= threshold(active_sources)


def _sources(articles: Iterable[Article]) -> set[str]:
    return {article.origins[0].source for article in articles if article.origins}


def _is_fresh(article: Article, now: datetime) -> bool:
    if article.published is None:
        return True
    return article.published.at > now - (FRESH_DAY if article.published.precision == "day" else FRESH)
