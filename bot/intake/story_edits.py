"""An editor's word on which articles are one story; the machine never moves an article that it has placed."""

from __future__ import annotations

from dataclasses import dataclass

from storage import articles, edition_contents, saved_stories, stories
from storage.database import Database


@dataclass(frozen=True, slots=True)
class StoriesMerged:
    """The number that stays, and the one that leads to it from now on."""

    kept: int
    gone: int


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
        await edition_contents.copy_story(tx, stored.story_id, own)
        await stories.refresh(tx, stored.story_id)
        await stories.refresh(tx, own)
        return own


async def merge(db: Database, one: int, other: int) -> StoriesMerged | None:
    """Make one story of two, under the older number; None when they are not two live stories."""
    async with db.transaction() as tx:
        current = {await stories.current_id(tx, one), await stories.current_id(tx, other)}
        found = await stories.get_many(tx, sorted(story_id for story_id in current if story_id is not None))
        if len(found) != 2:
            return None
        kept, gone = found[0].id, found[1].id
        await stories.merge(tx, gone, kept)
        await edition_contents.merge_story(tx, gone, kept)
        await saved_stories.merge_story(tx, gone, kept)
        await stories.refresh(tx, kept)
        await stories.refresh(tx, gone)
        return StoriesMerged(kept, gone)


async def unmerge(db: Database, gone: int) -> int | None:
    """Take a merged story out of its successor again: the successor's number; None when that is over."""
    async with db.transaction() as tx:
        kept = await stories.current_id(tx, gone)
        if kept is None or kept == gone or not await stories.unmerge(tx, gone, kept):
            return None
        await edition_contents.copy_story(tx, kept, gone)
        await saved_stories.copy_story(tx, kept, gone)
        await stories.refresh(tx, kept)
        await stories.refresh(tx, gone)
        return kept
