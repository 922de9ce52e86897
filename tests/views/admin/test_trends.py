"""Seven days in figures: the lines say all that the picture shows, in each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.views.admin.trends import Daily, Trends, chart_of, trends_lines, trends_title
from bot.views.common.chart import Columns, Ranks
from digests.models.texts import Language

NONE = (0,) * 7
NOTHING = Daily(NONE, NONE)
TRENDS = Trends(
    last=datetime(2026, 11, 22, tzinfo=ZoneInfo("Asia/Almaty")),
    zone="Asia/Almaty",
    unfinished=True,
    articles=Daily((145, 124, 136, 5167, 125, 63, 52), (120, 110, 100, 105, 90, 60, 55)),
    languages=(("ru", (90, 80, 85, 5100, 75, 40, 30)), ("kk", (55, 44, 51, 67, 50, 23, 22))),
    topics=(("politics", 1210, 180), ("economy", 190, 220), ("culture", 0, 40)),
    sources=(("Ертіс", 150, 120), ("", 80, 90), *((f"{n}", 2, 1) for n in range(397))),
    readers=Daily((4, 5, 3, 8, 6, 4, 4), NONE),
    taps=Daily((10, 12, 14, 20, 18, 12, 10), (8, 9, 10, 12, 11, 9, 7)),
    deliveries={"sent": 5200, "failed": 3, "unknown": 1, "late": 12, "pending": 0},
    done={"saved": 7, "unsubscribed": 2, "blocked": 1},
)
EMPTY = replace(TRENDS, articles=NOTHING, languages=(), topics=(), sources=(), readers=NOTHING, taps=NOTHING)


def test_the_lines_say_what_the_picture_shows_and_more() -> None:
    say = speak("ru")
    assert trends_title(TRENDS, say) == "7 дней: 16–22 ноября"
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in trends_lines(TRENDS, say)] == [
        "Новые статьи: 5 812 (640)",
        "Больше всего статей: четверг, 5 167",
        "По языкам: русский 5 500, казахский 312",
        "Темы: политика 1 210 (180), экономика 190 (220)",
        "Источники: Ертіс 150 (120), редакция 80 (90), 0 2 (1), 1 2 (1), 2 2 (1); ещё 394 источника: 788",
        "Новые читатели: 34 (0)",
        "Переходы по ссылкам новостей: 96 (66)",
        "Сохранили новость: 7, отписались: 2, заблокировали бота: 1",
        "Сообщения: доставлено 5 200, отклонено 3, неизвестно 1, опоздало 12, ждёт отправки 0",
    ]


def test_a_quiet_week_has_no_empty_lists_and_no_picture() -> None:
    assert EMPTY.is_empty
    assert not TRENDS.is_empty
    assert not any(line.endswith((": ", ":")) for line in trends_lines(EMPTY, speak("ru")))
    assert len(trends_lines(EMPTY, speak("ru"))) == 5


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_picture_is_in_the_language_and_has_a_column_for_each_day(language: Language) -> None:
    say = speak(language)
    chart = chart_of(TRENDS, say)
    articles, topics, sources, *beside = chart.panels
    assert isinstance(articles, Columns)
    assert isinstance(topics, Ranks)
    assert isinstance(sources, Ranks)
    assert articles.values == TRENDS.articles.now
    assert articles.labels[-1] == say("stats-today-label")
    assert [row[0] for row in topics.rows] == [say.topic(topic) for topic, _, _ in TRENDS.topics]
    assert sources.rows[1] == (say("digest-newsroom"), 80, 90)
    assert [(len(panel.labels), panel.before) for panel in beside if isinstance(panel, Columns)] == [
        (7, TRENDS.taps.before),
        (7, NONE),
    ]
    last = chart_of(replace(TRENDS, unfinished=False), say).panels[0]
    assert isinstance(last, Columns)
    assert last.labels[-1].endswith(" 22")
