"""What is found in the archive, in which order."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

import pytest

from bot.answers import search
from bot.answers.search import RankedHits, ranked
from bot.intake.intake import ArticleAdded, Intake
from bot.samples.newsroom import load_samples
from bot.subscribers.readers import transient_destination
from bot.views.reader.search import SearchResults
from digests.models.texts import RawText
from digests.search.queries import read_query
from storage.article_search import ArticleQuery
from storage.database import Database
from storage.destinations import Address, Destination
from storage.preferences import Preferences, SourceRule
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

BODY = "Жители города {n} собрались на площади у вокзала. {middle} Праздник номер {n} продлился {n} часов."
PLACES = ("Тараз", "Актобе", "Семей", "Кентау", "Риддер", "Сарань")


async def has(db: Database, headline: str, middle: str = "Играла музыка.", *, days_ago: int = 1) -> int:
    """The number of its story."""
    n = str(crc32(headline.encode()) % 10_000)
    raw = RawText(BODY.format(n=n, middle=middle), title=headline)
    added = await Intake(db, SameProcess()).add(raw, added_by=None, now=NOW - timedelta(days=days_ago))
    assert isinstance(added, ArticleAdded)
    return added.story.id


READER = transient_destination(Address(1), "private", language="ru", zone="Asia/Almaty")


async def found(
    db: Database, said: str, page: int = 0, size: int = 5, reader: Destination = READER
) -> SearchResults:
    return await search.find(db, read_query(said), reader, page=page, now=NOW, size=size)


def picking(rule: SourceRule, *sources: str) -> Destination:
    return replace(READER, preferences=Preferences(rule, sources))


async def tells(db: Database, source: str, body: str, title: str, *, days_ago: int = 1) -> None:
    raw = RawText(body, title=title, source=source)
    await Intake(db, SameProcess()).add(raw, added_by=None, now=NOW - timedelta(days=days_ago))


async def test_a_headline_is_worth_more_than_a_mention_and_new_more_than_old(db: Database) -> None:
    passing = await has(db, "Праздник в Таразе", "Дальше рассказали про комету, её видно ночью.", days_ago=1)
    old = await has(db, "Комета над Семеем", "Её видно ночью.", days_ago=300)
    new = await has(db, "Комета над Кентау", "Её видно утром.", days_ago=20)
    stories = (await found(db, "комету")).stories
    assert [each.story_id for each in stories] == [new, old, passing]


async def test_words_side_by_side_are_worth_more(db: Database) -> None:
    together = await has(db, "Открыт Каменный мост", days_ago=60)
    apart = await has(db, "Мост откроют, дом будет каменный", days_ago=45)
    stories = (await found(db, "каменный мост")).stories
    assert [each.story_id for each in stories] == [together, apart]


async def test_a_search_that_fails_takes_no_other_along(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await has(db, "Комета над Семеем")

    async def fails(db: Database, sought: ArticleQuery, *, now: datetime) -> RankedHits:
        if len(sought.terms) > 1:
            raise LookupError
        return await ranked(db, sought, now=now)

    monkeypatch.setattr("bot.answers.search.ranked", fails)
    asked = ("комета", "каменный мост", "семей")
    answers = await asyncio.gather(*(found(db, each) for each in asked), return_exceptions=True)
    assert [type(each) for each in answers] == [SearchResults, LookupError, SearchResults]


async def test_days_are_those_of_the_readers_zone(db: Database) -> None:
    await has(db, "Комета над Семеем", days_ago=0)
    local = NOW + timedelta(hours=5)
    assert (await found(db, f"комета {local:%Y-%m-%d}")).count == 1
    assert (await found(db, f"комета {local - timedelta(days=1):%Y-%m-%d}")).count == 0


async def test_what_is_older_than_the_ranked_follows_by_date(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MAX_RANKED_HITS", 3)
    places = [
        await has(
            db,
            f"Комета над городом {place}",
            f"Снимки показали в музее: {place} ждёт гостей.",
            days_ago=10 * age,
        )
        for age, place in reversed(list(enumerate(PLACES, 1)))
    ]
    assert len(set(places)) == len(PLACES)
    pages = [await found(db, "комета", page, size=2) for page in range(3)]
    assert [each.story_id for page in pages for each in page.stories] == places[::-1]
    assert [page.more for page in pages] == [True, True, False]
    assert {page.count for page in pages} == {None}


COMET = "Над Семеем видна комета, сообщила обсерватория. Её можно наблюдать ночью до конца недели."
OTHER_COMET = "Жители Кентау смотрят на комету из дворов. Телескопы раздали в трёх школах города."


async def test_what_only_hidden_sources_told_is_not_found(db: Database) -> None:
    await tells(db, "a.kz", COMET, "Комета над Семеем")
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    shown = (await found(db, "комета", reader=picking("hide", "a.kz"))).stories
    assert [each.article.headline for each in shown] == ["Комета над Кентау"]
    assert (await found(db, "комета", reader=picking("hide", "a.kz", "b.kz"))).stories == ()
    assert (await found(db, "комета", reader=picking("hide", "c.kz"))).count == 2


async def test_what_others_told_too_is_found(db: Database) -> None:
    await tells(db, "a.kz", COMET, "Комета над Семеем")
    await tells(db, "b.kz", COMET, "Комета над Семеем")
    await tells(db, "c.kz", OTHER_COMET, "Комета над Кентау", days_ago=0)
    shown = (await found(db, "комета", reader=picking("hide", "a.kz"))).stories
    assert {each.article.headline for each in shown} == {"Комета над Семеем", "Комета над Кентау"}


async def test_who_reads_some_sources_alone_finds_what_they_told(db: Database) -> None:
    await tells(db, "a.kz", COMET, "Комета над Семеем")
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    shown = (await found(db, "комета", reader=picking("only", "b.kz"))).stories
    assert [each.article.headline for each in shown] == ["Комета над Кентау"]
    assert (await found(db, "комета источник:a.kz", reader=picking("only", "b.kz"))).stories == ()
    assert (await found(db, "комета", reader=picking("only", "nowhere.kz"))).stories == ()


async def test_a_story_is_shown_in_the_readers_language(db: Database) -> None:
    samples = [s for s in load_samples(NOW) if s.story == "museum"]
    for sample in samples:
        await Intake(db, SameProcess()).add(sample.raw, added_by=None, now=sample.at)
    for language in ("ru", "kk"):
        reader = replace(READER, language=language)
        shown = (await found(db, "Будапешт", reader=reader)).stories
        assert shown[0].article.language == language


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("камета", "Комета"), ("коммета", "Комета"), ("комта", "Комета"), ("кмоета", "Комета"),
        ("комету", ""), ("rjvtnf", "комета"), ("rjvtne", "комету"), ("kometa", ""), ("kommeta", "Комета"),
        ("Жанаозн", "Жанаозене"), ("Жанаоэене", "Жанаозене"), ("Janaozen", ""),
        ("unesko", "ЮНЕСКО"), ("ЮННЕСКО", "ЮНЕСКО"), ("UNESCO", ""), ("ЮНЕСЦО", "ЮНЕСКО"),
        ("tokaev", ""), ("Tokayev", ""), ("Токоев", "Токаев"), ("Тоқаевв", "Токаев"), ("Toqayev", ""),
        ("ghtpbltyn", "президент"), ("зелёный", ""), ("зеленый", ""), ("зилёный", "Зелёный"),
    ],
)  # fmt: skip
async def test_a_search_forgives(db: Database, said: str, words: str) -> None:
    await has(
        db, "Комета над Семеем", "Её видно ночью, сказал Токаев, хоть и не всем, кто ждал.", days_ago=30
    )
    await has(db, "Зелёный сад в Жанаозене", "Его открыл президент, помогла ЮНЕСКО.", days_ago=20)
    answer = await search.find(db, read_query(said), READER, page=0, now=NOW, said=said)
    assert " ".join(answer.instead) == words
    assert len(answer.stories) == 1


@pytest.mark.parametrize(
    ("said", "count"),
    [("обсервтория", 1), ("обсервтроия", 1), ("обсервтроию Семей", 1), ("обсевтроиа", 0), ("абсервтроия", 0)],
)
async def test_two_slips_in_a_long_word_are_forgiven(db: Database, said: str, count: int) -> None:
    await has(db, "Обсерватория над Семеем")
    assert len((await finds(db, said)).stories) == count


@pytest.mark.parametrize("said", ["сод", "мапа", "Нарния", "комета Нарния", '"камета над"', "xyzzy"])
async def test_what_is_short_or_near_to_nothing_is_left(db: Database, said: str) -> None:
    await has(db, "Комета над Семеем: сад и карта", days_ago=30)
    answer = await search.find(db, read_query(said), READER, page=0, now=NOW, said=said)
    assert (answer.stories, answer.instead) == ((), ())


async def test_of_two_near_words_the_commoner_that_begins_alike_is_shown(db: Database) -> None:
    await has(db, "Тараз зовёт гостей", days_ago=30)
    await has(db, "Марал вернулся в лес", days_ago=20)
    await has(db, "Марал замечен у реки", days_ago=10)
    answer = await search.find(db, read_query("Тарал"), READER, page=0, now=NOW, said="Тарал")
    assert answer.instead == ("Тараз",)


async def finds(db: Database, said: str) -> SearchResults:
    return await search.find(db, read_query(said), READER, page=0, now=NOW, said=said)


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("телескопы раздали школам Кентау", ()),
        ("Кентау комета телескопы огорчили", ("огорчили",)),
        ("телескопы для наблюдения кометы в Кентау", ("для", "наблюдения")),
        ("Кентаудағы комета телескоптары қандай екен", ("қандай", "екен")),
        ("скажите что там с кометой в Кентау", ("скажите", "там")),
        ("Tesla комета Кентау", ("Tesla",)),
        ("комета Кентау раздали ма", ("ма",)),
    ],
)
async def test_most_of_the_words_are_enough_where_nothing_has_them_all(
    db: Database, said: str, left_out: tuple[str, ...]
) -> None:
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    found = await finds(db, said)
    assert [each.article.headline for each in found.stories] == ["Комета над Кентау"]
    assert set(found.left_out) <= set(left_out)
    assert bool(found.left_out) == bool(left_out)


@pytest.mark.parametrize(
    "said", ["хочу пиццу с грибами", "ты такая комета", "комета выборы бюджет", "дожди ветер Кентау снегопад"]
)
async def test_a_word_of_many_is_not_enough(db: Database, said: str) -> None:
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    assert (await finds(db, said)).stories == ()


@pytest.mark.parametrize(
    "said", ["тесла", "теслу", "хуавей завод", "bufet Tesla", "Баффет завод", "завод тоёта"]
)
async def test_a_name_of_the_world_is_found_in_its_own_letters(db: Database, said: str) -> None:
    body = "Huawei, Toyota, Boeing и Tesla откроют завод, сообщил Buffett. Работу получат сорок человек."
    await tells(db, "b.kz", body, "Завод откроют весной")
    assert len((await finds(db, said)).stories) == 1


async def test_known_words_choose_among_the_neighbours_of_a_misspelt_one(db: Database) -> None:
    await has(db, "Балет показали в Таразе", days_ago=3)
    await has(db, "Билет в цирк подешевел", days_ago=2)
    await has(db, "Билет в музей подешевел", days_ago=1)
    assert [each.article.headline for each in (await finds(db, "Тараз бклет")).stories] == [
        "Балет показали в Таразе"
    ]


@pytest.mark.parametrize(
    ("said", "shown", "instead"),
    [
        ("комета без Кентау", "Комета над Семеем", ("комета -Кентау",)),
        ("комета Кентау емес", "Комета над Семеем", ("комета -Кентау",)),
        ("комета Кентаусыз", "Комета над Семеем", ("комета -Кентау",)),
        ("город без воды", "Город без воды", ()),
        ("комета кроме Семея", "Комета над Кентау", ()),
        ("Семейден басқа комета", "Комета над Кентау", ()),
    ],
)
async def test_what_is_left_out_in_words(
    db: Database, said: str, shown: str, instead: tuple[str, ...]
) -> None:
    await tells(db, "a.kz", COMET, "Комета над Семеем")
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    await has(db, "Город без воды", "Трубы меняют.")
    await has(db, "Город с мостом", "Много воды утекло.")
    found = await finds(db, said)
    assert [each.article.headline for each in found.stories] == [shown]
    assert found.instead == instead


async def test_a_headline_with_today_is_found_on_another_day(db: Database) -> None:
    await has(db, "Сегодня в Семее откроют новый каменный мост", days_ago=2)
    read = read_query(said := "Сегодня в Семее откроют новый каменный мост", today=NOW.date())
    found = await search.find(db, read, READER, page=0, now=NOW, said=said)
    assert (len(found.stories), found.instead) == (1, ())


async def test_a_source_is_found_by_its_site(db: Database) -> None:
    await tells(db, "Лента Семея Lenta", COMET, "Комета над Семеем")
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    for said in ("site:lenta.kz комета", "site:www.lenta.kz комета", "source:b.kz комета"):
        assert len((await finds(db, said)).stories) == 1


@pytest.mark.parametrize(
    "said", ["from the Lenta: комета", "С сайта lenta.kz: комета", "Lenta сайтынан: комета", "by Lenta:"]
)
async def test_a_source_is_named_before_a_colon(db: Database, said: str) -> None:
    await tells(db, "Lenta", COMET, "Комета над Семеем")
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    assert [each.article.headline for each in (await finds(db, said)).stories] == ["Комета над Семеем"]


@pytest.mark.parametrize("said", ["Из Кентау: комета", "from Кентау: комета"])
async def test_what_no_source_is_called_is_looked_for(db: Database, said: str) -> None:
    await tells(db, "Lenta", COMET, "Комета над Семеем")
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    assert [each.article.headline for each in (await finds(db, said)).stories] == ["Комета над Кентау"]


@pytest.mark.parametrize(
    ("said", "any_day"),
    [("комета вчера", True), ("комета", False), ("комета позавчера", False), ("кешегі комета", True)],
)
async def test_where_nothing_is_of_the_days_all_days_are_shown(
    db: Database, said: str, any_day: bool
) -> None:
    await has(db, "Комета над Семеем", days_ago=2)
    found = await search.find(db, read_query(said, today=NOW.date()), READER, page=0, now=NOW, said=said)
    assert (len(found.stories), found.any_day) == (1, any_day)


async def test_a_year_is_meant(db: Database) -> None:
    await has(db, "Комета над Семеем", days_ago=2)
    for said in ("комета март 1999", "комета 1d"):
        assert (await finds(db, said)).stories == ()


@pytest.mark.parametrize("said", ["Elton Кентау", "тесла завод"])
async def test_other_letters_of_a_name_that_is_known_otherwise(db: Database, said: str) -> None:
    await tells(db, "b.kz", "Элтон прилетел в Кентау, где Tesla строит завод. Его ждали с утра.", "Гость")
    await tells(
        db, "c.kz", "Тесла изобрёл мотор, писали тогда. Музей хранит его записи в трёх залах.", "Тесла"
    )
    assert [each.article.headline for each in (await finds(db, said)).stories] == ["Гость"]


async def test_what_is_left_out_is_said_as_it_was_typed(db: Database) -> None:
    await tells(db, "b.kz", OTHER_COMET, "Комета над Кентау")
    await has(db, "Rap играли на крыше", "Мелодии звучали долго.")
    found = await finds(db, "комета Кентау телескопы млодии")
    assert (len(found.stories), found.left_out) == (1, ("млодии",))


@pytest.mark.parametrize("said", ["рап", "раб", "цыган", "котята"])
async def test_a_short_word_is_no_name_in_latin_letters(db: Database, said: str) -> None:
    await has(db, "Rap, rab и cat", "Слова cig и kot стояли на стене.")
    assert (await finds(db, said)).stories == ()
