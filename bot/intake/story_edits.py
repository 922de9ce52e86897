"""An editor's word on which articles are one story; the machine never moves an article that it has placed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.models import Fingerprint, Story
from digests.stories.fingerprints import index_terms
from digests.stories.similar import nearest
from storage import article_terms, articles, edition_contents, saved_stories, stories
from storage.database import Database, Reader

OFFERED_FOR = timedelta(days=14)
REPORTS_ASKED = 2
MAX_CANDIDATE_STORIES = 48


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


Pick = Callable[[Sequence[Fingerprint], Iterable[tuple[int, Fingerprint]]], list[int]]


async def similar(db: Database, story: Story, now: datetime, pick: Pick = nearest) -> list[Story]:
    """Other recent stories that may tell of the same event, or whatever `pick` finds, the nearest first."""
    newest = [article.id for article in story.articles][-REPORTS_ASKED:]
    async with db.read() as reader:
        own = await article_terms.fingerprints(reader, newest)
        candidates = [found for each in own for found in await _sharing(reader, each, now)]
    numbers = await asyncio.to_thread(pick, own, candidates)
    async with db.read() as reader:
        found = await stories.get_many(reader, [number for number in numbers if number != story.id])
    return sorted(found, key=lambda each: numbers.index(each.id))


async def _sharing(db: Reader, found: Fingerprint, now: datetime) -> list[tuple[int, Fingerprint]]:
    terms = index_terms(found)
    return await article_terms.sharing(
        db, terms, since=now - OFFERED_FOR, until=now, limit=MAX_CANDIDATE_STORIES
    )
