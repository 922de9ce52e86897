"""The loop over feeds: bounded, and no feed holds up another."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from unittest.mock import AsyncMock

import pytest

from bot.intake.feeds.check import Feeds
from bot.intake.feeds.loop import MAX_CHECKS, MAX_CHECKS_PER_HOST, FeedLoop
from bot.intake.intake import Intake
from bot.intake.pages import PageReader
from bot.timing.clock import SystemClock
from bot.web.results import Conditions, Fetched, NotModified, Unfetched, Why
from bot.worker.process import Worker
from storage import feeds
from storage.database import Database, StorageError
from tests.counted import counted


class Slow:
    """A web whose servers all hang until they are let go."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.asked: list[str] = []
        self.hanging = self.most = 0

    async def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        conditions: Conditions | None = None,
        at_most: int = 0,
    ) -> Fetched | NotModified | Unfetched:
        self.asked.append(url)
        self.hanging += 1
        self.most = max(self.most, self.hanging)
        await self.go.wait()
        self.hanging -= 1
        if url.endswith("/full"):
            raise StorageError("database or disk is full")
        if url.endswith("/0"):
            raise RuntimeError("a mistake of ours")
        return Unfetched(Why.TIMED_OUT)


async def test_as_many_as_there_is_room_and_each_once(db: Database) -> None:
    web, clock, worker = Slow(), SystemClock(), Worker()
    before = counted("feed_checks_total", result="failed")
    loop = FeedLoop(db, Feeds(db, web, worker, Intake(db, worker), PageReader(web, worker)), clock)
    async with db.transaction() as tx:
        for number in range(MAX_CHECKS + 3):
            url = f"https://feeds{number}.example/{number}"
            await feeds.add(tx, url, "", site=None, added_by=None, now=clock.now(), interval=900)
    await loop.tick()
    await loop.tick()
    await asyncio.sleep(0)
    assert len(web.asked) == len(set(web.asked)) == MAX_CHECKS
    web.go.set()
    await loop.finish()
    assert len(web.asked) == len(set(web.asked)) == MAX_CHECKS + 3
    assert counted("feed_checks_total", result="failed") - before == MAX_CHECKS + 3
    async with db.read() as reader:
        left = await feeds.due(reader, clock.now(), 99)
        wounded = await feeds.of_url(reader, "https://feeds0.example/0")
    assert left == []
    assert wounded is not None
    assert (wounded.failures, wounded.error) == (1, "broken")  # the one that raised rests like the others


async def test_a_host_of_many_feeds_leaves_room_for_others(db: Database) -> None:
    web, clock, worker = Slow(), SystemClock(), Worker()
    loop = FeedLoop(db, Feeds(db, web, worker, Intake(db, worker), PageReader(web, worker)), clock)
    async with db.transaction() as tx:
        for number in range(1, 20 * MAX_CHECKS_PER_HOST):
            url = f"https://many.example/{number}"
            await feeds.add(tx, url, "", site=None, added_by=None, now=clock.now(), interval=900)
        url = "https://other.example/1"
        await feeds.add(tx, url, "", site=None, added_by=None, now=clock.now(), interval=900)
    await loop.tick()
    await asyncio.sleep(0)
    assert len(web.asked) == MAX_CHECKS_PER_HOST + 1
    assert url in web.asked
    web.go.set()
    await loop.finish()


async def test_a_host_of_many_feeds_is_asked_for_all_of_them_in_one_go(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    web, clock, worker = Slow(), SystemClock(), Worker()
    loop = FeedLoop(db, Feeds(db, web, worker, Intake(db, worker), PageReader(web, worker)), clock)
    count = 5 * MAX_CHECKS_PER_HOST
    async with db.transaction() as tx:
        for number in range(1, count + 1):
            url = f"https://many.example/{number}"
            await feeds.add(tx, url, "", site=None, added_by=None, now=clock.now(), interval=900)
    looks = AsyncMock(side_effect=feeds.due)
    monkeypatch.setattr(feeds, "due", looks)
    await loop.tick()
    assert looks.await_count == MAX_CHECKS_PER_HOST + 1  # the last finds no room
    web.go.set()
    await loop.finish()
    assert len(web.asked) == len(set(web.asked)) == count
    assert web.most == MAX_CHECKS_PER_HOST
    assert looks.await_count == MAX_CHECKS_PER_HOST + 1 + count


async def test_a_full_disk_is_left_alone_until_the_next_tick(db: Database) -> None:
    web, clock, worker = Slow(), SystemClock(), Worker()
    loop = FeedLoop(db, Feeds(db, web, worker, Intake(db, worker), PageReader(web, worker)), clock)
    async with db.transaction() as tx:
        url = "https://feeds.example/full"
        await feeds.add(tx, url, "", site=None, added_by=None, now=clock.now(), interval=900)
    web.go.set()
    for _ in range(2):
        web.asked.clear()
        await loop.tick()
        await loop.finish()  # it is due all the time
        assert 1 <= len(web.asked) <= MAX_CHECKS


async def test_stopping_gives_up_what_is_under_way(db: Database) -> None:
    web, clock, worker = Slow(), SystemClock(), Worker()
    loop = FeedLoop(db, Feeds(db, web, worker, Intake(db, worker), PageReader(web, worker)), clock)
    async with db.transaction() as tx:
        await feeds.add(
            tx, "https://feeds.example/1", "", site=None, added_by=None, now=clock.now(), interval=9
        )
    await loop.tick()
    await loop.stop()
    async with db.read() as reader:
        (feed,) = await feeds.due(reader, clock.now(), 9)
    assert replace(feed, next_check=clock.now()).failures == 0
