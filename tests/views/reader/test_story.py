"""A whole story in pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.i18n import speak
from bot.playground.markup.parse_html import parse_html
from bot.views.common.buttons import BUTTONS
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, fits
from bot.views.common.message import Message
from bot.views.common.origin import EDITION
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.story import ToldStory, story_message
from digests.models.digest import DigestItem
from digests.models.texts import Published
from tests.views.samples import NOW, article, item


def show(told: DigestItem, page: int = 0) -> Message:
    place = RenderContext(speak("ru"), NOW, "Asia/Almaty", "news_bot")
    return story_message(ToldStory(told), place, page, EDITION)


def test_every_sentence_has_its_source_and_every_report_what_it_adds() -> None:
    told = item(
        7,
        article(1, "Музей открыли.", "Он новый."),
        article(2, "Билет дешёвый.", "Детям даром.", source="Семей таңы", link="https://semey.kz/2"),
    )
    words, entities = parse_html(show(told).text)
    assert words == (
        "Музей открылся\n\nМузей открыли. gov.kz\n\nОн новый. [1]\n\n"
        "Добавляет Семей таңы:\nБилет дешёвый. [2]\n\nДетям даром. [2]\n\n"
        "Кто и когда писал\n26 сентября, 10:00 · gov.kz\nМузей открылся\n\n"
        "26 сентября, 10:00 · Семей таңы\nМузей открылся"
    )
    assert [entity.value for entity in entities if entity.type == "text_link"].count(
        "https://semey.kz/2"
    ) == 3


def test_a_story_of_several_days_is_told_by_day_the_newest_first() -> None:
    was, again, latest = (article(number, f"Что было {number}-го.") for number in (23, 23, 25))
    early = replace(was, id=1, published=Published(NOW - timedelta(days=2)))
    same_day = replace(again, id=2, summary=early.summary, published=early.published)
    told = item(7, early, latest, same_day)
    words = parse_html(show(told).text)[0]
    assert words.count("26 сентября\n") == 1
    assert words.index("26 сентября\n") < words.index("Что было 25") < words.index("24 сентября\n")
    assert words.index("24 сентября\n") < words.index("Что было 23")


def test_a_story_of_one_report_has_no_timeline() -> None:
    shown = show(item(7, article(1, "Музей открыли.")))
    assert "Кто и когда" not in shown.text
    assert shown.text.endswith("<i>26 сентября, 10:00 · gov.kz</i>")


def test_a_long_story_has_pages_that_lead_to_each_other() -> None:
    told = item(7, *(article(number, *["Слово за словом. " * 40] * 6) for number in range(1, 6)))
    first = show(told)
    buttons = {button.text: button.data or "" for row in first.buttons for button in row}
    assert set(buttons) == {
        "Дальше",
        "Сохранить",
        "Меньше такого",
        "Следить за историей",
        "Скопировать ссылку на источник",
        "Сообщить об ошибке",
        "К дайджесту",
    }
    assert "Страница 1 из" in first.text
    assert BUTTONS.decode(buttons["Дальше"]) == OpenStory(7, 1, EDITION)
    last = show(told, 99)
    assert "Раньше" in [button.text for row in last.buttons for button in row]
    for page in range(20):
        assert fits(Html(show(told, page).text))


def test_a_sentence_longer_than_a_message_is_clipped() -> None:
    assert fits(Html(show(item(7, article(1, "слово " * 3000))).text))


def copied(told: DigestItem) -> str | None:
    buttons = [button for row in show(told).buttons for button in row]
    return next((button.copy for button in buttons if button.copy), None)


def test_a_source_is_copied_with_its_headline_and_date() -> None:
    assert copied(item(7, article(1, "Музей открыли."))) == (
        "Музей открылся — gov.kz, 26 сентября\nhttps://gov.kz/1"
    )


def test_of_several_reports_the_one_that_gives_the_headline_is_copied() -> None:
    other = article(1, "Открыли.", source="Семей таңы", link="https://semey.kz/2", headline="Открыт музей")
    assert (copied(item(7, other, article(2, "Музей."))) or "").endswith("https://gov.kz/1")
    unlinked = article(2, "Музей.", link=None)
    assert (copied(item(7, other, unlinked)) or "").startswith("Открыт музей — Семей таңы")


@pytest.mark.parametrize("length", [0, 60, 150, 190])
def test_a_long_headline_is_shortened_and_a_link_never(length: int) -> None:
    link = "https://gov.kz/" + "ж" * length
    told = article(1, "Музей.", link=link, headline="Очень длинный заголовок 🙂 " * 20)
    text = copied(item(7, told, headline=told.headline))
    assert text is not None
    assert len(text) <= 256
    assert text.endswith(f"\n{link}")


@pytest.mark.parametrize("link", [None, "https://gov.kz/" + "ж" * 230, "ftp://gov.kz/1"])
def test_where_the_whole_link_has_no_room_nothing_is_copied(link: str | None) -> None:
    assert copied(item(7, article(1, "Музей.", link=link))) is None
