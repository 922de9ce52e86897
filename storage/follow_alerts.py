"""New articles of which somebody wants to know at once, and how far telling has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json


@dataclass(frozen=True, slots=True)
class FollowAlert:
    """`found` is the time of its editions; destinations from `next_destination` on are still to be told."""

    article_id: int
    story_id: int
    added: datetime
    found: datetime
    next_destination: int


async def add(tx: Transaction, article_id: int, now: datetime) -> None:
    """If anybody wants to know: with a time that no other alert and no schedule has."""
    wanted = await fetch_value(
        tx,
        "SELECT 1 FROM follow_matches JOIN follows ON follows.words_id = follow_matches.words_id AND alert"
        " WHERE article_id = ? AND NOT excluded LIMIT 1",
        article_id,
    )
    if wanted is None:
        return
    last: int = await fetch_value(tx, "SELECT coalesce(max(found_at), 0) FROM follow_alerts")
    found = max(epoch(now), last + 1)
    while found % 60 == 0 or await fetch_value(tx, "SELECT 1 FROM alerts WHERE found_at = ?", found):
        found += 1
    await execute(tx, "INSERT INTO follow_alerts VALUES (?, ?, 0)", article_id, found)


async def list_open(db: Reader, limit: int) -> list[FollowAlert]:
    """The oldest first."""
    rows = await fetch_all(
        db,
        "SELECT article_id, story_id, added_at, found_at, next_destination FROM follow_alerts"
        " JOIN articles ON articles.id = article_id"
        " WHERE next_destination IS NOT NULL ORDER BY found_at LIMIT ?",
        limit,
    )
    return [
        FollowAlert(
            row["article_id"],
            row["story_id"],
            moment(row["added_at"]),
            moment(row["found_at"]),
            row["next_destination"],
        )
        for row in rows
    ]


async def advance(tx: Transaction, article_id: int, next_destination: int | None) -> None:
    """None when all have been told."""
    await execute(
        tx, "UPDATE follow_alerts SET next_destination = ? WHERE article_id = ?", next_destination, article_id
    )


async def destinations_wanting(db: Reader, article_id: int, first: int, limit: int) -> list[int]:
    """Destinations, from this number on, that want to know at once of words that the article has."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT destination_id FROM follow_matches"
        " JOIN follows ON follows.words_id = follow_matches.words_id"
        " WHERE article_id = ? AND alert AND destination_id >= ? ORDER BY destination_id LIMIT ?",
        article_id,
        first,
        limit,
    )
    return [row["destination_id"] for row in rows]


async def words_of(db: Reader, story_id: int, destination_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """What of the story each of them wants to know at once, as they wrote it; none where it has excluded
    words too."""
    rows = await fetch_all(
        db,
        "SELECT destination_id, written FROM articles JOIN follow_matches ON article_id = articles.id"
        " JOIN follows ON follows.words_id = follow_matches.words_id AND alert"
        " WHERE story_id = ? AND retracted_at IS NULL"
        " AND destination_id IN (SELECT value FROM json_each(?))"
        " GROUP BY follows.id HAVING max(follow_matches.excluded) = 0 ORDER BY follows.id",
        story_id,
        to_json(list(destination_ids)),
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row["destination_id"]].append(row["written"])
    return {destination_id: tuple(words) for destination_id, words in found.items()}
