"""Brings stored articles up to date when topics, the folding of words or fingerprints change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from bot.intake.custom_topics import CUSTOM_TOPICS_INDEX as OWN_TOPICS
from bot.intake.custom_topics import RECLASSIFIED_FOR, CustomTopics, version_of
from bot.intake.rereading import Rereader
from bot.timing.clock import Clock
from bot.worker import tasks
from bot.worker.process import Worker
from digests.models.texts import TOPICS, Fingerprint, SearchText, Text
from digests.search.search_text import index_version
from digests.stories.fingerprints import fingerprints_version
from digests.topics.classify import topics_version
from storage import article_search, article_terms, articles, reindexing, stories
from storage.database import Database, Transaction
from storage.reindexing import Reindexing, StoredText

TEXTS_PER_BATCH = 50
BUILT_IN_TOPICS = "built-in topics"
SEARCH_INDEX = "search"
FINGERPRINTS = "fingerprints"
_EVER = datetime(1970, 1, 1, tzinfo=UTC)

RETRY_SECONDS = 60.0

log = logging.getLogger(__name__)

T = TypeVar("T")


class Reindexer:
    """Does a batch in each step, computed by the worker; how far it has come stands in the database.

    Articles whose full text is gone keep their topics and fingerprints.
    """

    def __init__(self, db: Database, worker: Worker, topics: CustomTopics, clock: Clock) -> None:
        self._db = db
        self._worker = worker
        self._topics = topics
        self._clock = clock

    async def begin(self) -> None:
        await begin_indexing(self._db)

    async def step(self) -> bool:
        """Do one batch; False when there was nothing to do."""
        return (
            await self._follow_topics()
            or await self._do_anew(BUILT_IN_TOPICS, tasks.built_in_topics, _store_built_in_topics)
            or await self._do_anew(FINGERPRINTS, tasks.fingerprints, _store_fingerprints)
            or await self._do_anew(SEARCH_INDEX, tasks.search_texts, _store_index)
        )

    async def _follow_topics(self) -> bool:
        own = await self._topics.every_one()
        chore, found = await self._batch(OWN_TOPICS, self._clock.now() - RECLASSIFIED_FOR)
        if chore is None or chore.version != version_of(own):
            return False
        texts = [stored.text for stored in found]
        topics = await self._worker.run(tasks.own_topics, texts, own) if texts else []
        async with self._db.transaction() as tx:
            if await reindexing.advance(tx, OWN_TOPICS, chore.version, _below(found)):
                await _store_own_topics(tx, found, topics)
        return True

    async def _do_anew(
        self,
        name: str,
        compute: Callable[[Sequence[Text]], list[T]],
        store: Callable[[Transaction, Sequence[StoredText], Sequence[T]], Awaitable[None]],
    ) -> bool:
        chore, found = await self._batch(name, _EVER)
        if chore is None:
            return False
        texts = [stored.text for stored in found]
        computed = await self._worker.run(compute, texts) if texts else []
        async with self._db.transaction() as tx:
            if await reindexing.advance(tx, name, chore.version, _below(found)):
                await store(tx, found, computed)
        return True

    async def _batch(self, name: str, since: datetime) -> tuple[Reindexing | None, list[StoredText]]:
        """The work of this name and its next articles; None when nothing is left to do."""
        async with self._db.read() as db:
            chore = await reindexing.get(db, name)
            if chore is None or chore.below is None:
                return None, []
            texts = await reindexing.list_texts(
                db, chore.below, since, TEXTS_PER_BATCH, thinned=name == SEARCH_INDEX
            )
            return chore, texts


async def begin_indexing(db: Database) -> None:
    """Begin work on all stored articles wherever this version finds topics, folds words or takes fingerprints
    in another way.
    """
    versions = {
        BUILT_IN_TOPICS: await asyncio.to_thread(topics_version),
        FINGERPRINTS: await asyncio.to_thread(fingerprints_version),
        SEARCH_INDEX: await asyncio.to_thread(index_version),
    }
    async with db.transaction() as tx:
        for name, version in versions.items():
            known = await reindexing.get(tx, name)
            if known is None or known.version != version:
                await reindexing.begin(tx, name, version)
                if await articles.highest_id(tx) == 0:
                    await reindexing.advance(tx, name, version, None)


def _below(found: Sequence[StoredText]) -> int | None:
    return found[-1].article_id if found else None


async def _store_own_topics(
    tx: Transaction, found: Sequence[StoredText], topics: Sequence[tuple[str, ...]]
) -> None:
    built_in = [tuple(topic for topic in stored.topics if topic in TOPICS) for stored in found]
    await _store_topics(tx, found, [(*kept, *own) for kept, own in zip(built_in, topics, strict=True)])


async def _store_built_in_topics(
    tx: Transaction, found: Sequence[StoredText], topics: Sequence[tuple[str, ...]]
) -> None:
    """Store built-in topics; advertising has none, even where an editor lets it stand."""
    own = [tuple(topic for topic in stored.topics if topic not in TOPICS) for stored in found]
    built_in = [() if stored.advertising else each for stored, each in zip(found, topics, strict=True)]
    await _store_topics(tx, found, [(*each, *kept) for each, kept in zip(built_in, own, strict=True)])


async def _store_topics(
    tx: Transaction, found: Sequence[StoredText], topics: Sequence[tuple[str, ...]]
) -> None:
    """Store topics, but not for an article that was changed meanwhile: it was analysed with the new rules."""
    same, changed = await reindexing.unchanged(tx, found), set()
    for stored, wanted in zip(found, topics, strict=True):
        if wanted != stored.topics and stored.article_id in same:
            await reindexing.set_topics(tx, stored.article_id, wanted)
            changed.add(stored.story_id)
    for story_id in sorted(changed):
        await stories.refresh(tx, story_id)


async def _store_fingerprints(
    tx: Transaction, found: Sequence[StoredText], prints: Sequence[Fingerprint]
) -> None:
    same = await reindexing.unchanged(tx, found)
    for stored, found_print in zip(found, prints, strict=True):
        if stored.article_id in same:
            await article_terms.set_fingerprint(tx, stored.article_id, found_print)


async def _store_index(tx: Transaction, found: Sequence[StoredText], texts: Sequence[SearchText]) -> None:
    same = await reindexing.unchanged(tx, found)
    for stored, text in zip(found, texts, strict=True):
        if stored.article_id in same:
            await article_search.replace(tx, stored.article_id, text)


class ReindexingLoop:
    def __init__(self, chores: Reindexer, rereader: Rereader, changed: asyncio.Event) -> None:
        self._chores = chores
        self._rereader = rereader
        self._changed = changed

    async def run(self) -> None:
        """Work until it is cancelled, first on what a former process left."""
        begun = False
        while True:
            self._changed.clear()
            try:
                if not begun:
                    await self._chores.begin()
                    begun = True
                while await self._chores.step() or await self._rereader.step():
                    pass
            except Exception:  # the next try goes on where this one ended
                log.exception("stored articles could not follow a change")
                await asyncio.sleep(RETRY_SECONDS)
            else:
                await self._changed.wait()
