"""A correction's run over the editions: how far it has come, and what became of the messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, moment

CORRECTION_KIND = "correction"  # of the outbox rows that edit what was delivered; `part` is the revision
MESSAGE_GONE = "gone"  # why such a row was cancelled: its reader has deleted the message
REPLACED = "replaced"  # or a newer correction came first


@dataclass(frozen=True, slots=True)
class CorrectionRun:
    """The run that makes delivered and waiting editions follow one revision.

    Editions from `lower` to below `upper` are still to be looked at; `upper` is None before the first look.
    The next look begins at `next_lower`: there may be newer editions, or one that was being sent meanwhile.
    """

    revision_id: int
    article_id: int
    created: datetime
    upper: int | None
    lower: int
    next_lower: int


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far the editions have followed a revision.

    `open`: more editions may have to follow. `looking`: some have not been looked at yet. `before` counts
    messages that were changed before they were sent. Of the messages that had been sent, so many were edited
    (`done`), are `waiting` for their turn, were `gone` because their readers deleted them, or were `refused`.
    """

    open: bool
    looking: bool
    before: int
    waiting: int
    done: int
    gone: int
    refused: int

    @property
    def edits(self) -> int:
        """How many messages had gone before the revision."""
        return self.waiting + self.done + self.gone + self.refused


async def list_open(db: Reader) -> list[CorrectionRun]:
    """The runs that are not done, the oldest first."""
    rows = await fetch_all(db, "SELECT * FROM revisions WHERE closed_at IS NULL ORDER BY id")
    return [
        CorrectionRun(
            row["id"],
            row["article_id"],
            moment(row["created_at"]),
            row["upper"],
            row["lower"],
            row["next_lower"],
        )
        for row in rows
    ]


async def save(tx: Transaction, at: CorrectionRun, *, changed: int = 0) -> None:
    """Note how far a run has come, and that `changed` more messages that had not gone were changed."""
    await execute(
        tx,
        "UPDATE revisions SET upper = ?, lower = ?, next_lower = ?, waiting_changed = waiting_changed + ?"
        " WHERE id = ?",
        at.upper,
        at.lower,
        at.next_lower,
        changed,
        at.revision_id,
    )


async def close(tx: Transaction, revision_id: int, now: datetime) -> None:
    await execute(tx, "UPDATE revisions SET closed_at = ? WHERE id = ?", epoch(now), revision_id)


async def progress(db: Reader, revision_id: int) -> RunProgress | None:
    """How far the editions have followed this revision; None when there is no such revision."""
    row = await fetch_one(
        db,
        "SELECT closed_at IS NULL AS open, waiting_changed,"
        " closed_at IS NULL AND (upper IS NULL OR upper > lower) AS looking"
        " FROM revisions WHERE id = ?",
        revision_id,
    )
    if row is None:
        return None
    found = await fetch_all(
        db,
        "SELECT CASE WHEN state = 'sent' THEN 'done' WHEN state IN ('pending', 'sending') THEN 'waiting'"
        " WHEN state = 'cancelled' AND error IN (?1, ?2) THEN error ELSE 'refused' END AS outcome,"
        " count(*) AS count FROM outbox WHERE kind = 'correction' AND part = ?3 GROUP BY outcome",
        MESSAGE_GONE,
        REPLACED,
        revision_id,
    )
    counts = {each["outcome"]: each["count"] for each in found}
    outcomes = (counts.get(outcome, 0) for outcome in ("waiting", "done", MESSAGE_GONE, "refused"))
    return RunProgress(bool(row["open"]), bool(row["looking"]), row["waiting_changed"], *outcomes)
