"""Revisions: what was changed in an article, by whom, and what it was before."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digests.models.texts import Published
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, insert, moment, to_json

RevisionKind = Literal["revised", "retracted", "restored"]
RevisedPart = Literal[
    "text", "headline", "topics", "date", "source", "sentences", "story", "archive", "embargo"
]
_UNTOLD = {"topics", "story", "archive"}  # what no edition shows: none has to follow


@dataclass(frozen=True, slots=True)
class TextBefore:
    """An article's text before it was revised."""

    headline: str
    body: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of an article. `person_id` is None when the article's own source changed it.

    `before` is the former text; None when the text was not changed. `part` is what was changed, and `former`
    what that part was before: a headline, topics separated by spaces, a date in ISO 8601, a source's name and
    link, a story's number, "archived", or the end of a hold in ISO 8601. It is '' for a whole text, and where
    there was nothing before.
    """

    id: int
    article_id: int
    kind: RevisionKind
    person_id: int | None
    created: datetime
    before: TextBefore | None
    part: RevisedPart = "text"
    former: str = ""


async def add(
    tx: Transaction,
    article_id: int,
    kind: RevisionKind,
    *,
    person_id: int | None,
    now: datetime,
    before: TextBefore | None = None,
    part: RevisedPart = "text",
    former: str | None = None,
) -> int:
    """Store a revision and return its number.

    Runs over the editions for older revisions of the article are closed: the run for this one does their
    work.
    """
    told = part not in _UNTOLD
    if told:
        await execute(
            tx,
            "UPDATE revisions SET closed_at = ? WHERE article_id = ? AND closed_at IS NULL",
            epoch(now),
            article_id,
        )
    published = before.published if before else None
    return await insert(
        tx,
        "INSERT INTO revisions (article_id, kind, person_id, created_at, headline, body, published_at,"
        " published_precision, part, former, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        article_id,
        kind,
        person_id,
        epoch(now),
        before.headline if before else None,
        before.body if before else None,
        epoch(published.at) if published else None,
        published.precision if published else None,
        part,
        former,
        None if told else epoch(now),
    )


async def get(db: Reader, revision_id: int) -> Revision | None:
    row = await fetch_one(db, "SELECT * FROM revisions WHERE id = ?", revision_id)
    return None if row is None else _revision(row)


async def of_article(db: Reader, article_id: int) -> list[Revision]:
    """The article's revisions, the newest first."""
    rows = await fetch_all(db, "SELECT * FROM revisions WHERE article_id = ? ORDER BY id DESC", article_id)
    return [_revision(row) for row in rows]


async def newest(db: Reader, article_id: int) -> Revision | None:
    """The newest revision of an article; None when there is none."""
    row = await fetch_one(
        db, "SELECT * FROM revisions WHERE article_id = ? ORDER BY id DESC LIMIT 1", article_id
    )
    return None if row is None else _revision(row)


@dataclass(frozen=True, slots=True)
class LastRevision:
    """The newest revision of what editions show of an article; 0 and None when there is none."""

    number: int = 0
    at: datetime | None = None


async def last_told(db: Reader, article_ids: Sequence[int]) -> dict[int, LastRevision]:
    """By article, the newest revision of anything that editions show; articles without one are left out."""
    rows = await fetch_all(
        db,
        "SELECT article_id, max(id) AS number, created_at FROM revisions"
        " WHERE article_id IN (SELECT value FROM json_each(?1))"
        "  AND part NOT IN (SELECT value FROM json_each(?2)) GROUP BY article_id",
        to_json(list(article_ids)),
        to_json(sorted(_UNTOLD)),
    )
    return {row["article_id"]: LastRevision(row["number"], moment(row["created_at"])) for row in rows}


async def by_others(db: Reader, article_id: int, person_id: int, after: int) -> Revision | None:
    """The newest revision with a number above `after` that is not by this person; None when there is none."""
    row = await fetch_one(
        db,
        "SELECT * FROM revisions WHERE article_id = ? AND id > ? AND person_id IS NOT ?"
        " ORDER BY id DESC LIMIT 1",
        article_id,
        after,
        person_id,
    )
    return None if row is None else _revision(row)


_ENTRY = "id, article_id, kind, person_id, created_at, part, former, NULL AS body"


async def log(db: Reader, *, limit: int) -> list[Revision]:
    """The newest revisions of all articles, without their texts."""
    rows = await fetch_all(db, f"SELECT {_ENTRY} FROM revisions ORDER BY id DESC LIMIT ?", limit)
    return [_revision(row) for row in rows]


async def log_of_article(db: Reader, article_id: int, *, skip: int, limit: int) -> list[Revision]:
    """The newest revisions of an article, without its texts."""
    rows = await fetch_all(
        db,
        f"SELECT {_ENTRY} FROM revisions WHERE article_id = ? ORDER BY id DESC LIMIT ? OFFSET ?",
        article_id,
        limit,
        skip,
    )
    return [_revision(row) for row in rows]


async def bodies(db: Reader, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """By article, all bodies that it had, today's first; articles never revised are left out."""
    found: dict[int, tuple[str, ...]] = {}
    for row in await fetch_all(
        db,
        "SELECT revisions.article_id, article_texts.body AS now, revisions.body AS before FROM revisions"
        " JOIN article_texts ON article_texts.article_id = revisions.article_id"
        " WHERE revisions.article_id IN (SELECT value FROM json_each(?)) AND revisions.body IS NOT NULL"
        " ORDER BY revisions.id DESC",
        to_json(list(article_ids)),
    ):
        found[row["article_id"]] = (*found.get(row["article_id"], (row["now"],)), row["before"])
    return found


def _revision(row: sqlite3.Row) -> Revision:
    return Revision(
        id=row["id"],
        article_id=row["article_id"],
        kind=row["kind"],
        person_id=row["person_id"],
        created=moment(row["created_at"]),
        before=_before(row),
        part=row["part"],
        former=row["former"] or "",
    )


def _before(row: sqlite3.Row) -> TextBefore | None:
    if row["body"] is None:
        return None
    at = row["published_at"]
    published = None if at is None else Published(moment(at), row["published_precision"])
    return TextBefore(row["headline"], row["body"], published)
