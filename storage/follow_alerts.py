"""New articles that somebody wants to hear of at once, and how far telling them has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json


@dataclass(frozen=True, slots=True)
class FollowAlert:
    """An article that followers are told of. `found` is the time of its editions, by which they are known.

    Destinations with numbers from `next_destination` on are still to be told.
    """

    article_id: int
    story_id: int
    added: datetime
    found: datetime
    next_destination: int


_FOLLOWING = (
    "FROM articles AS its JOIN articles ON articles.story_id = its.story_id"
    " JOIN followed_stories ON followed_stories.article_id = articles.id"
    " WHERE its.id = ?1 AND alert AND ended_at IS NULL"
)


async def add(tx: Transaction, article_id: int, now: datetime) -> None:
    """Store an alert for an article if anybody wants one, at a time that no alert or schedule has."""
    wanted = await fetch_value(
        tx,
        "SELECT 1 FROM follow_matches JOIN follows ON follows.words_id = follow_matches.words_id AND alert"
        f" WHERE article_id = ?1 AND NOT excluded UNION ALL SELECT 1 {_FOLLOWING} LIMIT 1",
        article_id,
    )
    if wanted is None:
        return
    last: int = await fetch_value(tx, "SELECT coalesce(max(found_at), 0) FROM follow_alerts")
    found = max(epoch(now), last + 1)
    while found % 60 == 0 or await fetch_value(
        tx,
        "SELECT 1 FROM alerts WHERE found_at = ?1 UNION ALL SELECT 1 FROM surges WHERE found_at = ?1",
        found,
    ):
        found += 1
    await execute(tx, "INSERT INTO follow_alerts VALUES (?, ?, 0)", article_id, found)


async def open_again(tx: Transaction, article_id: int, now: datetime) -> None:
    """As `add`, where some destinations may have been told of the article already."""
    known = await execute(
        tx, "UPDATE follow_alerts SET next_destination = 0 WHERE article_id = ?", article_id
    )
    if not known:
        await add(tx, article_id, now)


async def cancel(tx: Transaction, article_id: int) -> None:
    """Tell nobody more of the article."""
    await execute(
        tx,
        "UPDATE follow_alerts SET next_destination = NULL WHERE article_id = ?",
        article_id,
    )


async def list_open(db: Reader, limit: int) -> list[FollowAlert]:
    """The alerts that some are still to be told of, the oldest first."""
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
    """Note which destination comes next; None when all have been told."""
    await execute(
        tx, "UPDATE follow_alerts SET next_destination = ? WHERE article_id = ?", next_destination, article_id
    )


async def destinations_wanting(db: Reader, article_id: int, first: int, limit: int) -> list[int]:
    """The first `limit` destinations with numbers from `first` on that follow the article's words or its
    story.

    Only those that want to be told at once.
    """
    rows = await fetch_all(
        db,
        "SELECT destination_id FROM follow_matches"
        " JOIN follows ON follows.words_id = follow_matches.words_id"
        " WHERE article_id = ?1 AND alert AND destination_id >= ?2"
        f" UNION SELECT destination_id {_FOLLOWING} AND destination_id >= ?2"
        " ORDER BY destination_id LIMIT ?3",
        article_id,
        first,
        limit,
    )
    return [row["destination_id"] for row in rows]


async def words_of(db: Reader, story_id: int, destination_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """By destination, the words as it wrote them by which it wants to hear of the story at once.

    Words do not count where an article of the story also has a word that was excluded with them.
    """
    rows = await fetch_all(
        db,
        "SELECT destination_id, written FROM articles JOIN follow_matches ON article_id = articles.id"
        " JOIN follows ON follows.words_id = follow_matches.words_id AND alert"
        " WHERE story_id = ? AND NOT withheld"
        " AND destination_id IN (SELECT value FROM json_each(?))"
        " GROUP BY follows.id HAVING max(follow_matches.excluded) = 0 ORDER BY follows.id",
        story_id,
        to_json(list(destination_ids)),
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row["destination_id"]].append(row["written"])
    return {destination_id: tuple(words) for destination_id, words in found.items()}


async def add_waits(tx: Transaction, article_id: int, wakes: Mapping[int, datetime]) -> None:
    """Let destinations that sleep wait for an article until they wake: `wakes` has the time of each.

    It replaces a time that was stored before.
    """
    await tx.executemany(
        "INSERT OR REPLACE INTO follow_waits VALUES (?, ?, ?)",
        [(destination_id, article_id, epoch(at)) for destination_id, at in wakes.items()],
    )


async def due_waits(
    db: Reader, now: datetime, limit: int, *, alerts: int
) -> list[tuple[FollowAlert, dict[int, datetime]]]:
    """By alert, the destinations that have woken and when they woke: at most `alerts` of the first `limit`
    rows.
    """
    rows = await fetch_all(
        db,
        "SELECT destination_id, articles.id AS article_id, wakes_at, story_id, added_at, found_at FROM"
        " (SELECT * FROM follow_waits WHERE wakes_at <= ? ORDER BY wakes_at, article_id LIMIT ?) AS waits"
        " JOIN follow_alerts ON follow_alerts.article_id = waits.article_id"
        " JOIN articles ON articles.id = waits.article_id ORDER BY wakes_at, waits.article_id",
        epoch(now),
        limit,
    )
    found: dict[FollowAlert, dict[int, datetime]] = {}
    for row in rows:
        added, found_at = moment(row["added_at"]), moment(row["found_at"])
        alert = FollowAlert(row["article_id"], row["story_id"], added, found_at, 0)
        found.setdefault(alert, {})[row["destination_id"]] = moment(row["wakes_at"])
    return list(found.items())[:alerts]


async def bring_waits_forward(tx: Transaction, now: datetime, *, later_than: datetime | None = None) -> None:
    """Look now at whoever would be told after `later_than`; those who are asleep then are put back."""
    await execute(
        tx, "UPDATE follow_waits SET wakes_at = ? WHERE wakes_at > ?", epoch(now), epoch(later_than or now)
    )


async def remove_waits(tx: Transaction, article_id: int, destination_ids: Sequence[int]) -> None:
    await execute(
        tx,
        "DELETE FROM follow_waits WHERE article_id = ?"
        " AND destination_id IN (SELECT value FROM json_each(?))",
        article_id,
        to_json(list(destination_ids)),
    )
