"""An editor's word on which articles are one story; the machine never moves an article that it has placed."""

from __future__ import annotations

from storage import articles, issues, stories
from storage.database import Database


async def split(db: Database, article_id: int) -> int | None:
    """Give an article a story of its own: its number, or None when there is nothing to split."""
    async with db.transaction() as tx:
        stored = await articles.get(tx, article_id)
        if stored is None:
            return None
        together = (await articles.of_stories(tx, [stored.story_id]))[stored.story_id]
        if len(together) < 2 or article_id not in {article.id for article in together}:
            return None
        own = await stories.split_off(tx, stored.story_id)
        await stories.move_articles(tx, [article_id], own)
        await issues.copy_story(tx, stored.story_id, own)
        await stories.refresh(tx, stored.story_id)
        await stories.refresh(tx, own)
        return own


async def merge(db: Database, one: int, other: int) -> int | None:
    """Make one story of two, under the older number; None when they are not two live stories."""
    async with db.transaction() as tx:
        current = {await stories.current_id(tx, one), await stories.current_id(tx, other)}
        found = await stories.load(tx, sorted(story_id for story_id in current if story_id is not None))
        if len(found) != 2:
            return None
        kept, gone = found[0].id, found[1].id
        await stories.merge(tx, gone, kept)
        await issues.merge_story(tx, gone, kept)
        await stories.refresh(tx, kept)
        await stories.refresh(tx, gone)
        return kept
