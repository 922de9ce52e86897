"""The posts of editions with what is known of each, for outlets beside Telegram."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader
from storage.rows import fetch_all, moment

_COLUMNS = (
    "SELECT editions.id AS edition_id, part, message_id, editions.created_at AS made_at, finished_at, told,"
    " breaking, review"
    " FROM editions JOIN outbox ON outbox.kind = 'edition' AND ref = editions.id"
    "  AND outbox.destination_id = editions.destination_id AND operation = 'send'"
)


@dataclass(frozen=True, slots=True)
class EditionPost:
    """A post of an edition; `part` is its place, from 0. `message_id` is the number of its text as sent or
    waiting.

    `sent` is when Telegram took it, None where it has not. `told` is False when the edition did not arrive.
    """

    edition_id: int
    part: int
    message_id: int
    made: datetime
    sent: datetime | None
    told: bool
    breaking: bool
    review: bool


async def newest_sent(db: Reader, destination_id: int, limit: int) -> list[EditionPost]:
    """The newest posts that a chat received, the newest edition first, the posts of one edition in their
    order.
    """
    rows = await fetch_all(
        db,
        f"{_COLUMNS} WHERE editions.destination_id = ? AND state = 'sent'"
        " ORDER BY scheduled_at DESC, part LIMIT ?",
        destination_id,
        limit,
    )
    return _posts(rows)


async def of_edition(db: Reader, edition_id: int) -> list[EditionPost]:
    """All posts of an edition in their order, whatever became of them."""
    return _posts(await fetch_all(db, f"{_COLUMNS} WHERE editions.id = ? ORDER BY part", edition_id))


def _posts(rows: Sequence[sqlite3.Row]) -> list[EditionPost]:
    return [
        EditionPost(
            row["edition_id"],
            row["part"],
            row["message_id"],
            moment(row["made_at"]),
            None if row["finished_at"] is None else moment(row["finished_at"]),
            bool(row["told"]),
            bool(row["breaking"]),
            bool(row["review"]),
        )
        for row in rows
    ]
