"""How long things are kept: a batch a commit, so that nobody waits for it."""

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


async def prune(db: Database, before: datetime) -> int:
    """Remove what was sent, told and published `before`; how many rows went."""
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
    """Keep of articles added `before` only what is told of them; of how many."""
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
    """Once a month the search's index is written anew; one that was cut off goes on where it was."""
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


async def prune_seen(db: Database, now: datetime) -> None:
    """What no edition to come asks about."""
    while await _commit(db, seen.remove_older, now - SEEN_KEPT):
        pass


async def prune_error_reports(db: Database, now: datetime) -> None:
    """What was never settled goes too: nobody will any more."""
    while await _commit(db, error_reports.remove_older, now - REPORTS_KEPT):
        pass


async def prune_ended_follows(db: Database, now: datetime) -> None:
    """Stories that were quiet long ago are listed no longer."""
    while await _commit(db, followed_stories.remove_ended, now - ENDED_FOLLOWS_KEPT):
        pass


async def prune_counts(db: Database, now: datetime) -> None:
    while await _commit(db, counts.remove_older, now - COUNTS_KEPT):
        pass


async def prune_surges(db: Database, now: datetime) -> None:
    """Those of which nobody is warned any more, and that keep nothing from being warned of again."""
    while await _commit(db, surges.remove_older, now - SURGES_KEPT):
        pass


async def prune_documents(db: Database, now: datetime) -> None:
    """Files that were sent days ago are with those who received them."""
    while await _commit(db, documents.empty_older, now - DOCUMENTS_KEPT):
        pass


async def prune_handled_updates(db: Database, now: datetime) -> None:
    while await _commit(db, updates.forget_handled, now - HANDLED_KEPT):
        pass


async def give_back(db: Database) -> None:
    """Give free pages back to the disk, some in a step."""
    left = -1
    while left:
        async with db.transaction() as tx:
            before, left = left, await retention.give_back(tx, PAGES_PER_STEP)
        if left == before:  # a file made without auto_vacuum keeps its pages
            return


Step = Callable[[Transaction, datetime, int], Awaitable[int]]


async def _commit(db: Database, step: Step, before: datetime) -> int:
    async with db.transaction() as tx:
        return await step(tx, before, ROWS_PER_COMMIT)


async def _remove_articles(tx: Transaction, before: datetime, limit: int) -> int:
    touched = await retention.remove_articles(tx, before, limit)
    for story_id in sorted(set(touched)):
        await stories.refresh(tx, story_id)
    return len(touched)
