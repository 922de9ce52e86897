"""Stories of one affair: one item with its steps, and what stays apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from digests.composing.affairs import Link, affairs, keys_of, links_of
from digests.composing.compose import MAX_STEPS, compose
from digests.models.digest import Digest, DigestItem
from digests.models.stories import Article, Origin, Story
from digests.models.wishes import ReadingPreferences, ToldStories
from tests.digests.composing.test_compose import NOW, article

NAMES = ("Валеев", "Корвания", "Тарск", "Ильменов", "Гурова", "Аркалык", "Лодва")


def report(number: int, hours: float, headline: str, *sentences: str, source: str = "") -> Article:
    """A report that many hours before `NOW`."""
    text = " ".join((headline, *sentences))
    told = article(number, headline, *sentences, topic="world")
    return replace(
        told,
        added=NOW - timedelta(hours=hours),
        names=tuple(name for name in NAMES if name[:-1] in text),
        origins=(Origin(source or f"source{number}.example", None, NOW),),
    )


ANNOUNCED = report(
    1,
    9,
    "Президент Валеев ввёл военное положение в Корвании",
    "Президент Корвании Валеев объявил военное положение в ночном обращении.",
    "Валеев обвинил оппозицию в подготовке мятежа.",
)
VOTED = report(
    2,
    6,
    "Парламент Корвании потребовал от Валеева отменить военное положение",
    "За отмену военного положения, которое президент Валеев ввёл ночью, голосовали 190 депутатов.",
)
LIFTED = report(
    3,
    2,
    "Валеев снял военное положение в Корвании",
    "Президент Корвании Валеев отменил военное положение через шесть часов после голосования.",
)
MATCH = report(
    4, 3, "Сборная Корвании обыграла Лодву", "Сборная Корвании победила команду Лодвы со счётом 3:1."
)
VISIT = report(
    5,
    4,
    "Валеев открыл больницу в Тарске",
    "Больница в Тарске рассчитана на 300 мест, ленту разрезал президент Валеев.",
)


def digest(*reports: Article, told: frozenset[int] = frozenset()) -> Digest:
    stories = [Story(each.id, (each,)) for each in reports]
    return compose(stories, ReadingPreferences(), ToldStories(told), now=NOW)


def shape(items: Sequence[DigestItem]) -> list[list[int]]:
    return [[story.id for story in item.stories] for item in items]


def test_what_continues_is_one_item_with_the_newest_fact_first() -> None:
    found = digest(ANNOUNCED, MATCH, VOTED, LIFTED, VISIT)
    assert sorted(shape(found.items)) == [[3, 2, 1], [4], [5]]
    (item,) = (each for each in found.items if each.steps)
    assert item.headline == LIFTED.headline
    assert [(step.headline, step.sentences) for step in item.steps] == [
        (VOTED.headline, ()),
        (ANNOUNCED.headline, ()),
    ]
    assert (found.story_count, found.article_count) == (3, 5)


def test_the_sources_of_all_its_stories_weigh() -> None:
    others = [report(n, 2, f"Погода в городе {n}", "Ожидается дождь.", source="одна") for n in range(20, 23)]
    item = digest(*others, ANNOUNCED, VOTED, LIFTED).items[0]
    assert shape([item]) == [[3, 2, 1]]
    assert item.reasons is not None
    assert item.reasons.sources == 3


def test_a_step_that_was_told_is_no_step() -> None:
    assert shape(digest(ANNOUNCED, VOTED, LIFTED, told=frozenset({1})).items) == [[3, 2]]
    assert shape(digest(ANNOUNCED, VOTED, LIFTED, told=frozenset({1, 2, 3})).items) == []


def test_who_follows_a_step_reads_the_item_first() -> None:
    many = [replace(MATCH, id=n, origins=(Origin(f"s{n}.example", None, NOW),)) for n in range(30, 36)]
    stories = [Story(each.id, (each,)) for each in (ANNOUNCED, VOTED, LIFTED)]
    wish = ReadingPreferences(followed=frozenset({1}))
    found = compose([*stories, Story(30, tuple(many))], wish, ToldStories(), now=NOW)
    assert shape(found.items[:1]) == [[3, 2, 1]]


def test_what_is_muted_is_no_step() -> None:
    wish = ReadingPreferences(hidden=frozenset({"source2.example"}))
    stories = [Story(each.id, (each,)) for each in (ANNOUNCED, VOTED, LIFTED)]
    assert shape(compose(stories, wish, ToldStories(), now=NOW).items) == [[3, 1]]


@pytest.mark.parametrize(
    "other",
    [
        VISIT,
        MATCH,
        replace(ANNOUNCED, id=6, added=NOW - timedelta(days=9), headline="Валеев отменил парад в Корвании"),
        report(7, 3, "Гурова выиграла турнир в Тарске", "Теннисистка Гурова победила в финале турнира."),
        report(
            8, 3, "В Корвании подешевел хлеб", "В магазинах Корвании хлеб подешевел на треть после урожая."
        ),
    ],
)
def test_what_only_shares_a_name_stays_apart(other: Article) -> None:
    assert all(not item.steps for item in digest(LIFTED, other).items)


def test_a_curiosity_leads_no_item() -> None:
    selfie = replace(LIFTED, id=15, added=NOW, headline="Певица спела Валееву о военном положении в Корвании")
    (item,) = (each for each in digest(VOTED, LIFTED, selfie).items if each.steps)
    assert shape([item]) == [[3, 15, 2]]


def test_an_item_has_few_steps() -> None:
    parts = [replace(LIFTED, id=n, added=NOW - timedelta(minutes=n)) for n in range(1, 9)]
    found = digest(*parts)
    assert len(found.items[0].steps) == MAX_STEPS
    assert sum(map(len, shape(found.items))) == len(parts)


def test_a_name_that_many_stories_have_joins_none() -> None:
    crowd = [
        report(n, 3, f"Валеев принял {n}-го посла", f"Валеев в столице Корвании принял {n}-го посла.")
        for n in range(40, 60)
    ]
    assert all(not {1, 2, 3} & set(each[1:]) for each in shape(digest(*crowd, ANNOUNCED).items))


def test_a_line_of_a_sources_own_list_is_a_voice_for_the_story_that_it_tells() -> None:
    lines = ("Валеев снял военное положение в Корвании.", "Цены на хлеб не изменились, говорят пекари.")
    roundup = report(9, 1, "Главное к утру среды", *lines)
    fallen = report(10, 1, "Парламент Лодвы одобрил отставку Гуровой", "Парламент Лодвы собрался ночью.")
    assert shape(digest(LIFTED, fallen).items) == [[10], [3]]
    assert shape(digest(LIFTED, fallen, roundup).items) == [[3], [10], [9]]


def test_a_sources_own_list_of_the_day_comes_last_and_joins_nothing() -> None:
    roundup = report(
        9,
        1,
        "Главное к утру среды: Валеев снял военное положение в Корвании",
        *(sentence.text for sentence in LIFTED.summary),
    )
    assert shape(digest(roundup, MATCH, LIFTED).items)[-1] == [9]


def test_words_of_an_office_that_are_common_nouns_join_nothing() -> None:
    names = ("Tarsk Drug Administration", "Lodva Centre for Disease Control", "Food Office")
    approved = report(
        11,
        3,
        "Drug office approves a drug for marsh disease",
        "The Drug Administration cleared the drug for patients whose disease is severe.",
        "The Centre for Disease Control welcomed the drug.",
    )
    denied = report(
        12,
        2,
        "No approved drug for marsh disease, says Lodva",
        "The Food and Drug Administration of Lodva has cleared no drug for patients with the disease.",
    )
    both = (replace(each, names=names, language="en") for each in (approved, denied))
    assert all(not item.steps for item in digest(*both).items)


def test_two_places_alone_make_no_affair() -> None:
    fire = report(
        13, 3, "В Тарске сгорел рынок", "Рынок в Тарске, втором городе Корвании, сгорел за час до открытия."
    )
    phone = report(
        14, 2, "В Тарске показали телефон", "Завод из Корвании показал в Тарске складной телефон и часы."
    )
    keys = {each.id: keys_of(Story(each.id, (each,)), each.added) for each in (fire, phone)}
    assert keys[13].named & keys[14].named
    assert links_of(keys) == {13: {}, 14: {}}


FAILURE = report(
    21,
    4,
    "В Корвании массовый сбой мессенджера: сообщения не уходят",
    "Пользователи мессенджера в Корвании жалуются на сбой: не уходят сообщения и не открываются снимки.",
)
COMPLAINTS = report(
    22,
    3,
    "Жители Корвании сообщают о массовом сбое мессенджера",
    "Пользователи говорят, что сообщения не уходят, а снимки не открываются.",
)


def test_one_name_is_enough_where_nearly_all_else_is_the_same() -> None:
    assert shape(digest(FAILURE, COMPLAINTS).items) == [[22, 21]]


def test_one_name_and_half_of_the_words_are_not() -> None:
    rain = report(
        23,
        3,
        "Жители Корвании сообщают о ливнях",
        "Пользователи снимают ливни и затопленные дворы, мессенджер полон таких снимков.",
    )
    assert shape(digest(FAILURE, rain).items) == [[23], [21]]


def test_a_report_that_names_nobody_in_its_headline_continues_what_has_all_its_words() -> None:
    protest = report(
        24,
        6,
        "Студенты Тарска третий день требуют отставки ректора Гуровой",
        "Студенты университета Тарска перекрыли вход и требуют отставки Гуровой и министра Ильменова.",
    )
    plan = report(
        25,
        3,
        "Четыре требования студентов: отставка ректора, выборы, общежитие, стипендии",
        "Студенты университета Тарска третий день держат вход, требуют от Гуровой и Ильменова ответа.",
    )
    assert shape(digest(protest, plan).items) == [[25, 24]]


def test_what_stands_beside_an_affair_is_one_item_where_it_continues_itself() -> None:
    beside, step = Link(0.3, is_step=False), Link(0.5, is_step=True)
    links = {1: {2: beside, 3: beside}, 2: {1: beside, 3: step}, 3: {1: beside, 2: step}, 4: {}}
    assert affairs([1, 2, 3, 4], links) == [[[1], [2, 3]], [[4]]]


def test_what_continues_only_a_step_joins_its_item_where_both_are_much_alike() -> None:
    for alike, items in ((0.6, [[1, 2, 3]]), (0.4, [[1, 2], [3]])):
        first, last = Link(0.5, is_step=True), Link(alike, is_step=True)
        links = {1: {2: first}, 2: {1: first, 3: last}, 3: {2: last}}
        assert [item for affair in affairs([1, 2, 3], links) for item in affair] == items


def test_what_continues_a_story_is_no_part_of_another_affair_that_tells_more_of_the_same() -> None:
    alike, step = Link(0.5, is_step=False), Link(0.4, is_step=True)
    links = {1: {3: alike}, 2: {3: step}, 3: {1: alike, 2: step}}
    assert affairs([1, 2, 3], links) == [[[1]], [[2, 3]]]


def test_two_names_in_both_headlines_are_one_affair_though_little_else_is_shared() -> None:
    talks = report(
        29,
        4,
        "Гурова ищет мира с Лодвой",
        "Премьер Гурова три дня звонила в столицы соседей, её посол уже вылетел туда с письмом.",
    )
    trade = report(
        30,
        3,
        "Лодва готова снять с Гуровой запрет на поездки",
        "Запрет действовал четыре года, его ввели после выборов, о мире спросят парламент.",
    )
    port = report(
        31, 3, "Лодва строит порт", "Порт примет суда с зерном и углём, сказала Гурова на открытии."
    )
    keys = {each.id: keys_of(Story(each.id, (each,)), each.added) for each in (talks, trade, port)}
    assert [sorted(links) for links in links_of(keys).values()] == [[30], [29], []]
