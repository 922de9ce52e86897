"""Stored articles follow what changed, batch by batch, and go on where a former process ended."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from bot.intake import reindexing as service
from bot.intake.corrections import Corrections
from bot.intake.intake import ArticleAdded, Intake
from bot.intake.reindexing import BUILT_IN_TOPICS, FINGERPRINTS, SEARCH_INDEX, Reindexer
from bot.timing.clock import Clock
from digests.models.texts import RawText
from storage import article_search, article_terms, articles, reindexing
from storage.database import Database
from storage.rows import execute, fetch_all, fetch_value
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

WORDS = "В районе номер {n} открыли школу на {n} мест, сообщил акимат. Рядом построят спортивную площадку."
STEMS = [frozenset({"школ"})]


class Standing:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


class Newsroom:
    def __init__(self, db: Database) -> None:
        self.db = db
        self.intake = Intake(db, SameProcess())
        clock: Clock = Standing()
        self.chores = Reindexer(db, SameProcess(), self.intake.own_topics, clock)

    async def has(self, count: int) -> None:
        for number in range(1, count + 1):
            raw = RawText(WORDS.format(n=number * 7))
            added = await self.intake.add(raw, added_by=None, now=NOW - timedelta(hours=1))
            assert isinstance(added, ArticleAdded)

    async def finish(self) -> int:
        """How many steps it took."""
        steps = 0
        while await self.chores.step():
            steps += 1
        return steps

    async def in_topic(self) -> int:
        async with self.db.read() as db:
            return int(await fetch_value(db, "SELECT count(*) FROM articles WHERE topics LIKE '%\"t1\"%'"))

    async def found(self) -> int:
        async with self.db.read() as db:
            return int(
                await fetch_value(
                    db,
                    "SELECT count(*) FROM article_search WHERE article_search MATCH ?",
                    article_search.match(STEMS),
                )
            )


@pytest.fixture
def newsroom(db: Database, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setattr(service, "TEXTS_PER_BATCH", 2)
    return Newsroom(db)


async def test_articles_follow_a_topic_in_batches_and_stories_with_them(newsroom: Newsroom) -> None:
    await newsroom.has(5)
    await newsroom.intake.own_topics.create("Школы", "школа", NOW)
    assert await newsroom.finish() == 4
    assert await newsroom.in_topic() == 5
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM stories WHERE topics NOT LIKE '%\"t1\"%'") == 0
    assert await newsroom.finish() == 0


async def test_another_process_goes_on_where_one_ended(newsroom: Newsroom) -> None:
    await newsroom.has(5)
    await newsroom.intake.own_topics.create("Школы", "школа", NOW)
    assert await newsroom.chores.step()
    assert await newsroom.in_topic() == 2
    later = Newsroom(newsroom.db)
    assert await later.finish() == 3
    assert await later.in_topic() == 5


async def test_a_change_meanwhile_begins_anew(newsroom: Newsroom) -> None:
    await newsroom.has(5)
    made = await newsroom.intake.own_topics.create("Школы", "площадка", NOW)
    assert await newsroom.chores.step()
    await newsroom.intake.own_topics.set_words(getattr(made, "id", ""), "больница")
    await newsroom.finish()
    assert await newsroom.in_topic() == 0


async def test_topics_of_an_earlier_version_are_found_anew_and_editors_own_stay(newsroom: Newsroom) -> None:
    await newsroom.has(3)
    await newsroom.chores.begin()
    await newsroom.finish()
    async with newsroom.db.read() as db:
        before = await fetch_value(db, "SELECT topics FROM articles WHERE id = 1")
    async with newsroom.db.transaction() as tx:
        await execute(tx, """UPDATE articles SET topics = '["sport","t7"]'""")
        await execute(tx, "UPDATE articles SET advertising = 1, topics = '[]' WHERE id = 2")
        await execute(tx, "UPDATE articles SET retracted_at = 1 WHERE id = 3")
        await execute(tx, "UPDATE chores SET version = 'older' WHERE name = ?", BUILT_IN_TOPICS)
    await newsroom.chores.begin()
    assert await newsroom.finish() == 3
    wanted = [*json.loads(before), "t7"]
    async with newsroom.db.read() as db:
        rows = await fetch_all(db, "SELECT topics, retracted_at FROM articles ORDER BY id")
        told = await fetch_value(db, "SELECT topics FROM stories WHERE topics <> '[]'")
    assert before != "[]"
    assert [json.loads(row["topics"]) for row in rows] == [wanted, [], wanted]
    assert [row["retracted_at"] for row in rows] == [None, None, 1]
    assert sorted(json.loads(told)) == sorted(wanted)


async def test_topics_that_an_editor_chose_stay(newsroom: Newsroom) -> None:
    await newsroom.has(2)
    corrections = Corrections(newsroom.db, newsroom.intake)
    await corrections.set_topic(1, "sport", on=True, seen=0, person_id=7, now=NOW)
    async with newsroom.db.read() as db:
        chosen = await fetch_value(db, "SELECT topics FROM articles WHERE id = 1")
    async with newsroom.db.transaction() as tx:
        await execute(tx, "UPDATE chores SET version = 'older' WHERE name = ?", BUILT_IN_TOPICS)
    await newsroom.chores.begin()
    await newsroom.intake.own_topics.create("Школы", "школа", NOW)
    await newsroom.finish()
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT topics FROM articles WHERE id = 1") == chosen
        assert "t1" in await fetch_value(db, "SELECT topics FROM articles WHERE id = 2")


async def test_another_way_of_folding_indexes_everything_anew(newsroom: Newsroom) -> None:
    await newsroom.has(3)
    await newsroom.chores.begin()
    await newsroom.finish()
    async with newsroom.db.transaction() as tx:
        await execute(tx, "UPDATE article_search SET body = 'x', about = 'x', headline = 'x'")
    await newsroom.chores.begin()
    assert await newsroom.finish() == 0
    assert await newsroom.found() == 0
    async with newsroom.db.transaction() as tx:
        await execute(tx, "UPDATE chores SET version = 'older' WHERE name = ?", SEARCH_INDEX)
    await newsroom.chores.begin()
    assert await newsroom.chores.step()
    assert await newsroom.found() == 2
    await Newsroom(newsroom.db).chores.begin()
    assert await newsroom.finish() == 2
    assert await newsroom.found() == 3


async def test_fingerprints_of_an_earlier_version_are_taken_anew(newsroom: Newsroom) -> None:
    await newsroom.has(3)
    await newsroom.chores.begin()
    await newsroom.finish()
    async with newsroom.db.read() as db:
        before = await article_terms.fingerprints(db, [1, 2, 3])
        terms = await fetch_value(db, "SELECT count(*) FROM article_terms")
    async with newsroom.db.transaction() as tx:
        await execute(tx, """UPDATE article_texts SET fingerprint = '[["+^мост",0.5]]'""")
        await execute(tx, "DELETE FROM article_terms")
        await execute(tx, "UPDATE chores SET version = 'older' WHERE name = ?", FINGERPRINTS)
    await newsroom.chores.begin()
    assert await newsroom.finish() == 3
    async with newsroom.db.read() as db:
        assert await article_terms.fingerprints(db, [1, 2, 3]) == before
        assert await fetch_value(db, "SELECT count(*) FROM article_terms") == terms


async def test_what_comes_into_an_empty_database_is_indexed_once(newsroom: Newsroom) -> None:
    await newsroom.chores.begin()
    await newsroom.has(3)
    await newsroom.chores.begin()
    assert await newsroom.finish() == 0
    assert await newsroom.found() == 3


async def test_an_article_that_was_corrected_meanwhile_keeps_its_own(newsroom: Newsroom) -> None:
    await newsroom.has(1)
    async with newsroom.db.read() as db:
        found = await reindexing.list_texts(
            db, reindexing.NO_LOWER_BOUND, NOW - timedelta(days=1), 9, thinned=False
        )
    assert [stored.article_id for stored in found] == [1]
    async with newsroom.db.transaction() as tx:
        assert await reindexing.unchanged(tx, found) == {1}
        await execute(tx, "UPDATE articles SET text_hash = 'another'")
        assert await reindexing.unchanged(tx, found) == set()
    async with newsroom.db.read() as db:
        assert await articles.highest_id(db) == 1
