"""Errors that readers report in stories, until they are settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, to_json

Outcome = Literal["corrected", "retracted", "split", "rejected"]

_SINCE = """
    SELECT 1 FROM revisions
    WHERE article_id IN (SELECT value FROM json_each(articles)) AND id > after_revision
"""


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """A reader's report: `story_id` is the story's number at that time, `destination_id` the reader's private
    chat.

    `reason` is one of the words that the buttons carry.
    """

    id: int
    story_id: int
    destination_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class StoryReported:
    """A story with the articles that it has when somebody reports an error."""

    story_id: int
    articles: frozenset[int]


async def add(tx: Transaction, about: StoryReported, destination_id: int, reason: str, now: datetime) -> None:
    """Store a report. A person has one open report for a story: another reason replaces the first."""
    await execute(
        tx,
        "INSERT INTO error_reports (story_id, destination_id, reason, articles, after_revision, created_at)"
        " VALUES (?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM revisions), ?)"
        " ON CONFLICT (story_id, destination_id) WHERE settled_at IS NULL"
        " DO UPDATE SET reason = excluded.reason",
        about.story_id,
        destination_id,
        reason,
        to_json(sorted(about.articles)),
        epoch(now),
    )


async def list_unasked(db: Reader, limit: int) -> list[ErrorReport]:
    """Reports that no editor has been shown yet, the oldest first."""
    rows = await fetch_all(
        db,
        "SELECT * FROM error_reports INDEXED BY error_reports_open"
        " WHERE settled_at IS NULL AND asked_at IS NULL ORDER BY id LIMIT ?",
        limit,
    )
    return [_report(row) for row in rows]


async def set_asked(tx: Transaction, report_ids: Sequence[int], now: datetime) -> None:
    await execute(
        tx,
        "UPDATE error_reports SET asked_at = ? WHERE id IN (SELECT value FROM json_each(?))",
        epoch(now),
        to_json(list(report_ids)),
    )


async def stories_asked_about(db: Reader, story_ids: Iterable[int]) -> frozenset[int]:
    """Those of these stories about which the editors have a card that is not settled."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT story_id FROM error_reports WHERE settled_at IS NULL AND asked_at IS NOT NULL"
        " AND story_id IN (SELECT value FROM json_each(?))",
        to_json(sorted(story_ids)),
    )
    return frozenset(row["story_id"] for row in rows)


async def list_settled_by_edits(db: Reader, limit: int) -> list[tuple[ErrorReport, Outcome]]:
    """Open reports since which an article of the story was corrected or retracted, or the story was split."""
    rows = await fetch_all(
        db,
        f"SELECT *, EXISTS ({_SINCE} AND kind = 'retracted') AS retracted,"
        f" EXISTS ({_SINCE} AND kind = 'revised' AND part NOT IN ('topics', 'story', 'archive', 'embargo'))"
        " AS corrected,"
        " (SELECT count(DISTINCT story_id) FROM articles"
        "   WHERE id IN (SELECT value FROM json_each(error_reports.articles))) > 1 AS split"
        " FROM error_reports INDEXED BY error_reports_open"
        " WHERE settled_at IS NULL AND (retracted OR corrected OR split) ORDER BY id LIMIT ?",
        limit,
    )
    return [(_report(row), _outcome(row)) for row in rows]


async def open_about(db: Reader, story_id: int) -> list[ErrorReport]:
    """The open reports about a story, the oldest first."""
    rows = await fetch_all(
        db, "SELECT * FROM error_reports WHERE settled_at IS NULL AND story_id = ? ORDER BY id", story_id
    )
    return [_report(row) for row in rows]


async def settle(tx: Transaction, report_ids: Sequence[int], outcome: Outcome, now: datetime) -> None:
    await execute(
        tx,
        "UPDATE error_reports SET settled_at = ?, outcome = ?"
        " WHERE settled_at IS NULL AND id IN (SELECT value FROM json_each(?))",
        epoch(now),
        outcome,
        to_json(list(report_ids)),
    )


async def remove_older(tx: Transaction, than: datetime, limit: int) -> int:
    """Remove up to `limit` reports made before then, settled or not; returns how many went."""
    return await execute(
        tx,
        "DELETE FROM error_reports WHERE id IN"
        " (SELECT id FROM error_reports WHERE created_at < ? ORDER BY created_at LIMIT ?)",
        epoch(than),
        limit,
    )


def _report(row: sqlite3.Row) -> ErrorReport:
    return ErrorReport(row["id"], row["story_id"], row["destination_id"], row["reason"])


def _outcome(row: sqlite3.Row) -> Outcome:
    if row["retracted"]:
        return "retracted"
    return "corrected" if row["corrected"] else "split"
