"""The latest news there is, for when a period has brought none."""

from __future__ import annotations

from datetime import datetime

from bot.answers.digest import preferences_of
from digests.composing.compose import visible_to
from digests.models.stories import Article, Story
from digests.models.texts import NEWS_LANGUAGES, Language
from digests.models.wishes import ReadingPreferences
from storage import article_search, articles, stories
from storage.database import Database, Reader
from storage.destinations import Destination

NEWEST_ARTICLES = 200  # whose languages tell which one prevails
NEWEST_STORIES = 20  # among which one is looked for that a reader who hides sources may see


async def last_news(db: Database, destination: Destination, now: datetime) -> Article | None:
    """The newest article of what a destination reads, however old."""
    async with db.read() as reader:
        found = await newest_story(reader, preferences_of(destination), now)
    return newest_article(found) if found else None


async def prevailing_language(db: Database) -> Language | None:
    """The language of more than half of the newest articles; None without one."""
    async with db.read() as reader:
        found = await articles.newest_languages(reader, NEWEST_ARTICLES)
    half = sum(found.values()) / 2
    return next((language for language in NEWS_LANGUAGES if found.get(language, 0) > half), None)


async def newest_story(db: Reader, wish: ReadingPreferences, until: datetime) -> Story | None:
    """The story with the newest article among those that the preferences let through, however old."""
    if wish.topics:
        ids = await article_search.newest_of_topics(
            db, wish.topics, wish.languages, until=until, limit=NEWEST_STORIES
        )
    else:
        ids = await stories.newest_ids(db, wish.languages, until=until, limit=NEWEST_STORIES)
    seen = (visible_to(found, wish) for found in await stories.get_many(db, ids))
    return next((found for found in seen if found and is_readable(found, wish)), None)


def is_readable(story: Story, wish: ReadingPreferences) -> bool:
    return any(article.language in wish.languages for article in story.articles)


def newest_article(story: Story) -> Article:
    return max(story.articles, key=lambda article: (article.added, article.id))
