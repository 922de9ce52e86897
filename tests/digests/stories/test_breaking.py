"""What is breaking: new sources within an hour, in their own words, freshly published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digests.models.stories import Article, Origin, Story
from digests.models.texts import Published
from digests.stories.breaking import is_breaking, threshold

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def told(number: int, minutes: int, *sources: str, published: Published | None = None) -> Article:
    """An article that was added so many minutes ago, seen in these places."""
    added = NOW - timedelta(minutes=minutes)
    origins = tuple(Origin(source, None, added) for source in sources)
    return Article(number, "Заголовок", "ru", published, added, (), origins=origins)


def days_ago(days: int, precision: str) -> Published:
    at = NOW.replace(hour=0) if precision == "day" else NOW
    return Published(at - timedelta(days=days), "day" if precision == "day" else "minute")


@pytest.mark.parametrize(("active", "needed"), [(0, 3), (3, 3), (15, 3), (16, 4), (20, 4), (40, 8), (400, 8)])
def test_more_sources_need_more_of_them(active: int, needed: int) -> None:
    assert threshold(active) == needed


@pytest.mark.parametrize(
    ("articles", "breaking"),
    [
        ([told(1, 50, "А"), told(2, 20, "Б"), told(3, 1, "В")], True),
        ([told(1, 50, "А"), told(2, 20, "Б")], False),
        ([told(1, 61, "А"), told(2, 20, "Б"), told(3, 1, "В")], False),
        ([told(1, 50, "А"), told(2, 20, "А"), told(3, 1, "В")], False),
        ([told(1, 50, "А", "Б", "В", "Г")], False),  # one text in four places
        ([told(0, 300, "А"), told(1, 50, "А"), told(2, 20, "Б"), told(3, 1, "В")], False),
        ([told(0, 300, "Д"), told(1, 50, "А"), told(2, 20, "Б"), told(3, 1, "В")], True),
    ],
)
def test_three_new_sources_within_an_hour(articles: list[Article], breaking: bool) -> None:
    assert is_breaking(Story(1, tuple(articles)), now=NOW, active_sources=5) is breaking


@pytest.mark.parametrize(
    ("published", "breaking"),
    [(days_ago(0, "minute"), True), (days_ago(1, "minute"), False), (days_ago(0, "day"), True),
     (days_ago(2, "day"), False)],
)  # fmt: skip
def test_old_reports_do_not_count(published: Published, breaking: bool) -> None:
    articles = (told(1, 50, "А"), told(2, 20, "Б"), told(3, 1, "В", published=published))
    assert is_breaking(Story(1, articles), now=NOW, active_sources=5) is breaking
