"""Which articles have followed words, and so which stories a follow brings."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from digests.models.texts import SummarySentence, Text
from storage.article_search import Stems, match
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, load_strings, to_json

BODY_READ = 6_000  # characters, as many as are looked through

_LIVE = (
    "SELECT story_id, words_id FROM stories JOIN articles ON articles.story_id = stories.id"
    " AND NOT withheld JOIN follow_matches ON article_id = articles.id"
)


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    article_id: int
    topics: tuple[str, ...]
    text: Text


async def candidates(db: Reader, stems: Stems, *, since: datetime, limit: int) -> list[MatchCandidate]:
    """The newest live articles since then whose headline, names or summary may have all these words."""
    rows = await fetch_all(
        db,
        "SELECT articles.id, articles.topics, articles.headline,"
        "  substr(coalesce(article_texts.body, ''), 1, ?) AS body, language, summary, names"
        " FROM article_search JOIN articles ON articles.id = article_search.rowid"
        " LEFT JOIN article_texts ON article_id = articles.id"
        " WHERE article_search MATCH ? AND article_search.rowid >="
        "   (SELECT min(id) FROM articles INDEXED BY articles_by_added WHERE added_at >= ?)"
        "  AND NOT withheld AND added_at >= ?"
        " ORDER BY article_search.rowid DESC LIMIT ?",
        BODY_READ,
        f"{{headline about}} : ({match(stems)})",
        epoch(since),
        epoch(since),
        limit,
    )
    return [
        MatchCandidate(
            row["id"],
            load_strings(row["topics"]),
            Text(
                row["headline"],
                row["body"],
                row["language"],
                tuple(SummarySentence(*sentence) for sentence in json.loads(row["summary"])),
                load_strings(row["names"]),
            ),
        )
        for row in rows
    ]


async def add(tx: Transaction, article_id: int, found: Mapping[int, bool]) -> None:
    """Note which words an article has: `found` says of each whether the article also has a word excluded with
    it.

    Words that nobody follows any more are left out.
    """
    await tx.executemany(
        "INSERT OR IGNORE INTO follow_matches (article_id, words_id, excluded)"
        " SELECT ?, id, ? FROM followed_words WHERE id = ?",
        [(article_id, int(excluded), words_id) for words_id, excluded in found.items()],
    )


async def replace(tx: Transaction, article_id: int, found: Mapping[int, bool]) -> None:
    """As `add`, for an article whose text has changed."""
    await execute(tx, "DELETE FROM follow_matches WHERE article_id = ?", article_id)
    await add(tx, article_id, found)


async def of_releases(db: Reader, after: int, up_to: int) -> dict[int, frozenset[int]]:
    """By words, the stories that they bring, of those whose newest release is above `after` and up to
    `up_to`.
    """
    rows = await fetch_all(
        db,
        f"{_LIVE} WHERE newest_release > ? AND newest_release <= ? AND article_count > 0"
        " GROUP BY story_id, words_id HAVING max(excluded) = 0",
        after,
        up_to,
    )
    return _by_words(rows)


async def of_words(db: Reader, words_id: int, *, since: datetime, limit: int) -> list[int]:
    """The stories that these words bring by articles added since then, the newest first; archived ones don't
    count.
    """
    rows = await fetch_all(
        db,
        "SELECT story_id, max(article_id) AS newest FROM follow_matches"
        " JOIN articles ON articles.id = article_id"
        " WHERE words_id = ? AND added_at >= ? AND archived = 0 AND NOT withheld"
        " GROUP BY story_id HAVING max(excluded) = 0 ORDER BY newest DESC LIMIT ?",
        words_id,
        epoch(since),
        limit,
    )
    return [row["story_id"] for row in rows]


async def followers_words(db: Reader, destination_id: int, story_id: int) -> list[str]:
    """The words, as this reader wrote them, that bring the story."""
    rows = await fetch_all(
        db,
        "SELECT written FROM articles JOIN follow_matches ON article_id = articles.id"
        " JOIN follows ON follows.words_id = follow_matches.words_id AND destination_id = ?"
        " WHERE story_id = ? AND NOT withheld"
        " GROUP BY follows.id HAVING max(follow_matches.excluded) = 0 ORDER BY follows.id",
        destination_id,
        story_id,
    )
    return [row["written"] for row in rows]


async def of_destination(
    db: Reader, destination_id: int, *, since: datetime, until: datetime
) -> frozenset[int]:
    """The stories of the period that any of this reader's followed words brings."""
    rows = await fetch_all(
        db,
        "SELECT words_id FROM follows WHERE destination_id = ?",
        destination_id,
    )
    found = await in_period(db, {row["words_id"] for row in rows}, since=since, until=until)
    return frozenset().union(*found.values())


async def in_period(
    db: Reader, words: Collection[int], *, since: datetime, until: datetime
) -> dict[int, frozenset[int]]:
    """By words, the stories that they bring, of those that gained an article from `since` to `until`."""
    if not words:
        return {}
    rows = await fetch_all(
        db,
        f"{_LIVE} WHERE newest_added >= ? AND newest_added <= ? AND article_count > 0"
        " AND words_id IN (SELECT value FROM json_each(?))"
        " GROUP BY story_id, words_id HAVING max(excluded) = 0",
        epoch(since),
        epoch(until),
        to_json(sorted(words)),
    )
    return _by_words(rows)


def _by_words(rows: Iterable[sqlite3.Row]) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for story_id, words_id in rows:
        found[words_id].add(story_id)
    return {words_id: frozenset(stories) for words_id, stories in found.items()}
