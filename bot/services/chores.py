"""What stored articles have to follow: the editors' topics, and how words are folded for searching."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from bot import computing
from bot.clock import Clock
from bot.services.own_topics import CUSTOM_TOPICS_INDEX as OWN_TOPICS
from bot.services.own_topics import RECLASSIFIED_FOR, CustomTopics, version_of
from bot.worker import Worker
from digests.models import TOPICS, SearchText
from digests.searching import index_version
from storage import article_search, articles, chores, stories
from storage.chores import Reindexing, StoredText
from storage.database import Database, Transaction

TEXTS_PER_BATCH = 50
SEARCH_INDEX = "search"
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class Reindexer:
    """A batch a step, computed in the worker; how far it is stands in the database."""

    def __init__(self, db: Database, worker: Worker, topics: CustomTopics, clock: Clock) -> None:
        self._db = db
        self._worker = worker
        self._topics = topics
        self._clock = clock

    async def begin(self) -> None:
        await begin_indexing(self._db)

    async def step(self) -> bool:
        """Whether there was anything to do."""
        return await self._follow_topics() or await self._index()

    async def _follow_topics(self) -> bool:
        own = await self._topics.every_one()
        chore, found = await self._batch(OWN_TOPICS, self._clock.now() - RECLASSIFIED_FOR)
        if chore is None or chore.version != version_of(own):
            return False
        texts = [stored.text for stored in found]
        topics = await self._worker.run(computing.own_topics, texts, own) if texts else []
        async with self._db.transaction() as tx:
            if await chores.advance(tx, OWN_TOPICS, chore.version, _below(found)):
                await _store_topics(tx, found, topics)
        return True

    async def _index(self) -> bool:
        chore, found = await self._batch(SEARCH_INDEX, _EVER)
        if chore is None:
            return False
        read = [stored.text for stored in found]
        texts = await self._worker.run(computing.search_texts, read) if read else []
        async with self._db.transaction() as tx:
            if await chores.advance(tx, SEARCH_INDEX, chore.version, _below(found)):
                await _store_index(tx, found, texts)
        return True

    async def _batch(self, name: str, since: datetime) -> tuple[Reindexing | None, list[StoredText]]:
        """None when there is nothing left to do."""
        async with self._db.read() as db:
            chore = await chores.get(db, name)
            if chore is None or chore.below is None:
                return None, []
            return chore, await chores.list_texts(db, chore.below, since, TEXTS_PER_BATCH)


async def begin_indexing(db: Database) -> None:
    """After an upgrade that folds words in another way, all articles that are there are indexed anew."""
    version = await asyncio.to_thread(index_version)
    async with db.transaction() as tx:
        known = await chores.get(tx, SEARCH_INDEX)
        if known is None or known.version != version:
            await chores.begin(tx, SEARCH_INDEX, version)
            if await articles.highest_id(tx) == 0:
                await chores.advance(tx, SEARCH_INDEX, version, None)


def _below(found: Sequence[StoredText]) -> int | None:
    return found[-1].article_id if found else None


async def _store_topics(
    tx: Transaction, found: Sequence[StoredText], topics: Sequence[tuple[str, ...]]
) -> None:
    """An article that was changed meanwhile has been analysed with the new topics."""
    same, changed = await chores.unchanged(tx, found), set()
    for stored, own in zip(found, topics, strict=True):
        wanted = (*(topic for topic in stored.topics if topic in TOPICS), *own)
        if wanted != stored.topics and stored.article_id in same:
            await chores.set_topics(tx, stored.article_id, wanted)
            changed.add(stored.story_id)
    for story_id in sorted(changed):
        await stories.refresh(tx, story_id)


async def _store_index(tx: Transaction, found: Sequence[StoredText], texts: Sequence[SearchText]) -> None:
    same = await chores.unchanged(tx, found)
    for stored, text in zip(found, texts, strict=True):
        if stored.article_id in same:
            await article_search.replace(tx, stored.article_id, text)
