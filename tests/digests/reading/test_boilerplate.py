"""What belongs to a page goes, what belongs to an article stays."""

from __future__ import annotations

import pytest

from digests.reading.boilerplate import is_furniture, without_furniture
from tests.digests.rows import rows_of

FIRST = "Археологи нашли в степи курган эпохи бронзы."
LAST = "Раскопки продолжатся весной."


@pytest.mark.parametrize("line", rows_of("boilerplate_goes.txt"))
def test_furniture_goes(line: str) -> None:
    assert without_furniture([FIRST, line, LAST]) == [FIRST, LAST]


@pytest.mark.parametrize("line", rows_of("boilerplate_stays.txt"))
def test_articles_stay(line: str) -> None:
    assert not is_furniture(line)
    assert without_furniture([FIRST, line, LAST]) == [FIRST, line, LAST]


def test_a_list_of_headlines_goes_with_its_heading() -> None:
    lines = [FIRST, "Читайте также", "Как выбрать арбуз", "Пять музеев под открытым небом", LAST]
    assert without_furniture(lines) == [FIRST, LAST]


def test_a_call_at_the_end_of_a_paragraph_is_cut_off() -> None:
    assert without_furniture([f"{FIRST} Читайте также: Как выбрать арбуз", LAST]) == [FIRST, LAST]
    assert without_furniture([f"{FIRST} Also Read - How to choose a melon", LAST]) == [FIRST, LAST]
    assert without_furniture([f"{FIRST}Also Read - How to choose a melon", LAST]) == [FIRST, LAST]
    assert without_furniture([f"{FIRST} Материал дополняется.", LAST]) == [FIRST, LAST]
    assert without_furniture([f"{FIRST} Материал толықтырылады.", LAST]) == [FIRST, LAST]
    assert without_furniture([f"{FIRST} Тағы оқыңыз: Қарбызды қалай таңдаймыз", LAST]) == [FIRST, LAST]


@pytest.mark.parametrize(
    "tail",
    [
        "The post Grave found appeared first on Steppe Times.",
        "Запись Найден курган впервые появилась на Степной вестник.",
        "Раскопки велись три […]",
        "Раскопки велись три [&hellip;]",
        "[...]",
    ],
)
def test_the_tail_of_an_extract_is_cut_off(tail: str) -> None:
    assert without_furniture([f"{FIRST} {LAST} {tail}"]) == [f"{FIRST} {LAST}"]


def test_an_extract_of_one_unfinished_sentence_is_kept() -> None:
    assert without_furniture(["Археологи нашли в степи курган и […]"]) == ["Археологи нашли в степи курган и"]


def test_a_call_before_a_report_goes_without_it() -> None:
    assert without_furniture([f"Подписывайтесь на наш канал! {FIRST} {LAST}"]) == [f"{FIRST} {LAST}"]
    assert without_furniture([f"Подписывайтесь на наш канал! {FIRST}"]) == []


def test_bare_tags_under_the_last_sentence_go() -> None:
    assert without_furniture([FIRST, LAST, "музей степь археология"]) == [FIRST, LAST]
    assert without_furniture([FIRST, LAST, "Музей", "Мост Паводок область"]) == [FIRST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Вход свободный",
        "Пострадавших нет",
        "Аида Балаева открыла выставку",
        "Начало в 19 часов",
        "Кіру тегін",
    ],
)
def test_a_last_sentence_without_its_full_stop_stays(line: str) -> None:
    assert without_furniture([FIRST, LAST, line]) == [FIRST, LAST, line]


def test_a_list_without_full_stops_keeps_its_last_items() -> None:
    lines = ["В музее откроют:", "зал керамики", "зал оружия", "зал рукописей"]
    assert without_furniture(lines) == lines


@pytest.mark.parametrize("piece", ["читайте также ", "#а", "12:00 ", "- ", "::", "google news "])
def test_a_hostile_line_is_read_to_its_end(piece: str) -> None:
    line = piece * (200_000 // len(piece))
    assert without_furniture([FIRST, line]) != []
