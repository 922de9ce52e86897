"""What editors do besides adding: drafts, retracting, restoring."""

from __future__ import annotations

from datetime import datetime

from digests.models import RawText
from storage import articles, drafts, people, stories
from storage.articles import StoredArticle
from storage.database import Database
from storage.drafts import Draft


async def keep_draft(db: Database, person_id: int, raw: RawText, now: datetime) -> int:
    async with db.transaction() as tx:
        return await drafts.add(tx, person_id, raw, now)


async def draft_of(db: Database, draft_id: int, person_id: int) -> Draft | None:
    """None for a draft that is gone or somebody else's."""
    async with db.read() as reader:
        draft = await drafts.get(reader, draft_id)
    return draft if draft and draft.person_id == person_id else None


async def drop_draft(db: Database, draft_id: int) -> None:
    async with db.transaction() as tx:
        await drafts.remove(tx, draft_id)


async def set_adds_at_once(db: Database, person_id: int, wanted: bool) -> None:
    """Whether what an editor sends is added without a preview."""
    async with db.transaction() as tx:
        await people.set_adds_at_once(tx, person_id, wanted)


async def retract(db: Database, article_id: int, now: datetime) -> StoredArticle | None:
    """The article as it is now, retracted if it was not; None when there is no such article."""
    return await _set_retracted(db, article_id, now)


async def restore(db: Database, article_id: int) -> StoredArticle | None:
    return await _set_retracted(db, article_id, None)


async def _set_retracted(db: Database, article_id: int, at: datetime | None) -> StoredArticle | None:
    async with db.transaction() as tx:
        changed = await articles.set_retracted(tx, article_id, at)
        stored = await articles.get(tx, article_id)
        if changed and stored is not None:
            await stories.refresh(tx, stored.story_id)
        return stored
