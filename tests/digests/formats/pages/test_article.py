"""What of a page is its article."""

from __future__ import annotations

import pytest

from digests.formats.pages.article import read_page
from digests.formats.pages.paywall import without_paywall
from tests.digests.marked import pairs_of
from tests.digests.rows import rows_of

BEFORE = "Мост через Тобол в Костанае открыли для движения в понедельник утром, сообщил аким города."
AFTER = "По мосту пройдут четыре полосы движения и трамвайная линия, которую пустят через год."
MENU = "<div><a href='/1'>Реклама на сайте и в газете</a> <a href='/2'>Подписка на журнал</a></div>"
FOOT = "<div>Использование материалов сайта разрешено только со ссылкой на нас и нашу газету.</div>"


def page(body: str) -> str:
    return f"<html><head><title>Мост</title></head><body>{MENU}<article>{body}</article>{FOOT}</body></html>"


@pytest.mark.parametrize(("markup", "expected"), pairs_of("page_texts.txt"))
def test_what_stands_between_two_paragraphs(markup: str, expected: str) -> None:
    text = read_page(page(f"<p>{BEFORE}</p>{markup}<p>{AFTER}</p>")).text
    assert text.split("\n") == [BEFORE, *([] if expected == "-" else expected.split(" / ")), AFTER]


@pytest.mark.parametrize(
    "flash", [BEFORE, "Мост закрыт на ремонт, движение по нему остановлено до утра понедельника."]
)
def test_a_flash_is_whole_without_the_menus(flash: str) -> None:
    assert read_page(page(f"<h1>Мост через Тобол</h1><p>{flash}</p>")).text == f"Мост через Тобол\n{flash}"


@pytest.mark.parametrize("row", rows_of("paywall.txt"))
def test_what_asks_for_a_subscription(row: str) -> None:
    sign, _, text = row.partition(" ")
    assert (without_paywall(f"{BEFORE}\n{text}") == BEFORE) == (sign == "+")
