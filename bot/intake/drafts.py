"""Texts that wait for an editor's word, and whether an editor is asked before a text is added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from digests.models.texts import RawText
from storage import drafts, people
from storage.database import Database
from storage.drafts import Draft


async def keep_draft(db: Database, person_id: int, raw: RawText, now: datetime) -> int:
    """The number of a draft with this text, a new one or one that waits already.

    An answer may be sent several times, and must not make several drafts.
    """
    async with db.transaction() as tx:
        return await drafts.find_waiting(tx, person_id, raw) or await drafts.add(tx, person_id, raw, now)


async def draft_of(db: Database, draft_id: int, person_id: int) -> Draft | None:
    """This person's draft; None when it is gone or somebody else's."""
    async with db.read() as reader:
        draft = await drafts.get(reader, draft_id)
    return draft if draft and draft.person_id == person_id else None


async def drop_draft(db: Database, draft_id: int, person_id: int) -> Draft | None:
    """Forget this person's draft, unless it has become an article, and return it.

    None when it is gone or somebody else's.
    """
    async with db.transaction() as tx:
        draft = await drafts.get(tx, draft_id)
        if draft is None or draft.person_id != person_id:
            return None
        if draft.article_id is None:
            await drafts.remove(tx, draft_id)
        return draft


async def edit_draft(db: Database, draft_id: int, person_id: int, chosen: Callable[[Draft], Draft]) -> None:
    """Choose something for the article that this person's draft will be; nothing happens if it is one
    already.
    """
    async with db.transaction() as tx:
        draft = await drafts.get(tx, draft_id)
        if draft is not None and draft.person_id == person_id and draft.article_id is None:
            await drafts.set_chosen(tx, chosen(draft))


async def set_adds_at_once(db: Database, person_id: int, wanted: bool) -> None:
    """Choose whether what an editor sends is added without a preview."""
    async with db.transaction() as tx:
        await people.set_adds_at_once(tx, person_id, wanted)
