"""What a reader saw in an answer comes after the news in the next edition, as headlines."""

from __future__ import annotations

import pytest

from bot.answers.digest import digest
from bot.answers.seen import note_seen
from bot.editions.planner import Planned
from bot.ops.retention import SEEN_KEPT, prune_expired
from bot.views.common.html import Html, plain_text
from digests.models.digest import Digest
from storage import destinations, edition_contents, editions, news, releases, stories
from storage.database import Database
from storage.destinations import ChatKind
from storage.editions import NewEdition
from storage.rows import fetch_value
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom, report
from tests.storage.conftest import NOW

MATCH = report("Матч окончен", "«Сункар» обыграл «Тарлан» со счётом 4:1.", "sport")
SEEN, ONLY_SEEN = "Вы это уже видели", "Нового пока нет. Эти новости вы уже видели:"


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def looks(newsroom: Newsroom, reader: int) -> None:
    """At a digest of the last day."""
    async with newsroom.db.read() as db:
        who = await destinations.get(db, reader)
    assert who is not None
    shown = await digest(newsroom.db, who, period=DAY, now=NOW)
    assert shown.items
    await note_seen(newsroom.db, who, shown, NOW)


async def last(newsroom: Newsroom) -> str:
    return plain_text(Html((await newsroom.texts())[-1]))


async def test_news_comes_first_and_what_was_seen_follows_as_a_headline(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    await newsroom.reports(MATCH, added=NOW - HOUR / 2)
    await newsroom.planner.plan_due(NOW)
    text = await last(newsroom)
    assert text.startswith("1. Матч окончен\n«Сункар»")
    assert f"{SEEN}\n2. Мост открыт\n" in text
    assert "700 метров" not in text


async def test_an_edition_of_what_was_seen_alone_comes_as_headlines(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await newsroom.reports(MATCH)
    await looks(newsroom, reader)
    assert await newsroom.planner.plan_due(NOW) == Planned(1, 1)
    assert (await last(newsroom)).startswith(f"{ONLY_SEEN}\n1. ")
    assert "?start=s1" in (await newsroom.texts())[-1]
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(1, 0)


async def test_what_developed_since_it_was_seen_is_told_anew(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    story = await newsroom.reports(BRIDGE)
    await newsroom.reports(MATCH)
    await looks(newsroom, reader)
    await newsroom.reports(BRIDGE_LATER, story_id=story, added=NOW - HOUR / 2)
    await newsroom.planner.plan_due(NOW)
    text = await last(newsroom)
    assert text.startswith("1. Новое: Мост закрыт\n")
    assert "12 трещин" in text
    assert "700 метров" not in text
    assert f"{SEEN}\n2. Матч окончен" in text


async def test_another_report_of_the_same_is_no_development(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    story = await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    again = report("Открыт мост", "В Атырау открыли мост через Урал длиной 700 метров.")
    await newsroom.reports(again, story_id=story, added=NOW - HOUR / 2)
    await newsroom.planner.plan_due(NOW)
    assert (await last(newsroom)).startswith(ONLY_SEEN)


async def test_what_has_no_line_in_the_answer_was_not_seen(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    for number in range(9):
        await newsroom.reports(report(f"Новость {number}", f"В Атырау построили {number + 20} домов."))
    await looks(newsroom, reader)
    await newsroom.planner.plan_due(NOW)
    text = await last(newsroom)
    fresh, _, seen = text.partition(SEEN)
    assert fresh.count("В Атырау построили") == 2
    assert seen.count("Новость") == 5


async def test_who_saw_nothing_is_told_all(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes(1)
    await newsroom.subscribes(2)
    await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    await newsroom.planner.plan_due(NOW)
    texts = await newsroom.texts()
    assert [("700 метров" in text) for text in texts] == [False, True]


async def test_who_saw_the_same_share_a_digest(newsroom: Newsroom) -> None:
    await newsroom.reports(BRIDGE)
    for chat_id in range(1, 31):
        await looks(newsroom, await newsroom.subscribes(chat_id))
    await newsroom.planner.plan_due(NOW)
    async with newsroom.db.read() as reader:
        assert await fetch_value(reader, "SELECT count(*) FROM messages") == 1


@pytest.mark.parametrize("kind", ["group", "channel"])
async def test_groups_and_channels_are_told_all(newsroom: Newsroom, kind: ChatKind) -> None:
    chat = await newsroom.subscribes(-5, kind=kind)
    await newsroom.reports(BRIDGE)
    await looks(newsroom, chat)
    await newsroom.planner.plan_due(NOW)
    assert "700 метров" in await last(newsroom)


async def rows(newsroom: Newsroom) -> int:
    async with newsroom.db.read() as db:
        found: int = await fetch_value(db, "SELECT count(*) FROM seen")
    return found


async def test_the_same_answer_twice_is_kept_once(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    await looks(newsroom, reader)
    assert await rows(newsroom) == 1


async def test_what_was_seen_is_kept_as_long_as_an_edition_may_ask(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    await prune_expired(newsroom.db, NOW + SEEN_KEPT)
    assert await rows(newsroom) == 1
    await prune_expired(newsroom.db, NOW + SEEN_KEPT + HOUR)
    assert await rows(newsroom) == 0


async def test_what_was_seen_before_the_last_edition_counts_no_more(newsroom: Newsroom) -> None:
    """The edition in between may have had no room for it."""
    reader = await newsroom.subscribes()
    story = await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    await newsroom.reports(MATCH, added=NOW - HOUR / 2)
    async with newsroom.db.transaction() as tx:
        issue = await edition_contents.add(tx, [])
        await editions.add_all(
            tx, [NewEdition(reader, issue, NOW - HOUR, None, await releases.newest(tx))], NOW
        )
    await newsroom.reports(BRIDGE_LATER, story_id=story, added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    assert "Новое" not in await last(newsroom)
    assert "12 трещин" in await last(newsroom)


async def test_an_edition_that_was_undone_is_made_again_as_headlines(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    await newsroom.planner.plan_due(NOW)
    async with newsroom.db.transaction() as tx:
        await editions.forget_told(tx, 1, NOW)
    await newsroom.planner.plan_due(NOW + DAY)
    assert (await last(newsroom)).startswith(ONLY_SEEN)


async def test_a_retracted_report_that_was_seen_leaves_its_story_new(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    story = await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    await newsroom.reports(BRIDGE_LATER, story_id=story, added=NOW - HOUR / 2)
    async with newsroom.db.transaction() as tx:
        await news.retract(tx, 1, NOW)
        await stories.refresh(tx, story)
    await newsroom.planner.plan_due(NOW)
    assert (await last(newsroom)).startswith("Мост закрыт\n")


async def test_what_was_seen_in_a_story_is_seen_in_the_one_that_it_joins(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    story = await newsroom.reports(BRIDGE)
    await looks(newsroom, reader)
    again = report("Открыт мост", "В Атырау открыли мост через Урал длиной 700 метров.")
    other = await newsroom.reports(again, added=NOW - HOUR / 2)
    async with newsroom.db.transaction() as tx:
        await stories.merge(tx, story, other)
        await stories.refresh(tx, story)
        await stories.refresh(tx, other)
    await newsroom.planner.plan_due(NOW)
    assert (await last(newsroom)).startswith(ONLY_SEEN)


async def test_an_empty_answer_shows_nothing(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    async with newsroom.db.read() as db:
        who = await destinations.get(db, reader)
    assert who is not None
    await note_seen(newsroom.db, who, Digest(), NOW)
    assert await rows(newsroom) == 0
