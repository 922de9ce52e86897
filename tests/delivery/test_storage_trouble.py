"""A full disk, a locked or read-only file: said once, nothing lost, soon over."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alarms import LINES, Alarms, Words
from bot.delivery import loop as outbox_loop
from bot.i18n import speak
from bot.playground.world.signals import PATIENCE
from storage import database as stored
from storage import destinations, message_texts, outbox
from storage.database import Database
from storage.destinations import Address
from storage.outbox import NewRow
from tests.delivery.test_loop import Post, post_office

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


class Told:
    """Stands for the admins' chat."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.first = asyncio.Event()

    async def tell(self, words: Words) -> None:
        self.said.append(words(speak("en")))
        self.first.set()

    @property
    def troubles(self) -> list[str]:
        """Those of whose beginning it was told."""
        return [trouble for said in self.said for trouble in LINES if said == speak("en")(f"alert-{trouble}")]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
async def post(database_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Post]:
    monkeypatch.setattr(stored, "BUSY_TIMEOUT_MS", 20)
    monkeypatch.setattr(outbox_loop, "RETRY_SECONDS", 0.01)
    async with post_office(database_path, alarms=Alarms(told.tell)) as made:
        yield made


async def test_an_answer_is_kept_in_memory_while_the_database_is_locked(
    post: Post, told: Told, database_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The row has gone out when the lock comes: it is written down afterwards, not sent twice."""
    reader = post.reader()
    post.telegram.faults.add("hang", method="sendMessage", seconds=0.2)
    await post.queue(reader.id)
    await post.telegram.idle.until(lambda: post.telegram.in_flight)
    other = sqlite3.connect(database_path, isolation_level=None, check_same_thread=False)
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
    async with asyncio.timeout(PATIENCE):
        await told.first.wait()
    other.execute("ROLLBACK")
    other.close()
    assert await post.ends() == ["sent"]
    assert len(reader.by_bot) == 1
    assert told.troubles == ["database-locked"]
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.exc_info for record in errors] == [None]
    assert LINES["database-locked"] in errors[0].getMessage()


async def test_a_file_that_turns_read_only_and_back(post: Post, told: Told) -> None:
    await post.db._writer.execute("PRAGMA query_only = ON")
    async with asyncio.timeout(PATIENCE):
        post.loop.wake()
        await told.first.wait()
    await post.db._writer.execute("PRAGMA query_only = OFF")
    reader = post.reader()
    await post.queue(reader.id)
    await reader.receives("Новости")
    assert await post.ends() == ["sent"]
    assert told.troubles == ["database-read-only"]


async def test_a_full_disk_refuses_a_commit_and_keeps_what_was_there(database_path: Path, told: Told) -> None:
    db = await Database.open(database_path)
    alarms = Alarms(told.tell)
    await fill(db, 1, "x")
    (pages,) = await (await db._writer.execute("PRAGMA page_count")).fetchone() or (0,)
    await db._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(sqlite3.OperationalError) as full:
        await fill(db, 2, "x" * 100_000)
    alarms.storage(full.value)
    await told.first.wait()
    assert told.troubles == ["database-full"]
    await db._writer.execute("PRAGMA max_page_count = 1000000")
    await fill(db, 2, "x" * 100_000)
    async with db.read() as reader:
        assert await outbox.count_unfinished(reader) == 2
    await db.close()


async def fill(db: Database, chat_id: int, words: str) -> int:
    async with db.transaction() as tx:
        destination_id = await destinations.add(
            tx, Address(chat_id), "private", language="ru", zone="UTC", now=NOW
        )
        message_id = await message_texts.add(tx, words, "[]")
        row = NewRow("test", chat_id, destination_id, message_id, NOW + timedelta(days=3))
        await outbox.add_all(tx, [row], NOW)
    return destination_id
