"""Editions that the owner of their chat sees before they go, with what the owner decided."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.edition_contents import EditionStory
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, moment, to_json
from storage.schedules import Schedule, of_row

DraftState = Literal["waiting", "approved", "skipped", "silent", "published"]


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """An edition as its owner is shown it before it goes.

    `after` and `up_to` are the releases that the edition covers; `decide` is when it goes, or is left if
    nobody lets it go; after `expires` it is of no use. `dropped` are the numbers of stories that the owner
    took out. The state `silent` means that nobody answered in time, and that silence meant no.
    """

    id: int
    destination_id: int
    scheduled: datetime
    after: int | None
    up_to: int
    decide: datetime
    expires: datetime
    stories: tuple[EditionStory, ...]
    dropped: frozenset[int] = frozenset()
    state: DraftState = "waiting"

    @property
    def left(self) -> tuple[EditionStory, ...]:
        """The stories that were not taken out."""
        return tuple(story for story in self.stories if story.story_id not in self.dropped)


async def next_number(db: Reader) -> int:
    """The number that the next draft gets; `add` fails where somebody has taken it meanwhile, so ask
    `exists`.
    """
    found: int = await fetch_value(
        db, "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'proofs'"
    )
    return found


async def add(tx: Transaction, draft: EditionDraft) -> None:
    await execute(
        tx,
        "INSERT INTO proofs (id, destination_id, scheduled_at, after_release, up_to_release, decide_at,"
        " expires_at, stories, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        draft.id,
        draft.destination_id,
        epoch(draft.scheduled),
        draft.after,
        draft.up_to,
        epoch(draft.decide),
        epoch(draft.expires),
        to_json([astuple(story) for story in draft.stories]),
        draft.state,
    )


async def list_upcoming(db: Reader, until: datetime) -> list[Schedule]:
    """Schedules due until then whose owner wants to see the edition first and has not been shown it yet."""
    rows = await fetch_all(
        db,
        "SELECT schedules.* FROM preferences JOIN schedules USING (destination_id)"
        " WHERE draft <> 'none' AND NOT review AND next_run_at <= ? AND NOT EXISTS (SELECT 1 FROM proofs"
        "  WHERE proofs.destination_id = schedules.destination_id AND scheduled_at = next_run_at)",
        epoch(until),
    )
    return [of_row(row) for row in rows]


async def exists(db: Reader, number: int, destination_id: int, scheduled: datetime) -> bool:
    """Whether the number is taken or the run has its draft already."""
    row = await fetch_one(
        db,
        "SELECT 1 FROM proofs WHERE id = ? OR (destination_id = ? AND scheduled_at = ?)",
        number,
        destination_id,
        epoch(scheduled),
    )
    return row is not None


async def get(db: Reader, draft_id: int) -> EditionDraft | None:
    row = await fetch_one(db, "SELECT * FROM proofs WHERE id = ?", draft_id)
    return None if row is None else _draft(row)


async def list_due(db: Reader, now: datetime) -> list[EditionDraft]:
    """Drafts whose time to go, or to be left, has come: the earliest first."""
    rows = await fetch_all(
        db,
        "SELECT * FROM proofs WHERE state IN ('waiting', 'approved') AND decide_at <= ? ORDER BY decide_at",
        epoch(now),
    )
    return [_draft(row) for row in rows]


async def find_open(db: Reader, destination_id: int, now: datetime) -> EditionDraft | None:
    """The destination's draft that waits for its time or its owner; None when there is none."""
    row = await fetch_one(
        db,
        "SELECT * FROM proofs WHERE destination_id = ? AND state <> 'published' AND stories <> '[]'"
        " AND expires_at > ? ORDER BY scheduled_at DESC LIMIT 1",
        destination_id,
        epoch(now),
    )
    return None if row is None else _draft(row)


async def move(tx: Transaction, draft_id: int, states: Sequence[DraftState], to: DraftState) -> bool:
    """Give a draft another state; False when it was in none of these states."""
    return bool(
        await execute(
            tx,
            "UPDATE proofs SET state = ? WHERE id = ? AND state IN (SELECT value FROM json_each(?))",
            to,
            draft_id,
            to_json(list(states)),
        )
    )


async def bring_forward(tx: Transaction, draft_id: int, now: datetime) -> None:
    """Let what was decided about the draft be done at `now` instead of later."""
    await execute(tx, "UPDATE proofs SET decide_at = min(decide_at, ?) WHERE id = ?", epoch(now), draft_id)


async def decide_at(tx: Transaction, draft_id: int, at: datetime) -> None:
    """Let what was decided about the draft be done at this time."""
    await execute(tx, "UPDATE proofs SET decide_at = ? WHERE id = ?", epoch(at), draft_id)


async def give_up_unreachable(tx: Transaction, soon: datetime, now: datetime) -> None:
    """Skip the drafts that are for later than `soon` and at whose time no schedule of their destination runs
    any more.

    So it is after the clock was set back. What these drafts would have told counts as untold.
    """
    await execute(
        tx,
        "UPDATE proofs SET decide_at = ?2, expires_at = ?2,"
        " state = iif(state = 'published', state, 'skipped')"
        " WHERE scheduled_at > ?1 AND NOT EXISTS (SELECT 1 FROM schedules"
        "  WHERE schedules.destination_id = proofs.destination_id AND next_run_at = scheduled_at"
        "  AND NOT review)",
        epoch(soon),
        epoch(now),
    )


async def set_dropped(tx: Transaction, draft_id: int, dropped: frozenset[int]) -> None:
    """Note which stories are taken out; a draft that has gone stays as it went."""
    await execute(
        tx,
        "UPDATE proofs SET dropped = ? WHERE id = ? AND state <> 'published'",
        to_json(sorted(dropped)),
        draft_id,
    )


def _draft(row: sqlite3.Row) -> EditionDraft:
    return EditionDraft(
        id=row["id"],
        destination_id=row["destination_id"],
        scheduled=moment(row["scheduled_at"]),
        after=row["after_release"],
        up_to=row["up_to_release"],
        decide=moment(row["decide_at"]),
        expires=moment(row["expires_at"]),
        stories=tuple(
            EditionStory(story_id, tuple(articles), bool(shown), *step_of)
            for story_id, articles, shown, *step_of in json.loads(row["stories"])
        ),
        dropped=frozenset(json.loads(row["dropped"])),
        state=row["state"],
    )
