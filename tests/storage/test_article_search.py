"""What is typed finds articles, whatever is typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.models.stories import Origin
from digests.models.texts import Language, SearchText
from storage import article_search, news, origins, reindexing
from storage.article_search import ArticleQuery, Stems
from storage.database import Database, Transaction
from storage.rows import fetch_value
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
        await news.retract(tx, article_id, NOW)
    assert await found(db, "мост") == []
    async with db.transaction() as tx:
        await news.restore(tx, article_id, NOW)
    assert await found(db, "мост") == [story_id]


async def test_a_deleted_article_leaves_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        article_id, _ = await add(tx, "1", SearchText("мост"))
        await tx.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    async with db.read() as reader:
        assert await fetch_value(reader, "SELECT count(*) FROM article_search") == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(min_size=1, max_size=20))
async def test_nothing_that_is_typed_is_syntax(db: Database, typed: str) -> None:
    for stem in (typed, f'"{typed}" OR *', f"body:{typed}", f"{typed} NEAR("):
        if "\0" not in stem:
            await found(db, stem)


async def newest(db: Database, topic: str, language: Language, days_ago: int = 0) -> list[int]:
    async with db.read() as reader:
        until = NOW - timedelta(days=days_ago)
        return await article_search.newest_of_topics(
            reader, {topic, "sport"}, [language], until=until, limit=9
        )


async def test_the_newest_stories_of_topics_however_many_others_came_since(db: Database) -> None:
    async with db.transaction() as tx:
        _, old = await add(tx, "1", SearchText("мост"), days_ago=40)
        gone, _ = await add(tx, "2", SearchText("дорог"), days_ago=30)
        _, new = await add(tx, "3", SearchText("школ"), days_ago=20)
        await news.retract(tx, gone, NOW)
    assert await newest(db, "society", "ru") == [new, old]
    assert await newest(db, "society", "ru", days_ago=30) == [old]
    assert await newest(db, "society", "kk") == await newest(db, "health", "ru") == []


async def sought(db: Database, wanted: ArticleQuery, below: int = 1 << 62) -> list[int]:
    async with db.read() as reader:
        return [hit.article_id for hit in await article_search.list_newest(reader, wanted, 9, below)]


async def test_words_phrases_and_what_is_left_out(db: Database) -> None:
    async with db.transaction() as tx:
        one, _ = await add(tx, "1", SearchText("мост откр", "", "аким област приехал"))
        two, _ = await add(tx, "2", SearchText("мост", "", "област аким спорт"))
    assert await sought(db, ArticleQuery([{"мост"}])) == [two, one]
    assert await sought(db, ArticleQuery([{"аким област"}])) == [one]
    assert await sought(db, ArticleQuery([{"мост"}], [{"спорт"}, {"площад"}])) == [one]
    assert await sought(db, ArticleQuery([{"мост"}], [{"аким област"}])) == [two]
    assert await sought(db, ArticleQuery([{"мост"}]), below=two) == [one]
    assert await sought(db, ArticleQuery()) == await sought(db, ArticleQuery(without=[{"мост"}])) == []


async def test_months_topics_and_sources_narrow_it_down(db: Database) -> None:
    """The articles are dated 1 March 2026, on society, from a.kz."""
    async with db.transaction() as tx:
        article_id, _ = await add(tx, "1", SearchText("мост"))
    march, april = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    bridge = [{"мост"}]
    assert await sought(db, ArticleQuery(bridge, since=march, until=april)) == [article_id]
    assert await sought(db, ArticleQuery(since=march, until=april)) == [article_id]
    assert await sought(db, ArticleQuery(bridge, since=march + timedelta(days=1), until=april)) == []
    assert await sought(db, ArticleQuery(bridge, since=april, until=april + timedelta(days=9))) == []
    assert await sought(db, ArticleQuery(bridge, topic="society", sources=[1])) == [article_id]
    assert await sought(db, ArticleQuery(bridge, topic="sport")) == []
    assert await sought(db, ArticleQuery(bridge, sources=[2])) == []


async def test_marks_follow_the_article(db: Database) -> None:
    async with db.transaction() as tx:
        article_id, _ = await add(tx, "1", SearchText("мост"))
        await origins.add(tx, article_id, Origin("b.kz", None, NOW))
        await reindexing.set_topics(tx, article_id, ["sport", "t1"])
    assert await sought(db, ArticleQuery([{"мост"}], topic="t1", sources=[2])) == [article_id]
    assert await sought(db, ArticleQuery(topic="society")) == []


async def test_a_mark_is_no_word(db: Database) -> None:
    async with db.transaction() as tx:
        await add(tx, "1", SearchText("мост"))
    assert await sought(db, ArticleQuery([{"tsociety"}])) == []
    assert await sought(db, ArticleQuery([{"m202603"}])) == []


async def test_where_the_words_stand(db: Database) -> None:
    async with db.transaction() as tx:
        one, _ = await add(tx, "1", SearchText("мост", "школ", "площад"))
        two, _ = await add(tx, "2", SearchText("школ", "мост", "площад"))
    async with db.read() as reader:
        bridge, both = ArticleQuery([{"мост"}], topic="society"), (one, two)
        assert await article_search.naming(reader, bridge, "headline", both) == {one}
        assert await article_search.naming(reader, bridge, "headline about", both) == {one, two}
        assert await article_search.naming(reader, bridge, "headline about", (two, two)) == {two}
        assert await article_search.naming(reader, bridge, "headline about", (one, one)) == {one}
        assert await article_search.naming(reader, ArticleQuery(topic="society"), "headline", both) == set()
        elsewhere = ArticleQuery([{"мост"}], topic="sport")
        assert await article_search.naming(reader, elsewhere, "headline", both) == set()
