"""Removes what is old, one batch per commit, so that nobody has to wait for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from storage import (
    article_search,
    counts,
    documents,
    editor_actions,
    error_reports,
    followed_stories,
    reindexing,
    retention,
    seen,
    stories,
    surges,
    updates,
)
from storage.database import Database, Transaction

ROWS_PER_COMMIT = 250
PAGES_PER_STEP = 10
TEXTS_PER_COMMIT = 5  # each is taken out of the search's index word by word
TEXTS_PER_QUERY = 1000
INDEX_PAGES_PER_COMMIT = 16
COMPACTION = "compaction"
DRAFTS_KEPT = timedelta(days=2)
SUBJECTS_KEPT = timedelta(days=90)
REPORTS_KEPT = timedelta(days=30)
ENDED_FOLLOWS_KEPT = timedelta(days=7)
COUNTS_KEPT = timedelta(days=400)  # a year, to compare with
DOCUMENTS_KEPT = timedelta(days=7)
HANDLED_KEPT = timedelta(days=1)  # as long as Telegram keeps an update
SURGES_KEPT = timedelta(days=3)
SEEN_KEPT = timedelta(days=8)  # as far back as an edition goes

Step = Callable[[Transaction, datetime, int], Awaitable[int]]

EXPIRING: tuple[tuple[Step, timedelta], ...] = (
    (seen.remove_older, SEEN_KEPT),
    (updates.forget_handled, HANDLED_KEPT),
    (counts.remove_older, COUNTS_KEPT),
    (error_reports.remove_older, REPORTS_KEPT),  # what was never settled too: nobody will any more
    (followed_stories.remove_ended, ENDED_FOLLOWS_KEPT),
    (surges.remove_older, SURGES_KEPT),
    (documents.empty_older, DOCUMENTS_KEPT),
)


async def prune(db: Database, before: datetime) -> int:
    """Remove what was sent, told and published `before`; returns how many rows."""
    steps: tuple[Step, ...] = (
        retention.remove_deliveries,
        retention.remove_editions,
        _remove_articles,
        retention.remove_stories,
        retention.remove_releases,
        retention.remove_broadcasts,
        editor_actions.remove_older,
    )
    removed = 0
    for step in steps:
        while count := await _commit(db, step, before):
            removed += count
    return removed


async def thin(db: Database, before: datetime) -> int:
    """Of articles added `before`, keep only what is told of them; returns how many articles."""
    thinned = 0
    while True:
        async with db.read() as reader:
            found = await retention.with_text(reader, before, TEXTS_PER_QUERY)
        if not found:
            return thinned
        for start in range(0, len(found), TEXTS_PER_COMMIT):
            async with db.transaction() as tx:
                await retention.thin(tx, found[start : start + TEXTS_PER_COMMIT])
        thinned += len(found)


async def compact_index(db: Database, now: datetime) -> None:
    """Rewrite the search index once a month; an interrupted rewrite is continued."""
    month = f"{now:%Y-%m}"
    async with db.read() as reader:
        known = await reindexing.get(reader, COMPACTION)
    anew = known is None or known.version != month
    more = anew or (known is not None and known.below is not None)
    while more:
        async with db.transaction() as tx:
            if anew:
                await reindexing.begin(tx, COMPACTION, month)
            more = await article_search.compact(tx, INDEX_PAGES_PER_COMMIT, anew=anew)
            if not more:
                await reindexing.advance(tx, COMPACTION, month, None)
        anew = False


async def prune_expired(db: Database, now: datetime) -> None:
    """Remove what has a time limit of its own, whatever the operator chose for the rest."""
    for step, kept in EXPIRING:
        while await _commit(db, step, now - kept):
            pass


async def give_back(db: Database) -> None:
    """Return free pages to the disk, a few at a time."""
    left = -1
    while left:
        async with db.transaction() as tx:
            before, left = left, await retention.give_back(tx, PAGES_PER_STEP)
        if left == before:  # a file made without auto_vacuum keeps its pages
            return


async def _commit(db: Database, step: Step, before: datetime) -> int:
    async with db.transaction() as tx:
        return await step(tx, before, ROWS_PER_COMMIT)


async def _remove_articles(tx: Transaction, before: datetime, limit: int) -> int:
    touched = await retention.remove_articles(tx, before, limit)
    for story_id in sorted(set(touched)):
        await stories.refresh(tx, story_id)
    return len(touched)
