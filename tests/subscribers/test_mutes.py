"""Planning with mutes: what keeps nothing back divides no group; a story that is joined stays muted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers import digest as digest_answers
from bot.editions.composer import Composer
from bot.editions.planner import Planned
from bot.editions.round_news import CompositionRequest
from bot.intake import story_edits
from bot.subscribers import mutes
from bot.worker.process import Worker
from storage import destinations
from storage.database import Database
from storage.mutes import Muted
from tests.editions.test_planner import BRIDGE, DAY, Newsroom, report
from tests.storage.conftest import NOW
from tests.subscribers.test_follows import MATCH, MUSEUM, messages, reports

CHESS = report("Шахматы", "Сборная по шахматам выиграла турнир.", "sport")
STADIUM = replace(
    report("Стадион", "Правительство построит стадион.", "politics"), topics=("politics", "sport")
)


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def mute(newsroom: Newsroom, destination_id: int, said: str) -> None:
    assert isinstance(await mutes.mute(newsroom.db, destination_id, said, (), NOW), list)


async def composed(newsroom: Newsroom, readers: list[int]) -> list[list[int]]:
    """Who shares a digest that is composed once."""
    async with newsroom.db.read() as db:
        known = await destinations.get_many(db, readers)
    composer = Composer(newsroom.db, Worker(), NOW, "newsdigest_bot")
    asked = [CompositionRequest(known[reader], "Asia/Almaty", 0) for reader in readers]
    numbers = await composer.compose(asked)
    groups = {number: [r for r, n in zip(readers, numbers, strict=True) if n == number] for number in numbers}
    return list(groups.values())


async def test_only_what_is_kept_back_divides_a_group(newsroom: Newsroom) -> None:
    readers = [await newsroom.subscribes(chat) for chat in range(1, 7)]
    bridge = await reports(newsroom, BRIDGE)
    museum = await reports(newsroom, MUSEUM)
    await mute(newsroom, readers[1], "ЮНЕСКО, спорт")
    await mute(newsroom, readers[2], "Тлендиев")
    await mute(newsroom, readers[3], "музеи, ЮНЕСКО")
    await mutes.set_story(newsroom.db, readers[4], museum, "Музей", muted=True)
    await mutes.set_story(newsroom.db, readers[5], bridge, "Мост", muted=True)
    assert await composed(newsroom, readers) == [readers[:2], readers[2:5], readers[5:]]
    assert await newsroom.planner.plan_due(NOW) == Planned(6, 6)
    assert sorted(await messages(newsroom)) == [readers[:2], readers[2:5], readers[5:]]


async def test_what_is_of_no_interest_anyway_divides_no_group(newsroom: Newsroom) -> None:
    readers = [await newsroom.subscribes(chat) for chat in (1, 2)]
    async with newsroom.db.transaction() as tx:
        for reader in readers:
            await destinations.set_topics(tx, reader, frozenset({"sport"}))
    await reports(newsroom, MUSEUM)
    await reports(newsroom, MATCH)
    await mute(newsroom, readers[1], "Тлендиев")
    assert await composed(newsroom, readers) == [readers]


async def test_a_story_is_of_the_topic_that_its_reports_have_first(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes(1)
    for story in (CHESS, STADIUM, BRIDGE):
        await reports(newsroom, story)
    await mute(newsroom, reader, "спорт")
    async with newsroom.db.read() as db:
        own = await destinations.get(db, reader)
    assert own is not None
    told = await digest_answers.digest(newsroom.db, own, period=DAY, now=NOW)
    assert {item.headline for item in told.items} == {STADIUM.headline, BRIDGE.headline}


async def test_a_muted_story_stays_muted_when_it_is_joined_or_parted(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes(1)
    first, second = await reports(newsroom, BRIDGE), await reports(newsroom, MUSEUM)
    await mutes.set_story(newsroom.db, reader, second, "Музей", muted=True)
    joined = await story_edits.merge(newsroom.db, second, first)
    assert joined is not None
    assert await muted_of(newsroom, reader) == Muted(stories=frozenset({joined.kept}))
    await story_edits.unmerge(newsroom.db, joined.gone)
    assert await muted_of(newsroom, reader) == Muted(stories=frozenset({joined.kept, joined.gone}))


async def test_of_muted_stories_the_newest_stay(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes(1)
    numbers = [
        await newsroom.reports(report("Мост", f"Мост {number} открыт."))
        for number in range(mutes.MAX_STORIES + 2)
    ]
    for story in numbers:
        await mutes.set_story(newsroom.db, reader, story, "Мост", muted=True)
    assert (await muted_of(newsroom, reader)).stories == frozenset(numbers[2:])


async def muted_of(newsroom: Newsroom, reader: int) -> Muted:
    async with newsroom.db.read() as db:
        own = await destinations.get(db, reader)
    assert own is not None
    return own.mutes
