"""Breaking news goes at once to those who want it, once, awake, ahead of editions, which do not repeat it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.editions.breaking import Breaking
from bot.editions.planner import Planned
from digests.models.stories import Origin
from storage import articles, destinations, origins, stories
from storage.database import Database
from storage.preferences import Preferences
from storage.rows import fetch_all
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom, chooses, report
from tests.storage.conftest import NOW

WANTED = Preferences(breaking=True)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def breaks(newsroom: Newsroom, now: datetime, sources: int = 3) -> int:
    """So many sources told the story in the last minutes; its number."""
    async with newsroom.db.transaction() as tx:
        story_id = await stories.add(tx, now)
        for number in range(sources):
            added = now - (number + 1) * MINUTE
            found = replace(BRIDGE, text_hash=f"{now}{number}")
            article_id = await articles.add(tx, found, story_id, added=added, added_by=None)
            await origins.add(tx, article_id, Origin(f"Источник {number}", None, added))
        await stories.refresh(tx, story_id)
    return story_id


async def rows(newsroom: Newsroom) -> list[tuple[int, int]]:
    async with newsroom.db.read() as reader:
        found = await fetch_all(reader, "SELECT destination_id, priority FROM outbox ORDER BY id")
    return [(row["destination_id"], row["priority"]) for row in found]


async def test_it_goes_once_and_no_edition_repeats_it(newsroom: Newsroom) -> None:
    wanting = await newsroom.subscribes(1)
    other = await newsroom.subscribes(2)
    await chooses(newsroom, wanting, WANTED)
    story_id = await breaks(newsroom, NOW - 10 * MINUTE + HOUR)
    breaking = Breaking(newsroom.db, "newsdigest_bot")
    now = NOW + HOUR - 5 * MINUTE
    assert [await breaking.step(now), await breaking.step(now + MINUTE)] == [1, 0]
    assert await rows(newsroom) == [(wanting, 0)]
    (text,) = await newsroom.texts()
    assert text.startswith("<b>Срочно</b>\n\n<b>Мост открыт</b>")
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(2, 1)
    assert (await rows(newsroom))[1:] == [(other, 1)]
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + DAY + HOUR)
    assert await newsroom.planner.plan_due(NOW + 2 * DAY) == Planned(2, 2)


async def test_an_alert_does_not_hide_what_came_between(newsroom: Newsroom) -> None:
    wanting = await newsroom.subscribes(1)
    await chooses(newsroom, wanting, WANTED)
    await newsroom.planner.plan_due(NOW)
    await newsroom.reports(report("Матч", "«Сункар» обыграл «Тарлан» со счётом 4:1."), added=NOW + HOUR)
    await breaks(newsroom, NOW + 3 * HOUR)
    assert await Breaking(newsroom.db, "newsdigest_bot").step(NOW + 3 * HOUR) == 1
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(1, 1)
    assert "Матч" in (await newsroom.texts())[-1]


@pytest.mark.parametrize(
    ("hours", "chosen", "told"),
    [
        (12.9, WANTED, 1),  # 21:54
        (13.1, WANTED, 0),  # 22:06
        (22.9, WANTED, 0),  # 07:54
        (23.1, WANTED, 1),
        (18, replace(WANTED, awake_from=0, awake_to=24), 1),
        (12, Preferences(), 0),
        (12, replace(WANTED, sources=("Источник 0", "Источник 1", "Источник 2")), 0),
        (12, replace(WANTED, second_language="kk"), 1),
    ],
)
async def test_only_those_who_want_it_and_are_awake(
    newsroom: Newsroom, hours: float, chosen: Preferences, told: int
) -> None:
    await chooses(newsroom, await newsroom.subscribes(1), chosen)
    now = NOW + hours * HOUR  # NOW is 09:00 there
    await breaks(newsroom, now)
    assert await Breaking(newsroom.db, "newsdigest_bot").step(now) == told


async def test_who_was_told_already_who_reads_other_topics_and_who_paused(newsroom: Newsroom) -> None:
    numbers = [await newsroom.subscribes(chat) for chat in (1, 2, 3)]
    for number in numbers:
        await chooses(newsroom, number, WANTED)
    async with newsroom.db.transaction() as tx:
        await destinations.set_topics(tx, numbers[1], frozenset({"sport"}))
        await destinations.pause(tx, numbers[2], "asked", NOW)
    await breaks(newsroom, NOW)
    assert await newsroom.planner.plan_due(NOW) == Planned(3, 1)
    assert await Breaking(newsroom.db, "newsdigest_bot").step(NOW) == 0


async def test_two_sources_are_not_enough(newsroom: Newsroom) -> None:
    await chooses(newsroom, await newsroom.subscribes(1), WANTED)
    await breaks(newsroom, NOW, sources=2)
    assert await Breaking(newsroom.db, "newsdigest_bot").step(NOW) == 0


async def test_it_goes_on_where_a_killed_process_was(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat in range(1, 8):
        await chooses(newsroom, await newsroom.subscribes(chat), WANTED)
    await breaks(newsroom, NOW)
    monkeypatch.setattr("bot.editions.breaking.DESTINATIONS_PER_BATCH", 3)
    calls = 0

    async def dies(*_: object) -> int:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return await store(*_)  # type: ignore[arg-type]

    from bot.editions.instant import store_instant as store

    monkeypatch.setattr("bot.editions.breaking.store_instant", dies)
    with pytest.raises(KeyboardInterrupt):
        await Breaking(newsroom.db, "newsdigest_bot").step(NOW)
    assert await Breaking(newsroom.db, "newsdigest_bot").step(NOW + MINUTE) == 4
    assert len(await rows(newsroom)) == 7
