"""A digest as a message: the drawing, its buttons, and that it always fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.playground.markup.parse_html import parse_html
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, fits, units
from bot.views.common.message import Message
from bot.views.common.origin import EDITION
from bot.views.reader.digest import edition_message, rest_page
from digests.models.digest import Digest, DigestItem
from digests.models.texts import Language
from storage.destinations import ChatKind
from tests.views.samples import NOW, article, item

MUSEUM = item(
    1,
    article(1, "Музей открыли в Семее.", "Билет стоит 500 тенге."),
    article(2, "Вход по средам бесплатный.", source="Семей таңы", link=None),
)
RATE = item(2, article(3, "Ставка выросла.", source=""), headline="Ставка: 17 % & выше")
KAZAKH = item(3, article(4, "Көпір жөнделеді.", language="kk"), headline="Көпір жабылады")


def show(digest: Digest, kind: ChatKind = "private", username: str = "news_bot") -> Message:
    return edition_message(digest, RenderContext(speak("ru"), NOW, "Asia/Almaty", username, kind))[0]


def test_a_digest_as_it_is_drawn() -> None:
    message = show(Digest((MUSEUM, RATE), (KAZAKH,)), "channel")
    assert message.text == (
        "<b>Музей открылся</b>\n"
        'Музей открыли в Семее. <a href="https://gov.kz/1">gov.kz</a>\n'
        "<blockquote expandable>"
        'Билет стоит 500 тенге. <a href="https://gov.kz/1">[1]</a>\n'
        "Вход по средам бесплатный. <i>Семей таңы</i> · "
        '<a href="https://t.me/news_bot?start=s1">Вся новость, 2 источника</a></blockquote>\n\n'
        "<b>Ставка: 17 % &amp; выше</b>\n"
        'Ставка выросла. <a href="https://gov.kz/1">редакция</a> · '
        '<a href="https://t.me/news_bot?start=s2">Вся новость</a>\n\n'
        "<b>Коротко</b>\n"
        '• <a href="https://t.me/news_bot?start=s3">Көпір жабылады</a> (на казахском)\n\n'
        '<i><tg-time unix="1758862800" format="wDt">Пятница, 26 сентября, 10:00</tg-time>'
        " · 3 новости из 4 статей</i>"
    )
    assert [[button.text for button in row] for row in message.buttons] == [["Получать лично"]]


@pytest.mark.parametrize("kind", ["private", "group", "channel"])
def test_a_post_of_one_story_folds_nothing(kind: ChatKind) -> None:
    message = show(Digest((MUSEUM,)), kind)
    assert "blockquote" not in message.text
    for sentence in MUSEUM.sentences:
        assert sentence.text in message.text


def test_what_reports_tell_otherwise_stands_in_sight_beside_it() -> None:
    told = item(1, article(1, "Погибли 12 человек."), article(2, "Погибли 14 человек.", "Дорогу закрыли."))
    versions = replace(
        told, sentences=(told.sentences[0], replace(told.sentences[1], beside=True), told.sentences[2])
    )
    seen, _, folded = show(Digest((versions, RATE))).text.partition("<blockquote expandable>")
    assert "12 человек" in seen
    assert "14 человек" in seen
    assert folded.startswith("Дорогу закрыли.")


def test_in_private_stories_have_numbers_that_open_them() -> None:
    message = show(Digest((MUSEUM, RATE), (KAZAKH,), (RATE,)))
    assert "<b>1. Музей открылся</b>" in message.text
    assert '3. <a href="https://t.me/news_bot?start=s3">' in message.text
    assert [[button.text for button in row] for row in message.buttons] == [
        ["1", "2", "3"],
        ["Ещё", "Настроить"],
    ]
    assert message.buttons[0][2].data == "1:story:3:0:e"


@pytest.mark.parametrize("kind", ["group", "channel"])
def test_in_public_nothing_leads_on_but_links(kind: ChatKind) -> None:
    (((button,),)) = show(Digest((MUSEUM,)), kind).buttons
    assert (button.text, button.data, button.url) == (
        "Получать лично",
        None,
        "https://t.me/news_bot?start=digest",
    )


def test_one_story_is_not_numbered() -> None:
    message = show(Digest((MUSEUM,)))
    assert message.text.startswith("<b>Музей открылся</b>")
    assert [button.text for row in message.buttons for button in row] == [
        "Вся новость",
        "Следить за историей",
        "Настроить",
    ]


def test_an_update_says_so() -> None:
    developed = item(1, article(1, "Музей закрыли."), headline="Музей закрыт", update=True)
    assert show(Digest((developed,))).text.startswith("<b>Новое: Музей закрыт</b>")


def test_what_does_not_fit_goes_from_the_end_and_is_found_under_more() -> None:
    long = tuple(
        item(number, article(number, "Очень длинное предложение. " * 40), headline=f"Новость {number}")
        for number in range(1, 8)
    )
    brief = tuple(item(number, article(number), headline="Строка " * 40) for number in range(8, 12))
    digest = Digest(long[:3], brief, long[3:])
    message = show(digest)
    shown = message.buttons[0]
    page = rest_page(digest, RenderContext(speak("ru"), NOW, "UTC", "news_bot"), 0, EDITION)
    assert "Очень длинное" in message.text
    assert len(shown) < 7
    assert page.buttons[0][0].text == str(len(shown) + 1)


hostile = st.text(
    st.characters(codec="utf-8") | st.sampled_from("<>&\"'🙂\u202e\u200d\n\t\0"), min_size=1, max_size=900
)


@st.composite
def items(draw: st.DrawFn) -> DigestItem:
    number = draw(st.integers(1, 10**9))
    link = draw(st.none() | hostile | hostile.map(lambda path: f"https://gov.kz/{path}"))
    told = article(number, *draw(st.lists(hostile, max_size=6)), source=draw(hostile), link=link)
    return item(number, told, headline=draw(hostile), update=draw(st.booleans()))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(items(), max_size=3),
    st.lists(items(), max_size=4),
    st.sampled_from(["private", "group", "channel"]),
    st.integers(1, 9),
)
def test_whatever_comes_in_telegram_takes_the_message(
    main: list[DigestItem], brief: list[DigestItem], kind: ChatKind, times: int
) -> None:
    main = [
        item(each.story.id, *each.story.articles * times, headline=each.headline * times) for each in main
    ]
    digest = Digest(tuple(main), tuple(brief), ())
    if not digest.items:
        return
    message = show(digest, kind)
    parsed, entities = parse_html(message.text)
    assert fits(Html(message.text))
    assert units(parsed) <= 4096
    assert len(entities) <= 100


@pytest.mark.parametrize("language", ["kk", "en"])
def test_other_languages(language: str) -> None:
    message, _ = edition_message(Digest((KAZAKH,)), RenderContext(speak(language), NOW, "Asia/Almaty", "b"))
    assert ("(in Kazakh)" in message.text) is (language == "en")


def with_steps(main: DigestItem, *headlines: str) -> DigestItem:
    steps = (item(at, article(at), headline=headline) for at, headline in enumerate(headlines, 50))
    return replace(main, steps=tuple(replace(step, sentences=()) for step in steps))


def test_a_step_is_a_line_that_leads_to_its_story() -> None:
    voted = with_steps(MUSEUM, "Парламент отменил военное положение", "Президент ввёл военное положение")
    lines = show(Digest((voted, RATE))).text.splitlines()
    (place,) = (at for at, line in enumerate(lines) if "Парламент" in line)
    assert lines[place : place + 2] == [
        '• <a href="https://t.me/news_bot?start=s50">Парламент отменил военное положение</a>',
        '• <a href="https://t.me/news_bot?start=s51">Президент ввёл военное положение</a>',
    ]


def test_a_line_leads_on_to_the_newest_of_its_steps() -> None:
    voted = with_steps(RATE, "Парламент отменил военное положение", "Президент ввёл военное положение")
    text = show(Digest((MUSEUM,), (voted,))).text
    assert '</a> · <a href="https://t.me/news_bot?start=s50">ещё 2</a>' in text
    assert "Парламент" not in text


def test_steps_that_have_no_room_are_offered_by_themselves() -> None:
    items = [with_steps(item(n, article(n), headline="А" * 300), *["Б" * 300] * 6) for n in (1, 2, 3)]
    message, told = edition_message(Digest(tuple(items)), RenderContext(speak("ru"), NOW, "UTC", "news_bot"))
    assert fits(Html(message.text))
    assert [each.steps for each in told.main] == [()] * 3
    assert len(told.rest) == 18


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("kind", ["group", "channel"])
def test_where_members_live_in_other_zones_the_footer_has_its_time(
    kind: ChatKind, language: Language
) -> None:
    look = RenderContext(speak(language), NOW, "Asia/Almaty", "news_bot", kind)
    text, entities = parse_html(edition_message(Digest((MUSEUM,)), look)[0].text)
    (moment,) = (each for each in entities if each.type == "date_time")
    assert (moment.value, moment.unix_time) == ("wDt", int(NOW.timestamp()))
    in_utf16 = text.encode("utf-16-le")
    shown = in_utf16[2 * moment.offset : 2 * moment.end].decode("utf-16-le")
    assert shown == f"{speak(language).weekday_and_date(NOW, 'Asia/Almaty')}, 10:00"
    assert "2 " in text[text.index(shown) + len(shown) :]  # the counts stand outside it


@pytest.mark.parametrize(("kind", "days"), [("private", 0), ("private", 7), ("channel", 7)])
def test_a_day_without_a_time_stays_words(kind: ChatKind, days: int) -> None:
    assert "tg-time" not in show(Digest((MUSEUM,), days=days), kind).text
