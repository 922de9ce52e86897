"""The picture that shows a story: one that its site does not put beside other news too."""

from __future__ import annotations

from digests.models import Story
from storage import articles
from storage.database import Database

MAX_ARTICLES_TRIED = 5
MAX_STORIES_LOOKED_AT = 20


async def picture_of(db: Database, story: Story) -> str | None:
    """The picture that shows the story, the first report's before later ones; None when it has none of its
    own.
    """
    pictures = dict.fromkeys(article.picture for article in story.articles if article.picture)
    async with db.read() as reader:
        for picture in list(pictures)[:MAX_ARTICLES_TRIED]:
            if await articles.stories_pictured(reader, picture, MAX_STORIES_LOOKED_AT) == 1:
                return picture
    return None
