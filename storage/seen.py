"""What people were shown in answers since their last edition: a row of articles for each answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, to_json


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """The articles that an answer showed; `up_to` is the newest release at that time."""

    articles: frozenset[int]
    up_to: int


async def add(tx: Transaction, destination_id: int, articles: Iterable[int], now: datetime) -> None:
    """Note what an answer showed. The same answer again only gets the newer time.

    Nothing is stored for a destination that is gone.
    """
    await execute(
        tx,
        "INSERT INTO seen (destination_id, articles, up_to_release, seen_at) SELECT id, ?2,"
        " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'releases'), 0), ?3"
        " FROM destinations WHERE id = ?1 ON CONFLICT (destination_id, articles) DO UPDATE SET"
        " up_to_release = excluded.up_to_release, seen_at = excluded.seen_at",
        destination_id,
        to_json(sorted(articles)),
        epoch(now),
    )


async def of_destinations(db: Reader, destination_ids: Sequence[int]) -> dict[int, list[SeenAnswer]]:
    """By destination, what answers showed it; equal sets of articles are one object."""
    rows = await fetch_all(
        db,
        "SELECT destination_id, articles, up_to_release FROM seen"
        " WHERE destination_id IN (SELECT value FROM json_each(?)) ORDER BY destination_id, articles",
        to_json(list(destination_ids)),
    )
    found: dict[int, list[SeenAnswer]] = {}
    for destination_id, articles, up_to in rows:
        found.setdefault(destination_id, []).append(SeenAnswer(_numbers(articles), up_to))
    return found


async def remove_older(tx: Transaction, than: datetime, limit: int) -> int:
    """Remove up to `limit` answers shown before then, the oldest first; returns how many went."""
    return await execute(
        tx,
        "DELETE FROM seen WHERE (destination_id, articles) IN"
        " (SELECT destination_id, articles FROM seen WHERE seen_at < ? ORDER BY seen_at LIMIT ?)",
        epoch(than),
        limit,
    )


@lru_cache(maxsize=4096)  # many are shown the same
def _numbers(text: str) -> frozenset[int]:
    return frozenset(json.loads(text))
