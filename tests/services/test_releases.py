"""Whatever overlaps, what is news comes once to whoever wants it, and nothing falls between two editions."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.delivery.outcomes import Outcome, Rejected, Sent
from bot.delivery.settle import cancel_expired, settle
from bot.editions.planner import Planned, Planner
from bot.intake.story_edits import merge, split, unmerge
from bot.worker.process import Worker
from digests.models.texts import Analysis
from storage import articles, edition_contents, editions, news, outbox, stories
from storage.database import Database, Reader, Transaction
from storage.rows import fetch_all
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom, report
from tests.storage.conftest import NOW

MINUTE = timedelta(minutes=1)
LETTERS = "абвгджзиклмнопрстуфхцч"


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def retracts(newsroom: Newsroom, article_id: int, now: datetime = NOW) -> None:
    async with newsroom.db.transaction() as tx:
        await news.retract(tx, article_id, now)
        await stories.refresh(tx, await articles.story_of(tx, article_id))


async def restores(newsroom: Newsroom, article_id: int, now: datetime = NOW) -> None:
    async with newsroom.db.transaction() as tx:
        await news.restore(tx, article_id, now)
        await stories.refresh(tx, await articles.story_of(tx, article_id))


async def settles(db: Database, outcome: Outcome, now: datetime = NOW) -> None:
    """The message that has waited longest, if one waits."""
    async with db.transaction() as tx:
        for row in await outbox.claim(tx, "me", now=now, lease_until=now + HOUR, limit=1):
            await settle(tx, [(row, outcome)], now)


async def test_what_a_slow_feed_brought_while_an_edition_was_planned_is_in_the_next(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribes()
    began = NOW - timedelta(seconds=2)
    await newsroom.reports(report("Пожар", "В Семее сгорел склад."))
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=1, editions=1)
    await newsroom.reports(BRIDGE, added=began)
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(runs=1, editions=1)
    assert "Мост открыт" in (await newsroom.texts())[-1]


async def test_what_is_restored_is_told_to_who_was_not_told_it(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    story_id = await newsroom.reports(BRIDGE)
    await retracts(newsroom, 1)
    await newsroom.reports(BRIDGE_LATER, story_id=story_id)
    await newsroom.planner.plan_due(NOW)
    await restores(newsroom, 1, NOW + HOUR)
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(runs=1, editions=1)
    assert "700 метров" in (await newsroom.texts())[-1]


async def test_what_was_told_and_is_restored_is_not_told_again(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    await retracts(newsroom, 1, NOW + HOUR)
    await restores(newsroom, 1, NOW + 2 * HOUR)
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(runs=1, editions=0)


async def test_what_did_not_arrive_comes_in_the_next_edition_and_what_arrived_does_not(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    await newsroom.reports(report("Пожар", "В Семее сгорел склад."), added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    await settles(newsroom.db, Rejected("never"))  # only when the next is on its way
    assert await newsroom.planner.plan_due(NOW + 2 * DAY) == Planned(runs=1, editions=1)
    last = (await newsroom.texts())[-1]
    assert "Мост открыт" in last
    assert "Пожар" not in last


async def test_an_edition_that_was_told_anew_is_not_sent_again(newsroom: Newsroom) -> None:
    from bot.delivery.failures import send_again

    await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    await settles(newsroom.db, Rejected("never"))
    assert await send_again(newsroom.db, None, NOW + HOUR) == 1
    await settles(newsroom.db, Rejected("never"), NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    assert await send_again(newsroom.db, None, NOW + DAY) == 0


async def test_a_clock_that_goes_back_tells_nothing_twice_and_loses_nothing(newsroom: Newsroom) -> None:
    await newsroom.subscribes(run=NOW + 9 * DAY)
    await newsroom.reports(BRIDGE, added=NOW + 9 * DAY)
    await newsroom.planner.plan_due(NOW + 9 * DAY)
    await newsroom.subscribes(local_time="10:00", run=NOW)
    await newsroom.reports(report("Пожар", "В Семее сгорел склад."), added=NOW)
    assert (await newsroom.planner.plan_due(NOW)).editions == 1
    last = (await newsroom.texts())[-1]
    assert "Пожар" in last
    assert "Мост открыт" not in last


async def test_what_was_news_elsewhere_long_ago_is_no_news_here(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    async with newsroom.db.transaction() as tx:
        story_id = await stories.add(tx, NOW - 30 * DAY)
        await articles.add(tx, BRIDGE, story_id, added=NOW - 30 * DAY, added_by=None, news=False)
        await stories.refresh(tx, story_id)
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=1, editions=0)


class Interrupted(Database):
    """Something else is committed between what a planner reads and what it stores."""

    def __init__(self, db: Database, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._db = db
        self._meanwhile = meanwhile

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        await self._meanwhile()
        async with self._db.transaction() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Reader]:
        async with self._db.read() as reader:
            yield reader


class Day:
    """What may happen, each event a commit; choices are drawn numbers of what there is."""

    def __init__(self, db: Database) -> None:
        self.newsroom = Newsroom(db)
        self.db = db
        self.now = NOW
        self.checks: list[
            datetime
        ] = []  # of feeds that have not answered yet, by the time of their beginning
        self.reported = 0

    async def begin_check(self, _choice: int) -> None:
        self.checks.append(self.now)

    async def report(self, choice: int) -> None:
        """A feed answers: an article of a story that is there, or of a new one, with the time of asking."""
        began = self.checks.pop(0) if self.checks else self.now
        known = await self.numbers("SELECT id FROM stories WHERE article_count > 0 ORDER BY id")
        story = known[choice % len(known)] if choice % 3 == 0 and known else None
        await self.newsroom.reports(self.text(), story_id=story, added=began)

    async def retract(self, choice: int) -> None:
        if found := await self.numbers("SELECT id FROM articles WHERE retracted_at IS NULL"):
            await retracts(self.newsroom, found[choice % len(found)], self.now)

    async def restore(self, choice: int) -> None:
        if found := await self.numbers("SELECT id FROM articles WHERE retracted_at IS NOT NULL"):
            await restores(self.newsroom, found[choice % len(found)], self.now)

    async def merge(self, choice: int) -> None:
        found = await self.numbers("SELECT id FROM stories WHERE article_count > 0 ORDER BY id")
        if len(found) > 1:
            await merge(self.db, found[choice % len(found)], found[(choice + 1) % len(found)])

    async def unmerge(self, choice: int) -> None:
        if found := await self.numbers("SELECT id FROM stories WHERE successor_id IS NOT NULL"):
            await unmerge(self.db, found[choice % len(found)])

    async def split(self, choice: int) -> None:
        if found := await self.numbers("SELECT id FROM articles ORDER BY id"):
            await split(self.db, found[choice % len(found)])

    async def deliver(self, _choice: int) -> None:
        await settles(self.db, Sent(1), self.now)

    async def fail(self, _choice: int) -> None:
        await settles(self.db, Rejected("never"), self.now)

    async def plan(self, meanwhile: Callable[[], Awaitable[None]] | None = None) -> None:
        """An edition's time comes; meanwhile something may be committed after it was composed."""
        self.now += DAY / 2
        async with self.db.transaction() as tx:
            await cancel_expired(tx, self.now)
        db = Interrupted(self.db, meanwhile) if meanwhile else self.db
        await Planner(db, Worker(), "newsdigest_bot").plan_due(self.now)

    def text(self) -> Analysis:
        """Of words that no other has, so that it adds to any story."""
        self.reported += 1
        own = LETTERS[self.reported % len(LETTERS)] + LETTERS[self.reported // len(LETTERS)]
        words = [f"{start}{own * 3}" for start in ("Дом", "лес", "река", "конь", "сад", "гора")]
        return report(" ".join(words[:2]), " ".join(words[2:]) + f" {self.reported}.")

    async def numbers(self, query: str) -> list[int]:
        async with self.db.read() as reader:
            return [row["id"] for row in await fetch_all(reader, query)]

    async def told(self) -> list[int]:
        """The articles of the editions that arrived."""
        async with self.db.read() as reader:
            issue_ids = [
                edition.issue_id for edition in await editions.list_past(reader, 1, limit=99, skip=0)
            ]
            kept = await edition_contents.stories_of(reader, sorted(set(issue_ids)))
        return [number for issue in issue_ids for story in kept[issue] for number in story.articles]


EVENTS = ("begin_check", "report", "retract", "restore", "merge", "unmerge", "split", "deliver", "fail")
Event = tuple[str, int]
event = st.tuples(st.sampled_from((*EVENTS, "report", "report")), st.integers(0, 9))
edition = st.tuples(st.just("plan"), st.lists(event, max_size=2))


@settings(max_examples=40)
@example([("report", 1), ("retract", 0), ("report", 1), ("plan", []), ("deliver", 0), ("restore", 0)])
@given(st.lists(st.one_of(event, event, edition), min_size=4, max_size=16))
def test_each_article_comes_once_whatever_overlaps(
    empty_database: Path, steps: list[tuple[str, int | list[Event]]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty_database, folder))
        asyncio.run(live(path, steps))


async def live(path: Path, steps: list[tuple[str, int | list[Event]]]) -> None:
    db = await Database.open(path)
    try:
        day = Day(db)
        for local_time in ("09:00", "18:00"):
            await day.newsroom.subscribes(local_time=local_time)
        for name, what in steps:
            day.now += MINUTE
            if isinstance(what, int):
                await getattr(day, name)(what)
            else:
                await day.plan(lambda what=what: happen(day, what))  # type: ignore[misc]
        for _ in range(2):
            await day.plan()
            for _ in await day.numbers("SELECT id FROM outbox WHERE state = 'pending'"):
                await day.deliver(0)
        told = await day.told()
        live_now = await day.numbers("SELECT id FROM articles WHERE retracted_at IS NULL")
        assert sorted(told) == sorted(set(told))
        assert set(live_now) <= set(told)
    finally:
        await db.close()


async def happen(day: Day, events: list[Event]) -> None:
    for name, choice in events:
        await getattr(day, name)(choice)
