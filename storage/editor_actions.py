"""What editors did besides changing an article: adding one, merging stories, removing a feed and the like."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, moment, to_json

ActionKind = Literal[
    "added", "merged", "unmerged", "placed-first", "placed-last", "placed-free",
    "model-off", "model-on",
    "feed-added", "feeds-added", "feed-on", "feed-off", "feed-pages", "feed-removed",
    "channel-added", "channel-removed",
    "topic-added", "topic-name", "topic-words", "topic-removed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ByEditor:
    """Who does something, and when."""

    person_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class EditorAction:
    """Something that an editor did, to an article or a story if one is named; `other_id` is a second story.

    `words` is the name of a feed, channel or topic, or how many feeds were added at once.
    """

    kind: ActionKind
    person_id: int
    created: datetime
    article_id: int | None = None
    story_id: int | None = None
    other_id: int | None = None
    words: str = ""


async def add(
    tx: Transaction,
    kind: ActionKind,
    by: ByEditor | None,
    *,
    article_id: int | None = None,
    story_id: int | None = None,
    other_id: int | None = None,
    words: str = "",
) -> None:
    """Note what an editor does. Nothing is noted when `by` is None: then the program itself does it."""
    if by is None:
        return
    await execute(
        tx,
        "INSERT INTO editor_actions (kind, person_id, created_at, article_id, story_id, other_id, words)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        kind,
        by.person_id,
        epoch(by.now),
        article_id,
        story_id,
        other_id,
        words,
    )


async def list_newest(db: Reader, limit: int) -> list[EditorAction]:
    rows = await fetch_all(db, "SELECT * FROM editor_actions ORDER BY id DESC LIMIT ?", limit)
    return [_action(row) for row in rows]


async def of_article(db: Reader, article_id: int, limit: int) -> list[EditorAction]:
    """The newest actions on one article."""
    rows = await fetch_all(
        db,
        "SELECT * FROM editor_actions WHERE article_id = ? ORDER BY id DESC LIMIT ?",
        article_id,
        limit,
    )
    return [_action(row) for row in rows]


async def remove_older(tx: Transaction, before: datetime, limit: int) -> int:
    rows = await fetch_all(
        tx,
        "SELECT id FROM editor_actions WHERE created_at < ? ORDER BY created_at LIMIT ?",
        epoch(before),
        limit,
    )
    return await execute(
        tx,
        "DELETE FROM editor_actions WHERE id IN (SELECT value FROM json_each(?))",
        to_json([row["id"] for row in rows]),
    )


def _action(row: sqlite3.Row) -> EditorAction:
    return EditorAction(
        row["kind"],
        row["person_id"],
        moment(row["created_at"]),
        row["article_id"],
        row["story_id"],
        row["other_id"],
        row["words"],
    )
