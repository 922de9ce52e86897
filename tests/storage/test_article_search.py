"""What is typed finds articles, whatever is typed."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.models import SearchText
from storage import article_search, articles, subjects
from storage.article_search import Stems
from storage.database import Database, Transaction
from storage.rows import value
from tests.storage.conftest import NOW
from tests.storage.test_articles import analysis, store

WEEK = NOW - timedelta(days=7)


async def add(tx: Transaction, name: str, text: SearchText, days_ago: int = 0) -> tuple[int, int]:
    article_id, story_id = await store(tx, analysis(name), added=NOW - timedelta(days=days_ago))
    await article_search.add(tx, article_id, text)
    return article_id, story_id


async def found(db: Database, *stems: str) -> list[int]:
    async with db.read() as reader:
        return await article_search.stories_about(
            reader, [{stem} for stem in stems], since=WEEK, until=NOW, limit=9
        )


async def test_stories_that_name_all_the_words_newest_first(db: Database) -> None:
    async with db.transaction() as tx:
        _, bridge = await add(tx, "1", SearchText("мост откр", "павлодар", "мост"))
        _, road = await add(tx, "2", SearchText("дорог", "павлодар мост", "дорог"))
        _, passing = await add(tx, "3", SearchText("школ", "тараз", "мост"))
        await add(tx, "4", SearchText("мост", "павлодар", ""), days_ago=9)
    assert await found(db, "мост") == [road, bridge]
    assert await found(db, "мост", "откр") == [bridge]
    assert await found(db, "тараз") == [passing]
    assert await found(db) == []


async def test_any_form_of_a_word_will_do(db: Database) -> None:
    async with db.transaction() as tx:
        _, story_id = await add(tx, "1", SearchText("тлендиев"))
    async with db.read() as reader:
        stems: Stems = [{"тилендиев", "тлендиев"}]
        assert await article_search.stories_about(reader, stems, since=WEEK, until=NOW, limit=9) == [story_id]


async def test_a_retracted_article_is_not_found_until_it_is_restored(db: Database) -> None:
    async with db.transaction() as tx:
        article_id, story_id = await add(tx, "1", SearchText("мост"))
        await articles.set_retracted(tx, article_id, NOW)
    assert await found(db, "мост") == []
    async with db.transaction() as tx:
        await articles.set_retracted(tx, article_id, None)
    assert await found(db, "мост") == [story_id]


async def test_a_deleted_article_leaves_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        article_id, _ = await add(tx, "1", SearchText("мост"))
        await tx.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    async with db.read() as reader:
        assert await value(reader, "SELECT count(*) FROM article_search") == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(min_size=1, max_size=20))
async def test_nothing_that_is_typed_is_syntax(db: Database, typed: str) -> None:
    for stem in (typed, f'"{typed}" OR *', f"body:{typed}", f"{typed} NEAR("):
        if "\0" not in stem:
            await found(db, stem)


async def test_the_newest_story_of_a_topic(db: Database) -> None:
    async with db.transaction() as tx:
        _, old = await store(tx, analysis("1"), added=NOW - timedelta(days=40))
        _, new = await store(tx, analysis("2"), added=NOW - timedelta(days=20))
    async with db.read() as reader:
        assert await subjects.newest_of_topic(reader, "society", ["ru"], NOW) == new
        assert await subjects.newest_of_topic(reader, "society", ["ru"], NOW - timedelta(days=30)) == old
        assert await subjects.newest_of_topic(reader, "society", ["kk"], NOW) is None
        assert await subjects.newest_of_topic(reader, "sport", ["ru"], NOW) is None
