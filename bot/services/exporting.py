"""All articles, as they are exported."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from digests.records import Record
from storage import articles
from storage.articles import StoredArticle
from storage.database import Database

ARTICLES_PER_QUERY = 200


async def records(db: Database) -> AsyncGenerator[Record]:
    """By number, as they all were at one moment. Stories are numbered anew, so that a copy says the same."""
    async with db.read() as reader:
        after, stories = 0, dict[int, int]()
        while page := await articles.list_after(reader, after, ARTICLES_PER_QUERY):
            for stored in page:
                yield _record(stored, stories.setdefault(stored.story_id, len(stories) + 1))
            after = page[-1].article.id


def _record(stored: StoredArticle, story: int) -> Record:
    article = stored.article
    return Record(
        headline=article.headline,
        text=stored.body,
        author=stored.author,
        published=article.published,
        added=article.added,
        added_by=stored.added_by,
        archived=stored.archived,
        retracted=stored.retracted_at,
        origins=article.origins,
        picture=article.picture,
        story=story,
    )
