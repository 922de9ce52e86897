"""What is typed to search is read, in three languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.models.wishes import OwnTopic
from digests.search.left_out import possibly_left_out
from digests.search.queries import Query, read_query
from digests.search.said_days import Days

BRIDGE = frozenset({"мост"})
PHRASE = frozenset({"аким област", "ак област"})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("мост", Query((BRIDGE,))),
        ("мост -спорта", Query((BRIDGE,), (frozenset({"спорт"}),))),
        ('мост "аким области"', Query((BRIDGE, PHRASE))),
        ("мост «аким области»", Query((BRIDGE, PHRASE))),
        ('мост -"аким области"', Query((BRIDGE,), (frozenset({"ак област"}),))),
        ("мост 7d", Query((BRIDGE,), when=timedelta(days=7))),
        ("мост за неделю", Query((BRIDGE,), when=timedelta(days=7))),
        ("дата:7d мост", Query((BRIDGE,), when=timedelta(days=7))),
        ("мост дата:неделя", Query((BRIDGE,), when=timedelta(days=7))),
        ("мост март 2026", Query((BRIDGE,), when=Days(date(2026, 3, 1), date(2026, 3, 31)))),
        ("в феврале 2028 года мост", Query((BRIDGE,), when=Days(date(2028, 2, 1), date(2028, 2, 29)))),
        ("мост 2026 жылғы наурыз", Query((BRIDGE,), when=Days(date(2026, 3, 1), date(2026, 3, 31)))),
        ("мост 5 May 2026", Query((BRIDGE,), when=Days(date(2026, 5, 5), date(2026, 5, 5)))),
        ("2026-03-15 мост", Query((BRIDGE,), when=Days(date(2026, 3, 15), date(2026, 3, 15)))),
        ("мост 15.03.2026", Query((BRIDGE,), when=Days(date(2026, 3, 15), date(2026, 3, 15)))),
        ("мост күні:2026", Query((BRIDGE,), when=Days(date(2026, 1, 1), date(2026, 12, 31)))),
        ("мост в 2026 году", Query((BRIDGE,), when=Days(date(2026, 1, 1), date(2026, 12, 31)))),
        ("мост in 2026", Query((BRIDGE,), when=Days(date(2026, 1, 1), date(2026, 12, 31)))),
        ("мост 2026 жылы", Query((BRIDGE,), when=Days(date(2026, 1, 1), date(2026, 12, 31)))),
        ("topic:culture мост", Query((BRIDGE,), topic="culture")),
        ("мост тема:культура", Query((BRIDGE,), topic="culture")),
        ("мост тақырып:мәдениет", Query((BRIDGE,), topic="culture")),
        ("мост такырып: мадениет", Query((BRIDGE,), topic="culture")),
        ("source:gov.kz мост", Query((BRIDGE,), source="gov.kz")),
        ("from the Guardian: мост", Query((BRIDGE,), source="guardian")),
        ("с портала gov.kz: мост", Query((BRIDGE,), source="gov.kz")),
        ("Gov.kz порталынан: мост", Query((BRIDGE,), source="gov.kz")),
        ('дереккөз:"Курьер дня" мост', Query((BRIDGE,), source="курьер дня")),
        ("источник:Gov.kz", Query(source="gov.kz")),
    ],
)
def test_what_is_typed(typed: str, read: Query) -> None:
    assert read_query(typed) == read


MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("мост вчера", (11, 29), (11, 29)),
        ("вчерашние мост", (11, 29), (11, 29)),
        ("кешегі мост", (11, 29), (11, 29)),
        ("yesterday мост", (11, 29), (11, 29)),
        ("мост сегодня", (11, 30), (11, 30)),
        ("бүгінгі мост", (11, 30), (11, 30)),
        ("мост позавчера", (11, 28), (11, 28)),
        ("мост с пятницы", (11, 27), (11, 30)),
        ("мост since friday", (11, 27), (11, 30)),
        ("жұмадан бері мост", (11, 27), (11, 30)),
        ("мост со вчерашнего дня", (11, 29), (11, 30)),
        ("кешеден бері мост", (11, 29), (11, 30)),
        ("мост с понедельника", (11, 30), (11, 30)),
        ("мост во вторник", (11, 24), (11, 24)),
        ("мост on Tuesday", (11, 24), (11, 24)),
        ("сейсенбі күнгі мост", (11, 24), (11, 24)),
        ("сейсенбіде мост", (11, 24), (11, 24)),
        ("мост в сентябре", (9, 1), (9, 30)),
        ("қыркүйектегі мост", (9, 1), (9, 30)),
        ("қыркүйек айында мост", (9, 1), (9, 30)),
        ("мост in september", (9, 1), (9, 30)),
        ("мост за ноябрь", (11, 1), (11, 30)),
        ("мост 15 ноября", (11, 15), (11, 15)),
        ("15 қарашадағы мост", (11, 15), (11, 15)),
        ("November 15 мост", (11, 15), (11, 15)),
        ("мост с 15 ноября", (11, 15), (11, 30)),
        ("15 қарашадан бастап мост", (11, 15), (11, 30)),
        ("мост с сентября", (9, 1), (11, 30)),
    ],
)
def test_days_without_their_year_are_the_last_ones(
    typed: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    expected = Query((BRIDGE,), when=Days(date(2026, *first), date(2026, *last)))
    assert read_query(typed, today=MONDAY) == expected


def test_what_is_yet_to_come_was_a_year_ago() -> None:
    assert read_query("мост в декабре", today=MONDAY).when == Days(date(2025, 12, 1), date(2025, 12, 31))
    assert read_query("мост 29 февраля", today=MONDAY).when == Days(date(2024, 2, 29), date(2024, 2, 29))
    assert read_query("мост 31 ноября", today=MONDAY).when is None


@pytest.mark.parametrize(
    "typed", ["за неделю мост", "соңғы аптада мост", "last week мост", "за последние 7 дней мост"]
)
def test_a_period_may_stand_first(typed: str) -> None:
    assert read_query(typed) == Query((BRIDGE,), when=timedelta(days=7))


@pytest.mark.parametrize(
    "typed",
    ["газета «Казахстан сегодня»", '"USA Today"', "Черный понедельник", "Қар жауды", "Robinson Friday",
     "за день до выборов", "марш протеста", "in the market"],
)  # fmt: skip
def test_what_is_no_day_is_left(typed: str) -> None:
    assert read_query(typed, today=MONDAY).when is None


@pytest.mark.parametrize(
    "typed",
    [
        "мост кроме спорта",
        "кроме спорта мост",
        "мост, исключая спорт",
        "мост except спорт",
        "спорттан басқа мост",
    ],
)
def test_words_may_leave_something_out(typed: str) -> None:
    assert read_query(typed) == Query((BRIDGE,), (frozenset({"спорт"}),))


def test_all_that_is_joined_is_left_out() -> None:
    read = read_query("мост кроме спорта, кино и музыки")
    assert read == Query((BRIDGE,), tuple(frozenset({stem}) for stem in ("спорт", "кин", "музык")))
    assert read_query("кроме того мост").without == ()
    assert read_query('"все кроме спорта"').without == ()


@pytest.mark.parametrize(
    ("typed", "may_be"),
    [
        ("мост без спорта", ('мост "без спорта"', "мост -спорта")),
        ("bridge without sport and music", ('bridge "without sport and music"', "bridge -sport -music")),
        ("мост спорт емес", ('мост "спорт емес"', "мост -спорт")),
        ("спортсыз көпір", ('"спортсыз" көпір', "-спорт көпір")),
        ("Ирансіз көпір", ('"Ирансіз" көпір', "-Иран көпір")),
    ],
)
def test_what_may_be_left_out_or_looked_for(typed: str, may_be: tuple[str, str]) -> None:
    assert possibly_left_out(typed) == may_be


@pytest.mark.parametrize("typed", ["мост", "безопасность", '"без спорта"', "сіз", "сыз көпір"])
def test_where_nothing_may_be_left_out(typed: str) -> None:
    assert possibly_left_out(typed) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МВД", "ішкі істер министрлігі"), ("ІІМ", "министерство внутренних дел"), ("в МИДе", "СІМ"),
        ("ШҚО", "Восточный Казахстан"), ("ВКО", "в Восточно-Казахстанской области"), ("5 млн", "5 миллионов"),
        ("3 млрд", "3 billion"), ("ДТП", "жол апаты"), ("UFC", "юфс"), ("US economy", "US economy"),
        ("neighborhood", "neighbourhood"), ("defense", "defence"),
        ("Америка", "АҚШ"), ("ковид", "коронавируса"),
        ("ұлттық банк", "Нацбанк"), ("искусственного интеллекта", "ЖИ"), ("биткойн", "Bitcoin"),
    ],
)  # fmt: skip
def test_what_means_the_same(one: str, other: str) -> None:
    pairs = zip(read_query(one).terms, read_query(other).terms, strict=True)
    assert all(here & there for here, there in pairs)


@pytest.mark.parametrize(
    "typed", ["мост или көпір", "мост OR көпір", "мост немесе көпір", "мост either or көпір"]
)
def test_one_of_two_words_is_enough(typed: str) -> None:
    assert read_query(typed).terms == (BRIDGE | read_query("көпір").terms[0],)


def test_other_words_stay_apart() -> None:
    assert not read_query("министерство").terms[0] & read_query("МВД").terms[0]
    assert not read_query("восточный").terms[0] & read_query("ВКО").terms[0]
    assert not read_query("МВД").has_phrase
    assert len(read_query("министерство обороны США").terms) == 2


@pytest.mark.parametrize("typed", ["в", "ә", "и я", "о в"])
def test_single_letters_are_nothing_to_look_for(typed: str) -> None:
    assert read_query(typed).is_empty


def test_the_same_word_in_any_spelling() -> None:
    assert read_query("Тоқаевтың").terms[0] & read_query("Toqaev").terms[0]
    assert read_query("Жаңаөзеннің").terms[0] & read_query("Zhanaozen").terms[0]
    assert read_query("Жаңаөзен").terms[0] & read_query("в Жанаозене").terms[0]


def test_what_looks_like_a_condition_is_a_word() -> None:
    assert read_query("тема:балет").terms == read_query("балет").terms
    assert read_query("мост 2026").when is None
    assert read_query("выборы 2026 года").when is None
    assert read_query('"март 2026"').when is None
    assert read_query("Медовый месяц").when is None
    assert read_query("31.02.2026 мост").when is None


def test_topics_of_the_editors_count() -> None:
    bridges = OwnTopic("t4", (("ru", "Мосты"),), ("мост",))
    assert read_query("тема:мосты", [bridges]) == Query(topic="t4")


@pytest.mark.parametrize("typed", ["", "…", "-спорт", '-"a b"', '"" «»', ":"])
def test_nothing_to_look_for(typed: str) -> None:
    assert read_query(typed).is_empty


@given(st.text(max_size=60))
def test_anything_can_be_read(typed: str) -> None:
    query = read_query(typed)
    assert len(query.terms) <= 8
