"""Consequence before curiosity: the kinds of news that headlines have, and what they weigh."""

from __future__ import annotations

from typing import cast

import pytest

from digests.composing.news_values import NEVER_FIRST, kinds_in, news_values
from digests.models.stories import Story
from digests.models.texts import Language
from tests.digests.composing.test_compose import article
from tests.digests.rows import rows_of

ALONE_NOTHING = {"dead", "people", "staff", "money", "payer"}  # what others need beside them
ROWS = [[part.strip() for part in row.split("|")] for row in rows_of("news_values.txt")]


@pytest.mark.parametrize(("language", "kinds", "headline"), ROWS)
def test_kinds_of_headlines(language: str, kinds: str, headline: str) -> None:
    found = {kind.replace(" ", "-") for kind in kinds_in(headline, cast("Language", language))}
    assert found - ALONE_NOTHING == set(kinds.split())


def factor(*headlines: str, topic: str = "society") -> float:
    articles = (article(n, each, f"{each}.", topic=topic) for n, each in enumerate(headlines))
    return news_values(Story(1, tuple(articles))).factor


def test_each_kind_of_consequence_adds_and_curiosity_takes() -> None:
    plain = factor("В порту построят причал")
    power = factor("Парламент одобрил новый состав комитета")
    trial = factor("Парламент потребовал суда над министром")
    deaths = factor("В давке погибли 56 человек")
    star, record = factor("Певица показала дом"), factor("Певица установила мировой рекорд")
    assert record < star < plain == 1.0 < power < trial < deaths
    assert factor("Певица показала дом", topic="sport") < star


def test_a_third_of_the_reports_must_say_it() -> None:
    fire = "На складе случился пожар"
    assert factor(fire, fire, "На пожаре погиб сторож") > 1
    assert factor(fire, fire, fire, "На пожаре погиб сторож") == 1


def test_money_counts_beside_a_payer() -> None:
    assert factor("Дом продали за 300 млн рублей") == 1
    assert factor("Правительство выделило школам 300 млн") > factor("Правительство вернулось к школам")


def test_what_is_over_counts_half_unless_somebody_was_hurt() -> None:
    assert factor("Пожар на складе ликвидирован") == 0.5
    assert factor("Пожар на складе ликвидирован, погиб сторож") > 1
    assert factor("Пожар на складе ликвидирован, пострадавших нет") == 0.5


def test_advertising_and_slang_are_never_among_the_first() -> None:
    for headline in ("Заказывайте ужин. Удобно, правда?", "Парламент показал шлюху"):
        assert factor(headline) == NEVER_FIRST


def test_an_election_in_sport_is_no_act_of_a_power() -> None:
    headline = "Федерация провела выборы президента"
    assert factor(headline, topic="sport") < 1 < factor(headline)


def test_a_grave_headline_is_no_curiosity() -> None:
    why = "Почему парламент отменил выборы"
    assert factor("Почему хлеб черствеет") < 1 < factor(why)
    assert factor("На выставке при взрыве ранены двое") > 1
    assert factor("Певицу арестовали") < factor("Кассира арестовали")
