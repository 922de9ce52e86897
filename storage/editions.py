"""Editions and, through their contents, each destination's memory of what it was told."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models.wishes import ToldStories
from storage import destinations, hook_events, stories
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, moment, to_json


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition to be stored: the contents numbered `issue_id` for a destination's run at `scheduled`.

    Its stories have releases above `after`, which the destination's editions had covered, up to `up_to`. A
    `breaking` edition covers nothing but its story. A `review` covers nothing, and what it tells does not
    count as told.
    """

    destination_id: int
    issue_id: int
    scheduled: datetime
    after: int | None
    up_to: int
    breaking: bool = False
    review: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    id: int
    destination_id: int
    issue_id: int
    created: datetime
    breaking: bool


async def add_all(tx: Transaction, new: Sequence[NewEdition], now: datetime) -> list[int | None]:
    """Store editions and return their numbers in this order; None where the run already has its edition."""
    taken = await _taken(tx, new)
    created = epoch(now)
    number = int(
        await fetch_value(tx, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'editions'")
    )
    numbers: list[int | None] = []
    rows = []
    for edition in new:
        run = (edition.destination_id, epoch(edition.scheduled))
        if run in taken:
            numbers.append(None)
            continue
        number += 1
        numbers.append(number)
        covers = (edition.after, edition.up_to)
        rows.append((number, *run, edition.issue_id, *covers, created, edition.breaking, edition.review))
    await tx.executemany(
        "INSERT INTO editions (id, destination_id, scheduled_at, issue_id, after_release, up_to_release,"
        " created_at, breaking, review) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    await hook_events.note(tx, [row[0] for row in rows], now, changed=False)
    await destinations.cover(
        tx,
        [
            (edition.destination_id, edition.after, edition.up_to)
            for edition, number in zip(new, numbers, strict=True)
            if number is not None and not (edition.breaking or edition.review)
        ],
    )
    return numbers


async def get(db: Reader, edition_id: int) -> Edition | None:
    row = await fetch_one(db, "SELECT * FROM editions WHERE id = ?", edition_id)
    return _edition(row) if row else None


async def told_stories(
    db: Reader, destination_id: int, story_ids: Sequence[int], *, before: int | None = None
) -> ToldStories:
    """What the destination was told of these stories, in all editions or in those `before` the one of this
    number.
    """
    if not story_ids:
        return ToldStories()
    rows = await fetch_all(
        db,
        "SELECT DISTINCT value FROM editions JOIN issue_stories ON issue_stories.issue_id = editions.issue_id"
        " AND shown JOIN json_each(articles) WHERE destination_id = ?1 AND up_to_release > ?2 AND told"
        " AND NOT review AND (?3 IS NULL OR editions.id < ?3)",
        destination_id,
        await stories.began(db, story_ids),
        before,
    )
    return ToldStories(frozenset(row["value"] for row in rows))


async def contents_told(db: Reader, destination_ids: Sequence[int], after: int) -> dict[int, tuple[int, ...]]:
    """By destination, the numbers of the contents of editions that cover a release above `after`."""
    rows = await fetch_all(
        db,
        "SELECT destination_id, group_concat(issue_id) FROM editions"
        " WHERE destination_id IN (SELECT value FROM json_each(?)) AND up_to_release > ? AND told"
        " AND NOT review GROUP BY destination_id",
        to_json(list(destination_ids)),
        after,
    )
    known: dict[str, tuple[int, ...]] = {}
    for _, numbers in rows:
        if numbers not in known:
            known[numbers] = tuple(sorted({int(number) for number in numbers.split(",")}))
    return {destination_id: known[numbers] for destination_id, numbers in rows}


async def list_past(db: Reader, destination_id: int, *, limit: int, skip: int) -> list[Edition]:
    """The editions that a destination received, the latest first."""
    rows = await fetch_all(
        db,
        "SELECT * FROM editions WHERE destination_id = ? AND told"
        " ORDER BY scheduled_at DESC LIMIT ? OFFSET ?",
        destination_id,
        limit,
        skip,
    )
    return [_edition(row) for row in rows]


async def highest_id(db: Reader) -> int:
    """The highest number of an edition, 0 when there is none."""
    found: int = await fetch_value(db, "SELECT coalesce(max(id), 0) FROM editions")
    return found


async def set_content(tx: Transaction, edition_id: int, issue_id: int) -> None:
    """Let the edition have other contents."""
    await execute(tx, "UPDATE editions SET issue_id = ? WHERE id = ?", issue_id, edition_id)


async def forget_told(tx: Transaction, edition_id: int, now: datetime) -> None:
    """The edition did not arrive: its stories count as untold again, and the next covers what it covered.

    A review has told and covered nothing.
    """
    if await execute(tx, "UPDATE editions SET told = 0 WHERE id = ? AND told", edition_id):
        await hook_events.note(tx, [edition_id], now, changed=True)
    await execute(
        tx,
        "UPDATE destinations SET covered = min(covered, after_release) FROM editions"
        " WHERE editions.id = ? AND destinations.id = destination_id AND NOT review",
        edition_id,
    )


async def covered_anew(db: Reader, edition_ids: Sequence[int]) -> set[int]:
    """Those of the editions that did not arrive, where a later edition covers their releases."""
    rows = await fetch_all(
        db,
        "SELECT id FROM editions WHERE id IN (SELECT value FROM json_each(?)) AND NOT told"
        " AND NOT review"
        " AND EXISTS (SELECT 1 FROM editions AS later WHERE later.destination_id = editions.destination_id"
        "  AND later.up_to_release >= editions.up_to_release AND later.told AND NOT later.breaking"
        "  AND NOT later.review AND later.id > editions.id)",
        to_json(list(edition_ids)),
    )
    return {row["id"] for row in rows}


async def remember_told(tx: Transaction, edition_ids: Sequence[int], now: datetime) -> None:
    """Count the stories of these editions as told again, because the editions are sent again."""
    await execute(
        tx,
        "UPDATE editions SET told = 1 WHERE id IN (SELECT value FROM json_each(?))",
        to_json(list(edition_ids)),
    )
    await hook_events.note(tx, edition_ids, now, changed=True)


def _edition(row: sqlite3.Row) -> Edition:
    created = moment(row["created_at"])
    return Edition(row["id"], row["destination_id"], row["issue_id"], created, bool(row["breaking"]))


async def _taken(tx: Transaction, new: Sequence[NewEdition]) -> set[tuple[int, int]]:
    rows = await fetch_all(
        tx,
        "SELECT destination_id, scheduled_at FROM editions WHERE (destination_id, scheduled_at) IN"
        " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))",
        to_json([[edition.destination_id, epoch(edition.scheduled)] for edition in new]),
    )
    return {(row["destination_id"], row["scheduled_at"]) for row in rows}
