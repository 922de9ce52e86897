"""What bench/reading.py counts: each rule finds what it should, and no more."""

from __future__ import annotations

import pytest
from reading_counts import (
    ends_inside,
    furniture,
    leans,
    one_event,
    repeated_lines,
    rouge_l,
    said_twice,
    teases,
)

NEWS = ("Мост открыли в Павлодаре.", "Клад нашли в Таразе.", "Снег выпал в Актау.", "Рейс отменили в Орале.")
FOOTER = "Зорька. Читать всем"


def test_a_line_or_sentence_of_three_articles_is_their_sources_own() -> None:
    rows = [("Зорька", f"{news} {FOOTER}") for news in NEWS[:3]] + [("Вестник", NEWS[3])]
    repeated = repeated_lines(rows)
    assert repeated == {"Зорька": frozenset({"зорька", "читатьвсем"}), "Вестник": frozenset()}


def test_an_article_that_was_published_again_repeats_nothing() -> None:
    assert repeated_lines([("Зорька", f"{NEWS[0]} {FOOTER}")] * 4) == {"Зорька": frozenset()}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Мост открыли в Павлодаре.", None),
        ("Читать всем", "repeated"),
        ("Мост открыли в Павлодаре. Лучшие новости — у нас", "repeated"),
        ("«Зорька»", "name"),
        ("AFP", "name"),
        ("Getty Images / Ivan Petrov", "phrase"),
        ("Мост открыт. @zorka", "phrase"),
        ("Also Read - Bridge closed", "phrase"),
        ("На фото: мост через Иртыш.", "phrase"),
        ("Мост попал на фото", None),
        ("Government-sponsored study ends", None),
        ("Министр назвал сроки:", "colon"),
        ("Министр назвал: май", None),
        ("Толығырақ оқыңыз сайттан", "phrase"),
    ],
)
def test_furniture(text: str, why: str | None) -> None:
    assert furniture(text, "Зорька", frozenset({"читатьвсем", "лучшиеновостиунас"})) == why


@pytest.mark.parametrize(
    ("sentence", "asks"), [("Удобно, правда?", True), ("«Когда?» — спросил он.", False), ("Да.", False)]
)
def test_a_question_to_the_reader(sentence: str, asks: bool) -> None:
    assert teases(sentence) == asks


def test_how_much_of_the_shorter_stands_in_the_longer() -> None:
    assert rouge_l("Мост открыли в мае", "В мае мост открыли, наконец, люди") == 0.5
    assert rouge_l("Мост открыли", "Мост через Иртыш открыли") == 1.0
    assert rouge_l("", "Мост") == 0.0


def test_what_is_said_twice_is_named() -> None:
    assert said_twice("Мост открыли", ["Цены выросли.", "Мост через Иртыш открыли."]) == (
        1.0,
        "Мост открыли",
        "Мост через Иртыш открыли.",
    )
    assert said_twice("Мост открыли", ["Цены выросли.", "Снег выпал."]) is None


@pytest.mark.parametrize(
    ("headline", "why"),
    [
        ("Мост через Иртыш открыли", None),
        ("Мост через Иртыш открыли и", "hangs"),
        ("Людям понравился мост, который", "hangs"),
        ("Мост открыли, —", "open"),
        ("Мост открыли…", "open"),
        ("Мост «Иртыш открыли", "unpaired"),
        ("Министр финансов рассказал о мосте через", "hangs"),
        ("Министр финансов Асель Бек", "cut"),
        ("Министр финансов Асель Бекова открыла мост", None),
        ("Players like him are the ones you look up to", None),
        ("Bridge over the", "hangs"),
        ("Көпірді ашты және", "hangs"),
    ],
)
def test_a_headline_that_ends_inside_a_clause(headline: str, why: str | None) -> None:
    text = "Министр финансов Асель Бек открыла мост. Министр финансов Асель Бекова открыла мост в мае."
    assert ends_inside(headline, [text]) == why


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("Он открыл мост.", True),
        ("По его словам, мост открыт.", True),
        ("Однако мост закрыт.", True),
        ("Онлайн-касса открыта.", False),
        ("Мост открыли.", False),
        ("— He said so.", True),
        ("Heavy rain fell.", False),
        ("Бұл көпір ашылды.", True),
        ("Көпір ашылды.", False),
    ],
)
def test_a_sentence_that_leans_on_another(sentence: str, does: bool) -> None:
    assert leans(sentence) == does


def test_two_items_of_one_event_share_a_name_and_most_words() -> None:
    texts = {
        1: "Канцлер Шольц прибыл в Киев и привёз пакет помощи",
        2: "В Киев с визитом прибыл канцлер Шольц, пакет помощи объявлен",
        3: "Дожди с грозами ожидаются на выходных в городе",
        4: "Дожди с грозами ожидаются на выходных в области",
        5: "Клад монет нашли археологи при раскопках древнего Тараза",
    }
    assert [pair[1:] for pair in one_event(texts)] == [(1, 2)]
