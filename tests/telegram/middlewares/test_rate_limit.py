"""Who is too quick hears so once; a flood costs little; what takes long shows that the bot is at work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from bot.telegram.middlewares.rate_limit import ACTIONS_PER_MINUTE, BURST_ACTIONS, TokenBuckets
from bot.telegram.shared.replies import typing
from storage.database import Database
from tests.telegram.conftest import EDITOR, Gate, Newsroom, running

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
async def newsroom(
    db: Database, telegram: Telegram, settings: Settings, gate: Gate
) -> AsyncIterator[Newsroom]:
    """With the patience that it has outside of tests, in a time that stands still."""
    async with running(db, telegram, settings, gate, buckets=TokenBuckets(a_minute=0.001)) as newsroom:
        yield newsroom


async def writes_much(person: Person, count: int, text: str = "/pause") -> None:
    for _ in range(count):
        await person.writes(text)


def test_a_burst_then_so_many_a_minute() -> None:
    buckets = TokenBuckets()
    assert [buckets.take(1, NOON) for _ in range(BURST_ACTIONS)] == [None] * BURST_ACTIONS
    assert buckets.take(1, NOON) is not None
    assert buckets.take(2, NOON) is None
    later = NOON + timedelta(seconds=30)
    assert [buckets.take(1, later) for _ in range(ACTIONS_PER_MINUTE // 2)] == [None] * (
        ACTIONS_PER_MINUTE // 2
    )
    assert buckets.take(1, later) is not None


def test_who_waited_is_told_anew_and_a_clock_that_goes_back_takes_nothing() -> None:
    buckets = TokenBuckets(burst=6, a_minute=60)
    for _ in range(7):
        bucket = buckets.take(1, NOON)
    assert bucket is not None
    bucket.told = True
    assert buckets.take(1, NOON - timedelta(hours=1)) is bucket
    buckets.take(1, NOON - timedelta(minutes=59, seconds=59))
    assert bucket.told
    buckets.take(1, NOON - timedelta(minutes=59, seconds=56))
    assert not bucket.told


def test_memory_is_bounded() -> None:
    buckets = TokenBuckets(remembered=100)
    for person in range(1000):
        buckets.take(person, NOON)
    assert buckets.known == 100


async def test_a_reader_hears_once_and_then_nothing(newsroom: Newsroom, reader: Person) -> None:
    await writes_much(reader, BURST_ACTIONS + 20)
    word = await reader.receives("Слишком быстро, бот не успевает.")
    await reader.presses_data(word, "1:settings")  # what came before is handled before
    answers = [message.text for message in reader.by_bot]
    assert sum("Слишком быстро" in answer for answer in answers) == 1
    assert len(answers) == BURST_ACTIONS + 1


async def test_every_press_is_answered_all_the_same(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    for _ in range(BURST_ACTIONS - 1):
        await reader.presses_data(menu, "1:settings")
    answers = [await reader.presses_data(menu, "1:settings") for _ in range(3)]
    assert [answer.text for answer in answers] == [
        "Слишком быстро, бот не успевает. Подождите полминуты и продолжайте.",
        "",
        "",
    ]
    assert answers[0].alert


async def test_editors_work_as_fast_as_they_can(newsroom: Newsroom, editor: Person) -> None:
    assert editor.id == EDITOR
    await writes_much(editor, BURST_ACTIONS + 5)
    assert await editor.chat.changed.until(lambda: len(editor.by_bot) == BURST_ACTIONS + 5 or None)
    assert all("Слишком быстро" not in message.text for message in editor.by_bot)


async def test_talk_in_a_group_is_not_counted_and_nobody_is_told_there(
    newsroom: Newsroom, reader: Person
) -> None:
    group = newsroom.telegram.group("Читатели", owner=reader)
    for _ in range(BURST_ACTIONS + 5):
        await reader.writes("привет", place=group)
    await reader.writes("/help@newsdigest_bot", place=group)
    await group.receives("В группе бот отвечает")
    for _ in range(BURST_ACTIONS + 5):
        await reader.writes("/help@newsdigest_bot", place=group)
    await reader.presses_data(group.by_bot[-1], "1:settings")
    assert all("Слишком" not in message.text for message in group.by_bot)
    assert len(group.by_bot) < BURST_ACTIONS + 5


class Signs:
    """Counts the signs that the bot is at work."""

    def __init__(self) -> None:
        self.count = 0
        self.came = asyncio.Event()

    async def send_chat_action(self, *_: object) -> None:
        self.count += 1
        self.came.set()


async def test_the_sign_of_work_within_another_is_one() -> None:
    signs = Signs()
    async with typing(signs, 1), typing(signs, 1):  # type: ignore[arg-type]
        await signs.came.wait()
        outlives = asyncio.create_task(shows_its_own(signs, begins := asyncio.Event()))
    assert signs.count == 1
    begins.set()
    await outlives
    assert signs.count == 2


async def shows_its_own(signs: Signs, begins: asyncio.Event) -> None:
    await begins.wait()
    signs.came.clear()
    async with typing(signs, 1):  # type: ignore[arg-type]
        await signs.came.wait()
