"""What editors are to be told about held articles, kept until they have been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, to_json

NoticeKind = Literal["came", "elsewhere"]


@dataclass(frozen=True, slots=True)
class HoldNotice:
    """`came`: the article was held as it came in. `elsewhere`: the same text has appeared at `source` as
    well.
    """

    id: int
    article_id: int
    kind: NoticeKind
    source: str


async def add_if_held(tx: Transaction, article_id: int, kind: NoticeKind, source: str, now: datetime) -> None:
    """Add a notice about the article, if it is held."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO hold_notices (article_id, kind, source, made_at)"
        " SELECT id, ?2, ?3, ?4 FROM articles WHERE id = ?1 AND held_until IS NOT NULL",
        article_id,
        kind,
        source,
        epoch(now),
    )


async def list_due(db: Reader, now: datetime, gathered: timedelta, limit: int) -> list[HoldNotice]:
    """The oldest notices; none while the first of them is younger than `gathered`.

    So what comes in at nearly the same time is told in one message.
    """
    first: int | None = await fetch_value(db, "SELECT made_at FROM hold_notices ORDER BY id LIMIT 1")
    if first is None or epoch(now - gathered) < first <= epoch(now):
        return []
    rows = await fetch_all(
        db, "SELECT id, article_id, kind, source FROM hold_notices ORDER BY id LIMIT ?", limit
    )
    return [HoldNotice(*row) for row in rows]


async def remove(tx: Transaction, numbers: list[int]) -> None:
    await execute(
        tx, "DELETE FROM hold_notices WHERE id IN (SELECT value FROM json_each(?))", to_json(numbers)
    )
