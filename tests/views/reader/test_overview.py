"""An overview as a message: the drawing, its buttons, and that it always fits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.playground.markup.parse_html import parse_html
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, fits
from bot.views.common.message import Message
from bot.views.common.origin import DigestPeriod, FromTopic, decode_origin, encode_origin
from bot.views.reader.overview import overview_message
from bot.views.reader.topic_menu import choose_subject, no_news_of_topic, period_words
from digests.models.overviews import Fact, Overview, Passage, Step
from digests.models.stories import Article
from digests.models.texts import Language
from storage.destinations import ChatKind
from tests.views.samples import NOW, article, item

WEEK = FromTopic("culture", DigestPeriod.at(timedelta(days=7), NOW))
MUSEUM = article(1, headline="Музей открылся")
PRIZE = article(2, source="Семей таңы", link=None, headline="Музей получил приз")
KAZAKH = article(3, source="", language="kk", headline="Көрме ашылды")


def passage(*told: tuple[Article, str], language: Language = "ru") -> Passage:
    stories = dict.fromkeys(Step(article, article.id * 10) for article, _ in told)
    return Passage(
        tuple(stories), language, tuple(Fact(text, article, article.id * 10) for article, text in told)
    )


OVERVIEW = Overview(
    passages=(
        passage(
            (MUSEUM, "Музей открыли в Семее."), (PRIZE, "Приз <лучшему> музею"), (MUSEUM, "Вход свободный.")
        ),
        Passage((Step(KAZAKH, 30),), "kk", (Fact("Бүгін көрме ашылды.", KAZAKH, 30, needs_date=True),)),
    ),
    timeline=(Step(MUSEUM, 10), Step(KAZAKH, 30)),
    names=("Семей", "Ғани Ахметов"),
    story_count=3,
    article_count=5,
)


def look(kind: ChatKind = "private", language: Language = "ru") -> RenderContext:
    return RenderContext(speak(language), NOW, "Asia/Almaty", "news_bot", kind)


def show(overview: Overview, kind: ChatKind = "private", name: str = "Культура") -> Message:
    return overview_message(overview, name, WEEK, look(kind))


def test_an_overview_as_it_is_drawn() -> None:
    assert show(OVERVIEW, "group").text == (
        "<b>Культура: что было за неделю</b>\n\n"
        'Музей открыли в Семее. <a href="https://gov.kz/1">[1]</a> '
        'Приз &lt;лучшему&gt; музею. <a href="https://t.me/news_bot?start=s20">[2]</a> '
        'Вход свободный. <a href="https://gov.kz/1">[1]</a>\n\n'
        '<i>26 сентября</i>: Бүгін көрме ашылды. <a href="https://gov.kz/1">[3]</a> (на казахском)\n\n'
        "<b>Хронология</b>\n"
        "<blockquote expandable>"
        '26 сентября — <a href="https://t.me/news_bot?start=s10">Музей открылся</a>\n'
        '26 сентября — <a href="https://t.me/news_bot?start=s30">Көрме ашылды</a> (на казахском)'
        "</blockquote>\n\n"
        "Чаще всего упоминаются: Семей, Ғани Ахметов\n"
        'Источники: [1] <a href="https://gov.kz/1">gov.kz</a> · '
        '[2] <a href="https://t.me/news_bot?start=s20">Семей таңы</a> · [3] <a href="https://gov.kz/1">редакция</a>\n\n'
        "<i>19 сентября – 26 сентября · 3 новости из 5 статей</i>"
    )


def test_in_private_each_story_opens_and_the_period_changes() -> None:
    message = show(OVERVIEW)
    assert [[button.text for button in row] for row in message.buttons] == [
        ["Музей открылся"],
        ["Музей получил приз"],
        ["Көрме ашылды"],
        ["Сутки", "✓ Неделя", "Месяц"],
        ["Другая тема"],
    ]
    assert message.buttons[0][0].data == f"1:story:10:0:{encode_origin(WEEK)}"
    assert show(OVERVIEW, "group").buttons == ()


def test_a_short_period_shows_the_time_of_day() -> None:
    day = FromTopic("culture", DigestPeriod.at(timedelta(days=1), NOW))
    assert "26 сентября, 10:00 — " in overview_message(OVERVIEW, "Культура", day, look()).text


def test_an_empty_period_says_so_and_what_there_was_last() -> None:
    last = item(7, MUSEUM)
    message = no_news_of_topic(last, "Культура", WEEK, look(), is_topic=True)
    assert message.text.startswith(
        "По теме «Культура» за неделю новостей не было.\nПоследняя новость — 26 сентября, 10:00:\n\n"
        "<b>Музей открылся</b>"
    )
    assert message.buttons[0][0].data == f"1:story:7:0:{encode_origin(WEEK)}"
    never = no_news_of_topic(None, "Тлендиев", WEEK, look(), is_topic=False)
    assert never.text.startswith("По запросу «Тлендиев» новостей нет.")
    assert len(never.buttons) == 5
    assert no_news_of_topic(None, "Тлендиев", WEEK, look("group"), is_topic=False).buttons == ()


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (24, "за сутки"),
        (168, "за неделю"),
        (720, "за месяц"),
        (72, "за 3 дня"),
        (12, "за 12 часов"),
        (1, "за 1 час"),
    ],
)
def test_periods_in_words(hours: int, words: str) -> None:
    assert period_words(timedelta(hours=hours), speak("ru")) == words


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_topics_to_choose_from(language: Language) -> None:
    assert sum(map(len, choose_subject(speak(language)).buttons)) == 10


def test_what_a_message_showed_comes_back_from_its_button() -> None:
    assert decode_origin(encode_origin(WEEK)) == WEEK
    words = FromTopic("42", WEEK.answer)
    assert decode_origin(encode_origin(words)) == words


LONG = st.text(min_size=1, max_size=3000)


@settings(max_examples=40, deadline=None)
@given(LONG, LONG, LONG, st.integers(1, 6), st.integers(0, 8))
def test_any_overview_fits(sentence: str, headline: str, source: str, sentences: int, steps: int) -> None:
    articles = [article(n, headline=headline, source=f"{source[:100]}{n}") for n in range(sentences)]
    overview = Overview(
        passages=(passage(*((each, sentence) for each in articles)),),
        timeline=tuple(Step(articles[0], n) for n in range(steps)),
        names=(headline[:60],) * 8,
        story_count=None,
    )
    message = show(overview, name=sentence[:60])
    assert fits(Html(message.text))
    parse_html(message.text)
    assert all(len(button.text) <= 40 for row in message.buttons for button in row)
