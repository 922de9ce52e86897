"""How much is written of words and topics, and warnings that it is far more than usual."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from digests.models.stories import StoryMention
from storage import breaking_alerts
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json

Kind = Literal["words", "topic"]
Subject = int | str
"""The number of followed words, or a topic."""

DAY = timedelta(days=1)
# An article was told when it was published, at a place where it was seen later when that was.
_AT = (
    "iif(published_precision = 'minute' AND seen_at <= added_at AND published_at < seen_at,"
    " published_at, seen_at)"
)
_LIVE = "CROSS JOIN origins ON origins.article_id = articles.id WHERE NOT withheld AND NOT archived AND"
_OF: dict[Kind, str] = {
    "words": "(SELECT words_id AS subject, story_id, source_id,"
    f" {_AT} AS at FROM follow_matches CROSS JOIN articles ON articles.id = follow_matches.article_id {_LIVE}"
    " words_id IN (SELECT value FROM json_each(?1)) AND follow_matches.article_id >= ?2 AND NOT excluded)",
    "topic": f"(SELECT topic.value AS subject, story_id, source_id, {_AT} AS at"
    f" FROM articles CROSS JOIN json_each(topics) AS topic {_LIVE}"
    " topic.value IN (SELECT value FROM json_each(?1)) AND articles.id >= ?2)",
}
RECENT: dict[Kind, str] = {
    kind: "SELECT subject, story_id, at, (SELECT name FROM sources WHERE sources.id = source_id) AS source"
    f" FROM {told} WHERE at > ?3 AND at <= ?4 LIMIT ?5"
    for kind, told in _OF.items()
}
PAST: dict[Kind, str] = {  # ?3: now, ?4: days, ?5: seconds of the window, ?6: as often as a source counts
    kind: "SELECT subject, day, sum(min(times, ?6)) AS mentions FROM"
    f" (SELECT subject, (?3 - at) / 86400 AS day, count(*) AS times FROM {told}"
    "  WHERE (?3 - at) / 86400 BETWEEN 1 AND ?4 AND (?3 - at) % 86400 < ?5 GROUP BY subject, day, source_id)"
    " GROUP BY subject, day"
    for kind, told in _OF.items()
}


@dataclass(frozen=True, slots=True)
class KeptSurge:
    """A stored warning, about followed words or about a topic: the other of the two is None.

    `article_id` is an article of the story that most sources tell, `first` who told that story first. `found`
    is the time of its editions. Destinations with numbers from `next_destination` on are still to be warned.
    """

    id: int
    words_id: int | None
    topic: str | None
    article_id: int
    found: datetime
    hours: int
    mentions: int
    sources: int
    usual: float
    first: StoryMention
    next_destination: int


async def newest_origin(db: Reader) -> int:
    """The highest number of a place where an article was seen, 0 without any."""
    found: int = await fetch_value(db, "SELECT coalesce(max(id), 0) FROM origins")
    return found


async def origin_before(db: Reader, since: datetime) -> int:
    """The number before the first place of the articles that were added since then."""
    found: int | None = await fetch_value(
        db, "SELECT min(id) FROM origins WHERE article_id = ?", await _first_article(db, since)
    )
    return await newest_origin(db) if found is None else found - 1


async def mentioned(db: Reader, kind: Kind, after: int) -> list[Subject]:
    """The words or topics that somebody wants warnings about and that articles seen after this origin
    mention.
    """
    return await (_mentioned_words if kind == "words" else _mentioned_topics)(db, after)


async def _mentioned_words(db: Reader, after: int) -> list[Subject]:
    rows = await fetch_all(
        db,
        "SELECT DISTINCT follow_matches.words_id FROM origins"
        " CROSS JOIN follow_matches ON follow_matches.article_id = origins.article_id AND NOT excluded"
        " WHERE origins.id > ? AND EXISTS"
        " (SELECT 1 FROM follows WHERE follows.words_id = follow_matches.words_id AND surge)",
        after,
    )
    return [row["words_id"] for row in rows]


async def _mentioned_topics(db: Reader, after: int) -> list[Subject]:
    rows = await fetch_all(
        db,
        "SELECT DISTINCT value FROM origins CROSS JOIN articles ON articles.id = origins.article_id"
        " CROSS JOIN json_each(topics)"
        " WHERE origins.id > ? AND EXISTS (SELECT 1 FROM preferences WHERE surge)",
        after,
    )
    return [row["value"] for row in rows]


async def recent(
    db: Reader, kind: Kind, subjects: Collection[Subject], *, since: datetime, until: datetime, limit: int
) -> dict[Subject, list[StoryMention]]:
    """By subject, the mentions from after `since` until `until`, `limit` rows in all.

    Only articles count that were added at most a day before `since`.
    """
    asked = (to_json(list(subjects)), await _first_article(db, since - DAY))
    found: defaultdict[Subject, list[StoryMention]] = defaultdict(list)
    for row in await fetch_all(db, RECENT[kind], *asked, epoch(since), epoch(until), limit):
        found[row["subject"]].append(StoryMention(row["story_id"], row["source"], moment(row["at"])))
    return dict(found)


async def past(
    db: Reader,
    kind: Kind,
    subjects: Collection[Subject],
    now: datetime,
    *,
    days: int,
    hours: int,
    per_source: int,
) -> dict[Subject, dict[int, int]]:
    """By subject and by how many days ago, the mentions in the same `hours` before this time of the day.

    A source counts at most `per_source` times in a window. Days without mentions are left out.
    """
    first = await _first_article(db, now - (days + 1) * DAY)
    asked = (to_json(list(subjects)), first, epoch(now), days, hours * 3600, per_source)
    found: defaultdict[Subject, dict[int, int]] = defaultdict(dict)
    for row in await fetch_all(db, PAST[kind], *asked):
        found[row["subject"]][row["day"]] = row["mentions"]
    return dict(found)


async def days_at_work(db: Reader, now: datetime, days: int) -> list[int]:
    """How many days ago (1 to `days`) any article came in within the 24 hours before this time of the day."""
    rows = await fetch_all(
        db,
        "WITH RECURSIVE past (day) AS (SELECT 1 UNION ALL SELECT day + 1 FROM past WHERE day < ?1)"
        " SELECT day FROM past WHERE EXISTS (SELECT 1 FROM articles"
        "  WHERE added_at > ?2 - (day + 1) * 86400 AND added_at <= ?2 - day * 86400)",
        days,
        epoch(now),
    )
    return [row["day"] for row in rows]


async def known_since(
    db: Reader, words: Collection[Subject], since: datetime, *, most: int
) -> dict[Subject, datetime]:
    """By words that have at least `most` articles since then, when the oldest of these articles was added.

    When words are new, only so many articles are looked for: nothing is known of the time before the oldest.
    """
    rows = await fetch_all(
        db,
        "SELECT words_id, added_at FROM (SELECT words_id, min(article_id) AS oldest FROM follow_matches"
        " WHERE words_id IN (SELECT value FROM json_each(?)) AND article_id >= ?"
        " GROUP BY words_id HAVING count(*) >= ?) JOIN articles ON id = oldest",
        to_json(list(words)),
        await _first_article(db, since),
        most,
    )
    return {row["words_id"]: moment(row["added_at"]) for row in rows}


async def warned_stories(db: Reader, subject: Subject, since: datetime) -> set[int]:
    """The stories for which a surge of this subject was found since then."""
    column = "words_id" if isinstance(subject, int) else "topic"
    rows = await fetch_all(
        db,
        "SELECT story_id FROM surges JOIN articles ON articles.id = article_id"
        f" WHERE {column} = ? AND found_at > ?",
        subject,
        epoch(since),
    )
    return {row["story_id"] for row in rows}


async def add(tx: Transaction, new: KeptSurge) -> None:
    """Store a warning, at a time that no other warning, alert or schedule has."""
    await execute(
        tx,
        "INSERT INTO surges (words_id, topic, article_id, found_at, hours, mentions, sources, usual, source,"
        " first_at, next_destination) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        *(new.words_id, new.topic, new.article_id),
        epoch(await breaking_alerts.free_moment(tx, new.found)),
        *(new.hours, new.mentions, new.sources, new.usual, new.first.source, epoch(new.first.at)),
    )


_SELECT = "SELECT surges.*, story_id FROM surges JOIN articles ON articles.id = article_id"


async def list_open(db: Reader, limit: int) -> list[KeptSurge]:
    """Warnings that some are still to get, the oldest first."""
    rows = await fetch_all(
        db, f"{_SELECT} WHERE next_destination IS NOT NULL ORDER BY found_at LIMIT ?", limit
    )
    return [_surge(row) for row in rows]


async def advance(tx: Transaction, surge_id: int, next_destination: int | None) -> None:
    """Note which destination comes next; None when all have been warned."""
    await execute(tx, "UPDATE surges SET next_destination = ? WHERE id = ?", next_destination, surge_id)


_WANTING_WORDS = "SELECT destination_id, written FROM follows WHERE words_id = ?1 AND surge"
_WANTING_TOPIC = (
    "SELECT destination_id, '' AS written FROM preferences JOIN subscriptions USING (destination_id)"
    " WHERE surge AND (topics = '[]' OR EXISTS (SELECT 1 FROM json_each(topics) WHERE value = ?1))"
)


async def wanting(db: Reader, surge: KeptSurge, limit: int) -> dict[int, str]:
    """Up to `limit` destinations that want this warning, from the next one on, with the words as they wrote
    them.

    The words are '' for a topic.
    """
    of = _WANTING_TOPIC if surge.topic else _WANTING_WORDS
    rows = await fetch_all(
        db,
        f"{of} AND destination_id >= ?2 ORDER BY destination_id LIMIT ?3",
        *(surge.topic or surge.words_id, surge.next_destination, limit),
    )
    return {row["destination_id"]: row["written"] for row in rows}


async def wanting_among(db: Reader, surge: KeptSurge, destination_ids: Iterable[int]) -> dict[int, str]:
    """Those of these destinations that want this warning, as `wanting` gives them."""
    of = _WANTING_TOPIC if surge.topic else _WANTING_WORDS
    rows = await fetch_all(
        db,
        f"{of} AND destination_id IN (SELECT value FROM json_each(?2))",
        surge.topic or surge.words_id,
        to_json(list(destination_ids)),
    )
    return {row["destination_id"]: row["written"] for row in rows}


async def warned(db: Reader, surge: KeptSurge, destination_ids: Iterable[int], since: datetime) -> set[int]:
    """Those of the destinations that were warned of another surge of the same story since then."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT editions.destination_id FROM articles JOIN surges ON surges.article_id = articles.id"
        " JOIN editions ON scheduled_at = found_at AND editions.destination_id IN"
        "  (SELECT value FROM json_each(?1))"
        " WHERE story_id = ?2 AND found_at > ?3 AND surges.id <> ?4",
        to_json(list(destination_ids)),
        surge.first.story_id,
        epoch(since),
        surge.id,
    )
    return {row["destination_id"] for row in rows}


async def add_waits(tx: Transaction, surge_id: int, wakes: Mapping[int, datetime]) -> None:
    """Let destinations that sleep wait for a warning until they wake: `wakes` has the time of each.

    It replaces a time that was stored before.
    """
    await tx.executemany(
        "INSERT OR REPLACE INTO surge_waits VALUES (?, ?, ?)",
        [(destination_id, surge_id, epoch(at)) for destination_id, at in wakes.items()],
    )


async def due_waits(db: Reader, now: datetime, limit: int) -> list[tuple[KeptSurge, dict[int, datetime]]]:
    """By warning, the destinations that have woken and when they woke, of the first `limit` rows."""
    rows = await fetch_all(
        db,
        "SELECT waits.*, surges.*, story_id FROM"
        " (SELECT * FROM surge_waits WHERE wakes_at <= ? ORDER BY wakes_at, surge_id LIMIT ?) AS waits"
        " JOIN surges ON surges.id = surge_id JOIN articles ON articles.id = article_id ORDER BY surge_id",
        epoch(now),
        limit,
    )
    found: dict[KeptSurge, dict[int, datetime]] = {}
    for row in rows:
        found.setdefault(_surge(row), {})[row["destination_id"]] = moment(row["wakes_at"])
    return list(found.items())


async def bring_waits_forward(tx: Transaction, now: datetime, *, later_than: datetime) -> None:
    """Look now at whoever would be told after `later_than`; those who are asleep then are put back."""
    await execute(tx, "UPDATE surge_waits SET wakes_at = ? WHERE wakes_at > ?", epoch(now), epoch(later_than))


async def remove_waits(tx: Transaction, surge_id: int, destination_ids: Sequence[int]) -> None:
    await execute(
        tx,
        "DELETE FROM surge_waits WHERE surge_id = ? AND destination_id IN (SELECT value FROM json_each(?))",
        surge_id,
        to_json(list(destination_ids)),
    )


async def remove_older(tx: Transaction, before: datetime, limit: int) -> int:
    """Remove up to `limit` warnings found before then, about which nobody asks any more; returns how many
    went.
    """
    return await execute(
        tx,
        "DELETE FROM surges WHERE id IN (SELECT id FROM surges WHERE found_at < ? ORDER BY found_at LIMIT ?)",
        epoch(before),
        limit,
    )


async def _first_article(db: Reader, since: datetime) -> int:
    """The number of the first article added since then; higher than all numbers when there is none."""
    found: int | None = await fetch_value(
        db, "SELECT id FROM articles WHERE added_at >= ? ORDER BY added_at LIMIT 1", epoch(since)
    )
    return found or 1 << 62


def _surge(row: sqlite3.Row) -> KeptSurge:
    return KeptSurge(
        row["id"],
        row["words_id"],
        row["topic"],
        row["article_id"],
        moment(row["found_at"]),
        row["hours"],
        row["mentions"],
        row["sources"],
        row["usual"],
        StoryMention(row["story_id"], row["source"], moment(row["first_at"])),
        row["next_destination"] or 0,
    )
