"""Texts that wait for an editor's [Add] or [Cancel]."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from digests.models.stories import NO_EDITS, EditedParts, NamedSource
from digests.models.texts import RawText
from storage.database import Reader, Transaction
from storage.rows import (
    dump_edited,
    dump_raw,
    epoch,
    execute,
    fetch_one,
    fetch_value,
    insert,
    load_edited,
    load_raw,
    moment,
    to_json,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that waits for an editor's word, with what was already chosen for the article that it may
    become.

    `article_id` is that article once it was added, else None. `edited` are chosen parts, `named` a chosen
    source. `story` is the chosen story: 0 for one of its own, None for whichever its text belongs to.
    """

    id: int
    person_id: int
    raw: RawText
    article_id: int | None
    created: datetime
    edited: EditedParts = NO_EDITS
    named: NamedSource | None = None
    story: int | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether anything was chosen for the article."""
        return (self.edited, self.named, self.story) != (NO_EDITS, None, None)


async def add(tx: Transaction, person_id: int, raw: RawText, now: datetime) -> int:
    return await insert(
        tx,
        "INSERT INTO drafts (person_id, raw, created_at) VALUES (?, ?, ?)",
        person_id,
        dump_raw(raw),
        epoch(now),
    )


async def find_waiting(db: Reader, person_id: int, raw: RawText) -> int | None:
    """The number of this person's draft of this text that nobody has answered."""
    found: int | None = await fetch_value(
        db,
        "SELECT id FROM drafts WHERE person_id = ? AND raw = ? AND article_id IS NULL",
        person_id,
        dump_raw(raw),
    )
    return found


async def get(db: Reader, draft_id: int) -> Draft | None:
    row = await fetch_one(db, "SELECT * FROM drafts WHERE id = ?", draft_id)
    if row is None:
        return None
    return Draft(
        row["id"],
        row["person_id"],
        load_raw(row["raw"]),
        row["article_id"],
        moment(row["created_at"]),
        load_edited(row["edited"]),
        NamedSource(*json.loads(row["named"])) if row["named"] else None,
        row["story_id"],
    )


async def set_chosen(tx: Transaction, draft: Draft) -> None:
    """Keep what is chosen for the article that the draft will be."""
    await execute(
        tx,
        "UPDATE drafts SET edited = ?, named = ?, story_id = ? WHERE id = ?",
        dump_edited(draft.edited),
        to_json([draft.named.name, draft.named.link]) if draft.named else None,
        draft.story,
        draft.id,
    )


async def set_article(tx: Transaction, draft_id: int, article_id: int) -> None:
    await execute(tx, "UPDATE drafts SET article_id = ? WHERE id = ?", article_id, draft_id)


async def remove(tx: Transaction, draft_id: int) -> None:
    await execute(tx, "DELETE FROM drafts WHERE id = ?", draft_id)


async def remove_older(tx: Transaction, before: datetime) -> int:
    return await execute(tx, "DELETE FROM drafts WHERE created_at < ?", epoch(before))
