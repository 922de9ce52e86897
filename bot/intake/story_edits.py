"""Decides which articles are one story: by an editor's word, or because a report joins two stories.

`by` is the editor, for the log; None where nobody is to be named.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from digests.models.stories import StoryPlace
from storage import (
    articles,
    edition_contents,
    editor_actions,
    model_choices,
    mutes,
    revisions,
    saved_stories,
    stories,
    story_joins,
)
from storage.database import Database, Transaction
from storage.editor_actions import ActionKind, ByEditor

log = logging.getLogger(__name__)

_PLACED: dict[StoryPlace, ActionKind] = {
    "first": "placed-first",
    "last": "placed-last",
    "free": "placed-free",
}


@dataclass(frozen=True, slots=True)
class StoriesMerged:
    """The number of the story that stays, and the one that leads to it from now on."""

    kept: int
    gone: int


@dataclass(frozen=True, slots=True)
class ArticleMoved:
    """An article's story before and now, and the revision that notes it.

    `gone` is the story that went into another together with its only article, None when none did.
    """

    before: int
    story: int
    revision_id: int
    gone: int | None = None


@dataclass(frozen=True, slots=True)
class StoryPlaced:
    """The story's number, and where it was before."""

    story_id: int
    before: StoryPlace


async def split(db: Database, article_id: int, by: ByEditor | None = None) -> int | None:
    """Give an article a story of its own, and return its number; None when there is nothing to split."""
    async with db.transaction() as tx:
        before = await articles.story_of(tx, article_id)
        own = await _split(tx, article_id)
        if own is not None and by is not None:
            await _note_move(tx, article_id, before, by)
        return own


async def move(
    db: Database, article_id: int, story_id: int, *, was: int, seen: int, by: ByEditor
) -> ArticleMoved | None:
    """Move an article from the story that it `was` in to another one; `story_id` 0 means one of its own.

    The only article of a story takes the whole story with it. Returns None when the article is not in that
    story any more, or somebody else has changed it since its revision `seen`.
    """
    async with db.transaction() as tx:
        stored = await articles.get(tx, article_id)
        if stored is None or stored.withheld or stored.story_id != was:
            return None
        if await revisions.by_others(tx, article_id, by.person_id, seen):
            return None
        target = await stories.get(tx, story_id) if story_id else None
        alone = await _is_alone(tx, was)
        if (story_id and (target is None or target.id == was)) or (alone and not story_id):
            return None
        own = was if alone else await _split(tx, article_id)
        merged = await _merge(tx, own, target.id) if own and target else None
        revision_id = await _note_move(tx, article_id, was, by)
        kept = merged.kept if merged else own or was
        return ArticleMoved(was, kept, revision_id, merged.gone if merged and alone else None)


async def _split(tx: Transaction, article_id: int) -> int | None:
    stored = await articles.get(tx, article_id)
    if stored is None:
        return None
    together = (await articles.of_stories(tx, [stored.story_id]))[stored.story_id]
    if len(together) < 2 or article_id not in {article.id for article in together}:
        return None
    own = await stories.split_off(tx, stored.story_id)
    await stories.move_articles(tx, [article_id], own)
    await story_joins.copy_parted(tx, stored.story_id, own)
    await story_joins.part(tx, stored.story_id, own)
    await edition_contents.copy_story(tx, stored.story_id, own)
    await stories.refresh(tx, stored.story_id)
    await stories.refresh(tx, own)
    return own


async def _is_alone(tx: Transaction, story_id: int) -> bool:
    return len((await articles.of_stories(tx, [story_id]))[story_id]) < 2


async def _note_move(tx: Transaction, article_id: int, before: int, by: ByEditor) -> int:
    return await revisions.add(
        tx, article_id, "revised", person_id=by.person_id, now=by.now, part="story", former=str(before)
    )


async def merge(db: Database, one: int, other: int, by: ByEditor | None = None) -> StoriesMerged | None:
    """Make one story of two, under the older number; None when they are not two live stories."""
    async with db.transaction() as tx:
        merged = await _merge(tx, one, other)
        if merged is not None:
            await editor_actions.add(tx, "merged", by, story_id=merged.kept, other_id=merged.gone)
        return merged


async def join(tx: Transaction, one: int, other: int, now: datetime) -> StoriesMerged | None:
    """As `merge`, because a report shows that both tell of one event; None if an editor parted them."""
    if await story_joins.are_parted(tx, one, other):
        return None
    joined = await _merge(tx, one, other)
    if joined is not None:
        await story_joins.add(tx, joined.gone, joined.kept, now)
        log.info("story %d was joined to story %d", joined.gone, joined.kept)
    return joined


async def _merge(tx: Transaction, one: int, other: int) -> StoriesMerged | None:
    current = {await stories.current_id(tx, one), await stories.current_id(tx, other)}
    found = await stories.get_many(tx, sorted(story_id for story_id in current if story_id is not None))
    return await _move_into(tx, found[1].id, found[0].id) if len(found) == 2 else None


async def give(tx: Transaction, story_id: int, into: int) -> StoriesMerged | None:
    """Make one story of two, under the number of the second; None when they are not two live stories."""
    found = {story.id for story in await stories.get_many(tx, sorted({story_id, into}))}
    return await _move_into(tx, story_id, into) if found == {story_id, into} and story_id != into else None


async def _move_into(tx: Transaction, gone: int, kept: int) -> StoriesMerged:
    await stories.merge(tx, gone, kept)
    await story_joins.merge_story(tx, gone, kept)
    await edition_contents.merge_story(tx, gone, kept)
    await saved_stories.merge_story(tx, gone, kept)
    await mutes.merge_story(tx, gone, kept)
    await stories.refresh(tx, kept)
    await stories.refresh(tx, gone)
    return StoriesMerged(kept, gone)


async def put(
    db: Database, story_id: int, place: StoryPlace, now: datetime, editor: int
) -> StoryPlaced | None:
    """Put a story first or last in digests for a while, or `free` it; None when it is gone."""
    async with db.transaction() as tx:
        story = await stories.get(tx, story_id)
        if story is None:
            return None
        await stories.put(tx, story.id, place, now)
        by = ByEditor(editor, now)
        await editor_actions.add(tx, _PLACED[place], by, story_id=story.id)
    log.info("story %d was put %s by %d", story.id, place, editor)
    return StoryPlaced(story.id, story.placed(now))


async def set_model_aside(db: Database, story_id: int, by: ByEditor, *, aside: bool) -> int | None:
    """Tell the story without the model's choice, or with it again.

    Returns its number, None when it is gone.
    """
    async with db.transaction() as tx:
        current = await stories.current_id(tx, story_id)
        if current is None:
            return None
        await model_choices.set_extracted(tx, current, extracted=aside)
        await stories.refresh(tx, current)
        await editor_actions.add(tx, "model-off" if aside else "model-on", by, story_id=current)
    return current


async def unmerge(db: Database, gone: int, by: ByEditor | None = None) -> int | None:
    """Take a merged story out of its successor again, and return the successor; None when that cannot be
    done.
    """
    async with db.transaction() as tx:
        kept = await stories.current_id(tx, gone)
        if kept is None or kept == gone or not await stories.unmerge(tx, gone, kept):
            return None
        await story_joins.remove(tx, gone)
        await story_joins.copy_parted(tx, kept, gone)
        await story_joins.part(tx, kept, gone)
        await edition_contents.copy_story(tx, kept, gone)
        await saved_stories.copy_story(tx, kept, gone)
        await mutes.copy_story(tx, kept, gone)
        await stories.refresh(tx, kept)
        await stories.refresh(tx, gone)
        await editor_actions.add(tx, "unmerged", by, story_id=kept, other_id=gone)
        return kept
