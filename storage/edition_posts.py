"""The posts of editions with the contents that they were made of, for who makes something else of them."""

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
    """One of the posts of an edition, by its place from 0. `message_id` is the text as it went or waits.

    `sent`: when Telegram took it, None where it has not. `told`: the edition arrived, or may still.
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
    """Those that a chat received, the newest first, posts of one edition in their order."""
    rows = await fetch_all(
        db,
        f"{_COLUMNS} WHERE editions.destination_id = ? AND state = 'sent'"
        " ORDER BY scheduled_at DESC, part LIMIT ?",
        destination_id,
        limit,
    )
    return _posts(rows)


async def of_edition(db: Reader, edition_id: int) -> list[EditionPost]:
    """Whatever became of them."""
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
