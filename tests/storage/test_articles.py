"""Articles, their origins and stories as they come back from SQLite."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digests.models.stories import Origin
from digests.models.texts import Analysis, Fingerprint, Measure, ParsedText, Published, SummarySentence
from storage import article_terms, articles, news, origins, stories, text_hashes
from storage.database import Database, Transaction
from tests.storage.conftest import NOW


def analysis(text_hash: str = "h1", terms: tuple[str, ...] = ("мост", "атыра", "откры")) -> Analysis:
    return Analysis(
        reading=ParsedText(
            headline="Мост открыт",
            body="В Атырау открыли мост.\nЕго длина 700 метров.",
            author="А. Ким",
            published=Published(datetime(2026, 3, 1, tzinfo=UTC), "day"),
        ),
        language="ru",
        headline="Мост открыт",
        summary=(SummarySentence("В Атырау открыли мост.", 0),),
        topics=("society",),
        names=("Атырау",),
        fingerprint=Fingerprint(index=tuple(terms), terms=tuple(terms), measures=(Measure("700", "метр"),)),
        text_hash=text_hash,
    )


async def store(
    tx: Transaction, found: Analysis, story_id: int | None = None, added: datetime = NOW, source: str = "a.kz"
) -> tuple[int, int]:
    story_id = story_id if story_id is not None else await stories.add(tx, added)
    article_id = await articles.add(tx, found, story_id, added=added, added_by=7)
    await article_terms.add(tx, article_id, found.fingerprint.index)
    await origins.add(tx, article_id, Origin(source, f"https://{source}/1", added))
    await stories.refresh(tx, story_id)
    return article_id, story_id


async def test_an_article_comes_back_as_it_went_in(db: Database) -> None:
    async with db.transaction() as tx:
        article_id, story_id = await store(tx, analysis())
    async with db.read() as reader:
        stored = await articles.get(reader, article_id)
    assert stored is not None
    assert stored.story_id == story_id
    assert stored.body == "В Атырау открыли мост.\nЕго длина 700 метров."
    assert (stored.author, stored.added_by, stored.retracted_at) == ("А. Ким", 7, None)
    article = stored.article
    assert article.published == Published(datetime(2026, 3, 1, tzinfo=UTC), "day")
    assert article.added == NOW
    assert article.summary == (SummarySentence("В Атырау открыли мост.", 0),)
    assert article.origins == (Origin("a.kz", "https://a.kz/1", NOW),)


async def test_a_place_counts_once(db: Database) -> None:
    async with db.transaction() as tx:
        article_id, story_id = await store(tx, analysis())
        again = await origins.add(tx, article_id, Origin("a.kz", "https://a.kz/1", NOW))
        other = await origins.add(tx, article_id, Origin("b.kz", None, NOW))
        await stories.refresh(tx, story_id)
        assert (again, other) == (False, True)
    async with db.read() as reader:
        found = await stories.top_story_ids(
            reader, since=NOW, until=NOW, topics=(), languages=("ru",), limit=9
        )
        (story,) = await stories.get_many(reader, found)
    assert [origin.source for origin in story.articles[0].origins] == ["a.kz", "b.kz"]


async def test_a_hash_outlives_retraction(db: Database) -> None:
    async with db.transaction() as tx:
        article_id, story_id = await store(tx, analysis("kept"))
        assert await news.retract(tx, article_id, NOW)
        assert not await news.retract(tx, article_id, NOW)
        await stories.refresh(tx, story_id)
    async with db.read() as reader:
        assert await text_hashes.article_of(reader, "kept") == article_id
        assert await stories.get(reader, story_id) is None


async def test_reports_of_one_event_find_each_other_by_two_terms(db: Database) -> None:
    async with db.transaction() as tx:
        near = await store(tx, analysis("1", ("мост", "атыра", "откры")))
        await store(tx, analysis("2", ("мост", "курс", "валют")))
        await store(tx, analysis("3", ("мост", "атыра", "откры")), added=NOW - timedelta(days=9))
    async with db.read() as reader:
        found = await article_terms.sharing(
            reader, ["мост", "атыра", "метро"], since=NOW - timedelta(days=1), until=NOW, limit=9
        )
    assert [story_id for story_id, _ in found] == [near[1]]
    assert found[0][1] == analysis("1").fingerprint


async def test_a_fingerprint_is_read_once_for_as_long_as_it_stays(db: Database) -> None:
    changed = Fingerprint(terms=("мост", "атыра", "ремон"), days=(66,))
    async with db.transaction() as tx:
        article_id, _ = await store(tx, analysis())
        (first,) = await article_terms.fingerprints(tx, [article_id])
        (again,) = await article_terms.fingerprints(tx, [article_id])
        await article_terms.set_fingerprint(tx, article_id, changed)
        (anew,) = await article_terms.fingerprints(tx, [article_id])
    assert again is first
    assert anew == changed


async def test_the_latest_come_first_and_page_on(db: Database) -> None:
    async with db.transaction() as tx:
        numbers = [(await store(tx, analysis(str(n))))[0] for n in range(5)]
    async with db.read() as reader:
        page = await articles.list_newest(reader, 2)
        following = await articles.list_newest(reader, 2, before=page[-1].article.id)
    assert [s.article.id for s in page + following] == numbers[:0:-1]


async def test_the_weightiest_stories_of_a_period(db: Database) -> None:
    async with db.transaction() as tx:
        _, one_source = await store(tx, analysis("1"))
        _, two_sources = await store(tx, analysis("2"))
        await store(tx, analysis("3"), two_sources, source="b.kz")
        await store(tx, analysis("4"), added=NOW - timedelta(days=2))
    async with db.read() as reader:

        async def ids(topics: tuple[str, ...] = ()) -> list[int]:
            return await stories.top_story_ids(
                reader,
                since=NOW - timedelta(days=1),
                until=NOW,
                topics=topics,
                languages=("ru",),
                limit=9,
            )

        assert await ids() == [two_sources, one_source]
        assert await ids(("society", "sport")) == [two_sources, one_source]
        assert await ids(("sport",)) == []


async def test_a_merged_storys_number_leads_to_its_successor(db: Database) -> None:
    async with db.transaction() as tx:
        _, kept = await store(tx, analysis("1"))
        gone = await stories.add(tx, NOW)
        await tx.execute("UPDATE stories SET successor_id = ? WHERE id = ?", (kept, gone))
    async with db.read() as reader:
        found = await stories.get(reader, gone)
        assert await stories.get(reader, 10_000) is None
    assert found is not None
    assert found.id == kept
