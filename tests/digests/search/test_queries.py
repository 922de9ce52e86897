"""What is typed to search is read, in three languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.models.wishes import OwnTopic
from digests.search.queries import Days, Query, read_query

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
        ('дереккөз:"Курьер дня" мост', Query((BRIDGE,), source="курьер дня")),
        ("источник:Gov.kz", Query(source="gov.kz")),
    ],
)
def test_what_is_typed(typed: str, read: Query) -> None:
    assert read_query(typed) == read


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
