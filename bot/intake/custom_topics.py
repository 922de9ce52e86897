"""Topics that editors define, kept in memory and read again after each change.

`by` is the editor who makes a change, for the log; None where nobody is to be named.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.topics.custom import MAX_CUSTOM_TOPICS, TopicProblem, read_name, read_words
from digests.topics.topic_names import topic_named
from storage import custom_topics, editor_actions, reindexing
from storage.database import Database, Transaction
from storage.editor_actions import ActionKind, ByEditor

CUSTOM_TOPICS_INDEX = "own topics"
RECLASSIFIED_FOR = timedelta(hours=72)  # articles no older than this follow a change


@dataclass(frozen=True, slots=True)
class TopicMissing:
    """There is no such topic, or no more."""


class CustomTopics:
    """The editors' topics. The event `changed` is set whenever stored articles have to follow a change."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: tuple[OwnTopic, ...] | None = None
        self.changed = asyncio.Event()

    async def every_one(self) -> tuple[OwnTopic, ...]:
        """All topics that editors defined, the oldest first."""
        if self._known is None:
            async with self._db.read() as db:
                self._known = await custom_topics.list_all(db)
        return self._known

    async def create(
        self, name: str, words: str, now: datetime, by: ByEditor | None = None
    ) -> OwnTopic | TopicProblem:
        """Make a topic that has the same name in each language."""
        good, read = await self.name_for(name), read_words(words)
        if isinstance(good, TopicProblem):
            return good
        if isinstance(read, TopicProblem):
            return read
        async with self._db.transaction() as tx:
            if len(await custom_topics.list_all(tx)) >= MAX_CUSTOM_TOPICS:
                return TopicProblem("many", limit=MAX_CUSTOM_TOPICS)
            topic = await custom_topics.add(tx, good, read, now)
            await editor_actions.add(tx, "topic-added", by, words=good)
            await self._follow(tx)
        return await self._fresh(topic)

    async def name_for(self, said: str, topic: str | None = None) -> str | TopicProblem:
        """What was said as a name for this topic, or for a new one with None; or why it cannot be a name."""
        name = read_name(said)
        others = tuple(own for own in await self.every_one() if own.id != topic)
        if isinstance(name, str) and topic is None and len(others) >= MAX_CUSTOM_TOPICS:
            return TopicProblem("many", limit=MAX_CUSTOM_TOPICS)
        if isinstance(name, str) and (topic_named(name, others) or _is_called(name, others)):
            return TopicProblem("name-taken")
        return name

    async def rename(
        self, topic: str, language: Language, said: str, by: ByEditor | None = None
    ) -> OwnTopic | TopicProblem | TopicMissing:
        """Give a topic another name in one language; whoever chose the topic keeps it."""
        name = await self.name_for(said, topic)
        if isinstance(name, TopicProblem):
            return name
        async with self._db.transaction() as tx:
            if not await custom_topics.set_name(tx, topic, language, name):
                return TopicMissing()
            await self._note(tx, "topic-name", topic, by)
        return await self._fresh(topic)

    async def set_words(
        self, topic: str, said: str, by: ByEditor | None = None
    ) -> OwnTopic | TopicProblem | TopicMissing:
        words = read_words(said)
        if isinstance(words, TopicProblem):
            return words
        async with self._db.transaction() as tx:
            if not await custom_topics.set_words(tx, topic, words):
                return TopicMissing()
            await self._note(tx, "topic-words", topic, by)
            await self._follow(tx)
        return await self._fresh(topic)

    async def remove(self, topic: str, by: ByEditor | None = None) -> bool:
        async with self._db.transaction() as tx:
            gone = await custom_topics.remove(tx, topic)
            if gone:
                await self._note(tx, "topic-removed", topic, by)
                await self._follow(tx)
        await self._read_anew()
        return gone

    async def _note(self, tx: Transaction, kind: ActionKind, topic: str, by: ByEditor | None) -> None:
        """Note the change in the editors' log, under the name that the topic had."""
        for own in self._known or ():
            if own.id == topic:
                await editor_actions.add(tx, kind, by, words=own.names[0][1])

    async def _follow(self, tx: Transaction) -> None:
        """Let stored articles follow the topics as they are in this transaction."""
        await reindexing.begin(tx, CUSTOM_TOPICS_INDEX, version_of(await custom_topics.list_all(tx)))

    async def _fresh(self, topic: str) -> OwnTopic:
        await self._read_anew()
        found = next((own for own in await self.every_one() if own.id == topic), None)
        if found is None:
            raise LookupError(f"the topic {topic} has vanished")
        return found

    async def _read_anew(self) -> None:
        self._known = None
        await self.every_one()
        self.changed.set()


def version_of(topics: Sequence[OwnTopic]) -> str:
    """A hash that changes whenever articles may belong to other topics."""
    made_of = repr([(topic.id, topic.words) for topic in topics])
    return hashlib.blake2b(made_of.encode(), digest_size=8).hexdigest()


def _is_called(name: str, topics: Sequence[OwnTopic]) -> bool:
    """Whether a topic has this very name, also one that consists only of a word for "news"."""
    return any(name.casefold() == known.casefold() for own in topics for _, known in own.names)
