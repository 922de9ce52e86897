"""Sentences that tell the same with another number, and those that only look so."""

from __future__ import annotations

import pytest

from digests.summaries.figures import figures, is_one_text, tells_another_number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("При пожаре погибли 12 человек.", "Погибли 15 человек, сообщили спасатели."),
        ("Өрттен 12 адам қаза тапты.", "Өрт кезінде 15 адам қаза тапты деп хабарлады құтқарушылар."),
        ("Су 120-дан астам үйді басты.", "Су 200-ден астам үйді басты."),
        ("Погибли не менее 12 человек.", "Погибли около 15 человек."),
        ("12 people were killed.", "The fire killed 15 people."),
        ("The fire killed 12 people.", "Rescuers say that the fire killed 15 people on Monday."),
        ("Ущерб от паводка оценили в 2,5 млрд тенге.", "Ущерб от паводка оценивают в 3,1 млрд тенге."),
        ("Инфляция замедлилась до 8,4%.", "Инфляция замедлилась до 8,6 процента."),
        ("Из Аягоза вывезли 540 человек.", "Из Аягоза вывезли 612 человек, в том числе детей."),
    ],
)
def test_another_number_of_the_same(one: str, other: str) -> None:
    assert tells_another_number(one, other)
    assert tells_another_number(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("При пожаре погибли 12 человек.", "Погибли 12 человек, сообщили спасатели."),
        ("При пожаре погибли 12 человек.", "При пожаре ранены 15 человек."),
        ("При пожаре погибли 12 человек, ранены 30 человек.", "При пожаре ранены 30 человек."),
        ("Пожар в Таразе начался 12 марта.", "Пожар в Таразе начался 13 марта."),
        ("Пожар начался в 14:30.", "Пожар начался в 14:45."),
        ("Мост построили в 2019 году.", "Мост построили в 2020 году."),
        ("«Тобол» выиграл 3:1.", "«Тобол» выиграл 3:2."),
        ("В паводок ущерб составил 2,5 млрд тенге.", "В паводок ущерб составил 2500000000 тенге."),
        ("В школах учатся 12 340 детей.", "В школах учатся более 12 тысяч детей."),
        ("В посёлке под Таразом погибли 12 человек.", "В селе под Семеем погибли 15 человек."),
        ("Погибли 12 человек.", "В магазин привезли 15 ящиков яблок."),
        ("Погибли 12 человек.", "Погибли люди."),
        ("За три месяца продали 38 млн упаковок.", "Год назад продали 31 млн упаковок."),
        ("The vote is planned for December 15, 2013.", "The vote is planned for 22 Dec 2014."),
        ("", "12"),
        ("Бюджет моста составит 85 млн тенге.", "Бюджет моста составил 85 миллиардов тенге."),
        ("В области выявлено 1240 случаев кори.", "За сутки в области выявлено 96 случаев кори."),
        ("Some 1,240 cases of measles were found.", "Some 96 new cases of measles were found."),
        ("Барлығы 1240 қызылша жағдайы тіркелді.", "Тәулік ішінде 96 қызылша жағдайы тіркелді."),
        ("Днём воздух прогреется от 9 до 14 градусов.", "Днём воздух прогреется от 12 до 17."),
        (
            "Грузов стало 96 тонн по сравнению с 80 тоннами.",
            "Сборы выросли до 12 млн по сравнению с 9 тоннами.",
        ),
        ("Income rose, compared to 3,153 crore.", "The net profit fell, compared to 228 crore."),
        ("The port charged tourists $300 per person.", "The port offers guests $200 per person."),
    ],
)
def test_no_other_number(one: str, other: str) -> None:
    assert not tells_another_number(one, other)
    assert not tells_another_number(other, one)


def test_one_text_with_another_number_is_told_from_two_tellers() -> None:
    agency = (
        "На встрече с акимом области глава завода Марат Беков назвал решение первым шагом и сообщил, что "
        "завод передаст больницам {} ампул лекарства."
    )
    assert is_one_text(agency.format("1 млн"), agency.format("1,5 млн"))
    assert not is_one_text("Погибли 12 человек.", "Погибли 15 человек.")
    assert not is_one_text(agency, "Завод Марата Бекова передаст больницам 1,5 млн ампул лекарства.")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Вывезли 1 250 человек", [1250.0]),
        ("На 12,5 млн тенге больше", [12_500_000.0]),
        ("Рост — 8,4%", [8.4]),
        ("12-летний мальчик, дом № 5", []),
        ("5-ші сынып, 3/4 жол", []),
        ("Sales in Q4 rose, A320 flights fell", []),
    ],
)
def test_amounts(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures(text)] == values
