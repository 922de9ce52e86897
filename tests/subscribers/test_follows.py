"""Planning with follows: who follows what brings nothing shares the digest of all others."""

from __future__ import annotations

import pytest

from bot.answers import digest as digest_answers
from bot.editions.composer import Composer
from bot.editions.planner import Planned
from bot.editions.round_news import CompositionRequest
from bot.subscribers import follows
from bot.worker.process import Worker
from digests.models.texts import Analysis, SearchText
from digests.text.stemming import fold
from storage import article_search, destinations, follow_matches
from storage.database import Database
from storage.preferences import Preferences
from storage.rows import fetch_all, fetch_value
from tests.editions.test_planner import BRIDGE, DAY, HOUR, Newsroom, chooses, report
from tests.storage.conftest import NOW

MUSEUM = report("Музей Тлендиева", "В Алматы открыли музей композитора.", "culture")
MATCH = report("Матч", "«Сункар» обыграл «Тарлан» со счётом 4:1.", "sport")


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def reports(newsroom: Newsroom, found: Analysis) -> int:
    """As it is found by the search: words that are followed later look there."""
    story_id = await newsroom.reports(found)
    async with newsroom.db.transaction() as tx:
        article_id = await fetch_value(tx, "SELECT max(id) FROM articles")
        await article_search.add(tx, article_id, SearchText(" ".join(fold(found.headline, "ru"))))
    return story_id


async def wants_sport(newsroom: Newsroom, *destination_ids: int) -> None:
    async with newsroom.db.transaction() as tx:
        for destination_id in destination_ids:
            await destinations.set_topics(tx, destination_id, frozenset({"sport"}))


async def follow(newsroom: Newsroom, destination_id: int, said: str) -> None:
    assert isinstance(await follows.follow(newsroom.db, destination_id, said, NOW), list)


async def messages(newsroom: Newsroom) -> list[list[int]]:
    """Who receives the same."""
    async with newsroom.db.read() as db:
        rows = await fetch_all(
            db, "SELECT json_group_array(destination_id) AS who FROM outbox GROUP BY message_id ORDER BY 1"
        )
    return [[int(each) for each in row["who"].strip("[]").split(",")] for row in rows]


async def test_only_what_is_brought_divides_a_group(newsroom: Newsroom) -> None:
    readers = [await newsroom.subscribes(chat) for chat in range(1, 6)]
    await wants_sport(newsroom, *readers)
    for found in (MUSEUM, MATCH, BRIDGE):
        await reports(newsroom, found)
    await follow(newsroom, readers[1], "ЮНЕСКО, Жанаозен")
    await follow(newsroom, readers[2], "Тлендиев")
    await follow(newsroom, readers[3], "Тлендиева, ЮНЕСКО")
    await follow(newsroom, readers[4], "Тлендиев -музей")
    async with newsroom.db.read() as db:
        known = await destinations.get_many(db, readers)
    composer = Composer(newsroom.db, Worker(), NOW, "newsdigest_bot")
    requests = [CompositionRequest(known[reader], "Asia/Almaty", 0) for reader in readers]
    first, second, third, fourth, fifth = await composer.compose(requests)
    assert (first, first, third) == (second, fifth, fourth)
    assert first != third
    assert await newsroom.planner.plan_due(NOW) == Planned(5, 5)
    assert await messages(newsroom) == [[1, 2, 5], [3, 4]]
    texts = await newsroom.texts()
    assert "Музей Тлендиева" not in texts[0]
    assert texts[2].index("Музей Тлендиева") < texts[2].index("Матч")
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(5, 0)


async def test_other_words_may_not_come_from_hidden_sources(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await wants_sport(newsroom, reader)
    await reports(newsroom, MUSEUM)
    await follow(newsroom, reader, "Тлендиев")
    await chooses(newsroom, reader, Preferences(sources=("Курьер",)))
    assert await newsroom.planner.plan_due(NOW) == Planned(1, 0)


async def test_a_digest_that_is_asked_for_begins_with_what_is_followed(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await wants_sport(newsroom, reader)
    museum, match = [await reports(newsroom, each) for each in (MUSEUM, MATCH)]
    await follow(newsroom, reader, "Тлендиев")
    async with newsroom.db.read() as db:
        destination = await destinations.get(db, reader)
        assert await follow_matches.followers_words(db, reader, museum) == ["Тлендиев"]
    assert destination is not None
    digest = await digest_answers.digest(newsroom.db, destination, period=2 * HOUR, now=NOW)
    assert [item.story.id for item in digest.items] == [museum, match]
