"""The loop begins after a start, follows each change, and tries again what failed."""

from __future__ import annotations

import asyncio

import pytest

from bot.intake import reindexing as job
from bot.intake.custom_topics import CustomTopics
from bot.intake.intake import Intake
from bot.intake.reindexing import Reindexer, ReindexingLoop
from bot.intake.rereading import Rereader
from storage.database import Database
from tests.intake.test_reindexing import Standing
from tests.telegram.conftest import SameProcess


class Watched(Reindexer):
    """Tells when it has nothing left to do; `failures` of its first steps fail."""

    def __init__(self, db: Database, topics: CustomTopics) -> None:
        super().__init__(db, SameProcess(), topics, Standing())
        self.idle: asyncio.Queue[bool] = asyncio.Queue()
        self.failures = 0

    async def step(self) -> bool:
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        more = await super().step()
        if not more:
            self.idle.put_nowait(True)
        return more


def rereader(db: Database) -> Rereader:
    return Rereader(db, Intake(db, SameProcess()), Standing())


async def test_it_works_at_the_start_and_after_a_change(db: Database) -> None:
    topics = CustomTopics(db)
    chores = Watched(db, topics)
    task = asyncio.create_task(ReindexingLoop(chores, rereader(db), topics.changed).run())
    await chores.idle.get()
    topics.changed.set()
    await chores.idle.get()
    assert chores.idle.empty()
    task.cancel()


async def test_what_failed_is_tried_again(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "RETRY_SECONDS", 0)
    topics = CustomTopics(db)
    chores = Watched(db, topics)
    chores.failures = 2
    task = asyncio.create_task(ReindexingLoop(chores, rereader(db), topics.changed).run())
    await chores.idle.get()
    assert chores.failures == 0
    task.cancel()
