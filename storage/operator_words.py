"""What operators were told lately without asking, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_value, moment_or_none

WordKind = Literal["week", "silence"]


async def told_at(db: Reader, kind: WordKind) -> datetime | None:
    """When they were last told this; None when they never were, or the matter is over."""
    return moment_or_none(
        await fetch_value(db, "SELECT last_told_at FROM operator_words WHERE kind = ?", kind)
    )


async def note(tx: Transaction, kind: WordKind, now: datetime) -> None:
    await execute(
        tx, "INSERT OR REPLACE INTO operator_words (kind, last_told_at) VALUES (?, ?)", kind, epoch(now)
    )


async def forget(tx: Transaction, kind: WordKind) -> None:
    await execute(tx, "DELETE FROM operator_words WHERE kind = ?", kind)


async def bring_back(tx: Transaction, now: datetime) -> None:
    """Let nothing count as told at a time that is yet to come: the next word would wait for that time."""
    await execute(tx, "UPDATE operator_words SET last_told_at = ?1 WHERE last_told_at > ?1", epoch(now))
