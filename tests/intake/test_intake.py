"""Batches of texts: each grouped as if those before it were stored, none twice, the bad ones told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.intake.arrivals import IntakeRefusal
from bot.intake.corrections import Corrections
from bot.intake.grouping import ImportedStoryIds, RecentArticles
from bot.intake.intake import ArticleAdded, Intake
from bot.intake.store import Grouping, NewArticle, StoreResult, find_grouping
from bot.intake.story_edits import unmerge
from bot.worker.process import Worker
from digests.models.texts import Published, RawText
from storage import articles, releases, stories
from storage.database import Database, Reader
from tests.telegram.conftest import SameProcess

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
BRIDGE = (
    "В Павлодаре 1 марта открыли новый мост через Иртыш длиной 1240 метров. Движение по нему начнётся в мае, "
    "сообщил аким области Асаин Байханов. Строительство обошлось в 18 млрд тенге и длилось четыре года."
)
BRIDGE_AGAIN = (
    "Новый мост через Иртыш длиной 1240 метров открыли в Павлодаре 1 марта. Аким Асаин Байханов сказал, что "
    "движение начнётся в мае. Мост стоил 18 млрд тенге, его строили четыре года."
)
MUSEUM = (
    "В Таразе археологи нашли клад серебряных монет XII века. Находку передали музею города, рассказала "
    "директор Сауле Ахметова. Раскопки продолжатся летом."
)


@pytest.fixture
def intake(db: Database) -> Intake:
    return Intake(db, SameProcess())


def day(text: str, published: datetime) -> RawText:
    return RawText(text, source="a.kz", published=Published(published))


async def story_ids(intake: Intake, *texts: RawText) -> list[int]:
    entered = await intake.add_all(texts, NOW)
    return [each.story_id for each in entered if isinstance(each, StoreResult)]


async def test_reports_of_one_batch_find_each_other_and_those_before(intake: Intake) -> None:
    first, museum, second = await story_ids(intake, *map(RawText, (BRIDGE, MUSEUM, BRIDGE_AGAIN)))
    assert first == second != museum
    (third,) = await story_ids(intake, RawText(f"{BRIDGE_AGAIN} На открытие пришли сотни горожан."))
    assert third == first


async def test_a_batch_of_many_is_handed_to_the_database_as_seldom_as_one_of_few(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each hand-over costs the event loop more than a short statement."""
    counted = 0
    hand_over = Reader._execute

    async def count(reader: Reader, *args: object) -> object:
        nonlocal counted
        counted += 1
        return await hand_over(reader, *args)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(Reader, "_execute", count)
    needed = []
    for size in (2, 12):
        counted = 0
        batch = [RawText(f"{MUSEUM} Монет нашли {size}{n}.") for n in range(size)]
        assert len(set(await story_ids(intake, *batch))) == 1
        needed.append(counted)
    assert needed[1] <= needed[0] + 12  # one more a text asks for the first report of its story


async def test_a_batch_is_grouped_as_its_texts_one_by_one(intake: Intake, db: Database) -> None:
    added = await intake.add(RawText(BRIDGE), added_by=7, now=NOW)
    assert isinstance(added, ArticleAdded)
    assert await story_ids(intake, RawText(BRIDGE_AGAIN)) == [added.story.id]
    async with db.read() as reader:
        (story,) = await stories.get_many(reader, [added.story.id])
    assert len(story.articles) == 2


async def test_a_batch_that_comes_again_changes_nothing(intake: Intake, db: Database) -> None:
    texts = [RawText(BRIDGE, source="a.kz"), RawText(MUSEUM, source="a.kz"), RawText(BRIDGE, source="b.kz")]
    once = await intake.add_all(texts, NOW)
    again = await intake.add_all(texts, NOW)
    assert [(e.new, e.new_origin) for e in once if isinstance(e, StoreResult)] == [
        (True, True),
        (True, True),
        (False, True),
    ]
    assert {(e.new, e.new_origin) for e in again if isinstance(e, StoreResult)} == {(False, False)}
    async with db.read() as reader:
        assert await articles.highest_id(reader) == 2
        stored = await articles.get(reader, 1)
    assert stored
    assert [origin.source for origin in stored.article.origins] == ["a.kz", "b.kz"]


async def test_bad_texts_are_told_and_stop_no_other(intake: Intake) -> None:
    texts = ["", "Слишком коротко.", "x" * 200_001, BRIDGE]
    *bad, good = await intake.add_all([RawText(text) for text in texts], NOW)
    assert bad == [IntakeRefusal.EMPTY, IntakeRefusal.TOO_SHORT, IntakeRefusal.TOO_LONG]
    assert isinstance(good, StoreResult)


async def test_an_archive_is_grouped_by_when_it_was_told(intake: Intake) -> None:
    """Every March the same words: years apart they are another event, days apart they are one."""
    year_ago = NOW - timedelta(days=365)
    old, told_again, new = await story_ids(
        intake,
        day(BRIDGE, year_ago),
        day(BRIDGE_AGAIN, year_ago + timedelta(days=1)),
        day(f"{BRIDGE} Праздник прошёл на набережной.", NOW - timedelta(hours=2)),
    )
    assert old == told_again != new
    (late,) = await story_ids(intake, day(f"{BRIDGE_AGAIN} Гостей было много.", year_ago))
    assert late == old


@pytest.mark.parametrize("year", [1, 9999])
async def test_a_source_may_claim_any_year(intake: Intake, year: int) -> None:
    (entered,) = await intake.add_all([day(BRIDGE, datetime(year, 1, 1, tzinfo=UTC))], NOW)
    assert isinstance(entered, StoreResult)


async def test_articles_of_two_processes_find_each_other(
    intake: Intake, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process adds after a batch was grouped and before it is stored groups it anew."""
    other = Intake(db, worker := Worker())
    between = [other.add_all([RawText(BRIDGE_AGAIN)], NOW)]

    async def grouped_as_another_adds(
        reader: Reader,
        arrivals: Sequence[NewArticle],
        imported_ids: ImportedStoryIds | None,
        recent: RecentArticles,
        *,
        readd_removed: bool,
    ) -> Grouping:
        places = await find_grouping(reader, arrivals, imported_ids, recent, readd_removed=readd_removed)
        if between:
            await between.pop()
        return places

    monkeypatch.setattr("bot.intake.intake.find_grouping", grouped_as_another_adds)
    (mine,) = await story_ids(intake, RawText(BRIDGE))
    await worker.close()
    async with db.read() as reader:
        (story,) = await stories.get_many(reader, [mine])
    assert len(story.articles) == 2


async def test_advertising_that_a_channel_posts_is_stored_as_an_article_of_no_live_story(
    intake: Intake, db: Database
) -> None:
    added = await intake.add(RawText(f"{MUSEUM}\n\n#реклама", source="Канал"), added_by=None, now=NOW)
    assert isinstance(added, ArticleAdded)
    assert added.story.articles == ()
    async with db.read() as reader:
        stored = await articles.get(reader, added.article.article.id)
    assert stored is not None
    assert stored.advertising


async def test_a_text_that_comes_again_with_a_picture_gains_it(intake: Intake, db: Database) -> None:
    await intake.add_all([RawText(BRIDGE, source="a.kz")], NOW)
    for picture in ("https://b.kz/first.jpg", "https://b.kz/second.jpg"):
        await intake.add_all([RawText(BRIDGE, source="b.kz", picture=picture)], NOW)
    async with db.read() as reader:
        stored = await articles.get(reader, 1)
    assert stored is not None
    assert stored.article.picture == "https://b.kz/first.jpg"


async def test_a_picture_that_comes_alone_is_a_change_of_its_story_once(intake: Intake, db: Database) -> None:
    changes = []
    for picture in (None, "https://a.kz/first.jpg", "https://a.kz/second.jpg"):
        await intake.add_all([RawText(BRIDGE, source="a.kz", picture=picture)], NOW)
        async with db.read() as reader:
            changes.append(await stories.changes(reader))
    assert changes == [1, 2, 2]


async def test_advertising_is_kept_in_no_digest_until_an_editor_lets_it_out(
    intake: Intake, db: Database
) -> None:
    (entered,) = await intake.add_all([RawText(f"{MUSEUM}\n\n#реклама", source="a.kz")], NOW)
    assert isinstance(entered, StoreResult)
    async with db.read() as reader:
        stored = await articles.get(reader, entered.article_id)
        assert await releases.newest(reader) == 0
        assert await stories.get_many(reader, [entered.story_id]) == []
    assert stored is not None
    assert (stored.advertising, stored.retracted_at) == (True, NOW)
    restored = await Corrections(db, intake).restore(entered.article_id, person_id=7, now=NOW)
    assert restored is not None
    assert restored.retracted_at is None
    async with db.read() as reader:
        assert len(await stories.get_many(reader, [entered.story_id])) == 1
        assert await releases.newest(reader) == 1


async def test_what_an_editor_adds_is_news_whatever_its_marks(intake: Intake) -> None:
    added = await intake.add(RawText(f"{MUSEUM}\n\n#реклама"), added_by=7, now=NOW)
    assert isinstance(added, ArticleAdded)
    assert added.article.retracted_at is None


FIRE = (
    "В Семее вечером загорелся склад муки на улице Дулатова. Тушить его приехали 14 машин, пострадавших нет."
)
LOSS = (
    "Директор комбината «Дән-Нан» Ержан Касымов оценил ущерб в 96 млн тенге: огонь уничтожил 300 тонн зерна, "
    "сообщил он журналистам."
)
BOTH = (
    "Склад муки комбината «Дән-Нан» в Семее на улице Дулатова сгорел вечером, приехали 14 машин. Директор "
    "Ержан Касымов оценил ущерб в 96 млн тенге: огонь уничтожил 300 тонн зерна."
)


async def test_stories_that_grew_side_by_side_become_one(intake: Intake, db: Database) -> None:
    one, other = [*await story_ids(intake, RawText(FIRE)), *await story_ids(intake, RawText(LOSS))]
    assert one != other
    (joined,) = await story_ids(intake, RawText(BOTH))
    assert joined == one
    async with db.read() as reader:
        story = await stories.get(reader, other)
    assert story is not None
    assert (story.id, len(story.articles)) == (one, 3)


async def test_stories_that_an_editor_parted_stay_apart(intake: Intake, db: Database) -> None:
    one, other = [*await story_ids(intake, RawText(FIRE)), *await story_ids(intake, RawText(LOSS))]
    await story_ids(intake, RawText(BOTH))
    assert await unmerge(db, other) == one
    await story_ids(intake, RawText(f"{BOTH} На месте работают дознаватели."))
    async with db.read() as reader:
        found = await stories.get_many(reader, [one, other])
    assert [story.id for story in found] == [one, other]


async def test_a_story_that_has_drifted_takes_no_more_reports(intake: Intake) -> None:
    chain = (
        "Балхашский завод «Темирлан» уволил директора Аскара Жунусова, сообщил профсоюз Нуржаубая.",
        "Профсоюз Нуржаубая и директор Аскар Жунусов подали в суд: адвокат Лейла Омарова требует миллион.",
        "Адвокат Лейла Омарова требует через суд миллион с авиакомпании, пишет блогер Тимур Ким.",
    )
    first, second, third = [(await story_ids(intake, RawText(text)))[0] for text in chain]
    assert first == second != third
