"""/topic: what happened with a topic or with words, and stories that open in place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground.world.person import Person
from digests.models.texts import RawText
from tests.telegram.conftest import Newsroom


async def test_topics_are_chosen_by_buttons(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("match-second")
    await reader.writes("/topic")
    menu = await reader.receives("По какой теме рассказать?")
    await reader.presses("Спорт")
    assert menu.text.startswith("Спорт: что было за неделю\n\n")
    assert "Источники: [1] " in menu.text
    await reader.presses("Сутки")
    assert menu.text.startswith("Спорт: что было за сутки\n\n")
    await reader.presses("Другая тема")
    assert menu.text.startswith("По какой теме рассказать?")


async def test_a_story_opens_in_place_and_leads_back(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("match-second")
    await reader.writes("/topic спорт")
    overview = await reader.receives("Спорт: что было за неделю")
    before = overview.html
    await reader.presses("Вся новость")
    assert overview.html != before
    await reader.presses("К теме")
    assert overview.html == before


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("/topic sport", "Спорт: что было за неделю"),
        ("/topic Спорта", "Спорт: что было за неделю"),
        ("/topic саорт 24h", "Спорт: что было за сутки"),
        ("/topic спорт 3 дня", "Спорт: что было за 3 дня"),
        ("/topic Сұңқардың соңғы айда", "Сұңқардың: что было за месяц"),
        ("/TOPIC «сункар»   неделя", "«сункар» неделя"),
    ],
)
async def test_what_may_be_typed(newsroom: Newsroom, reader: Person, typed: str, title: str) -> None:
    await newsroom.has("match-second")
    await reader.writes(typed)
    assert title in (await reader.receives()).text


async def test_words_are_found_in_any_inflection_and_language(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("hand", "match-second")
    await reader.writes("/language kk")
    await reader.receives()
    await reader.writes("/topic Алимхановым")
    overview = await reader.receives("Алимхановым: соңғы аптада не болды")
    await reader.presses("Тәулік")
    assert overview.text.startswith("Алимхановым: соңғы тәулікте не болды")


async def test_an_empty_period_tells_what_there_was_last(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("match-second")
    newsroom.telegram.clock.move(timedelta(days=10))
    await reader.writes("/topic спорт")
    quiet = await reader.receives("По теме «Спорт» за неделю новостей не было.\nПоследняя новость — ")
    await reader.presses("Вся новость")
    await reader.presses("К теме")
    assert quiet.text.startswith("По теме «Спорт» за неделю")
    await reader.presses("Месяц")
    assert quiet.text.startswith("Спорт: что было за месяц")


@pytest.mark.parametrize(
    "typed",
    ["Тлендиев", '" OR *', "body:мост", "…", "NEAR(", "'; DROP TABLE articles", "<b>", "😀" * 90, "а" * 3000],
)
async def test_what_nobody_wrote_about(newsroom: Newsroom, reader: Person, typed: str) -> None:
    await newsroom.has("match-second")
    await reader.writes(f"/topic {typed}")
    assert "новостей нет" in (await reader.receives()).text
    await reader.presses("Спорт")


async def test_a_retracted_article_is_in_no_overview(newsroom: Newsroom, editor: Person) -> None:
    added = await newsroom.adds(
        RawText(
            "В Таразе открыли памятник композитору Нургисе Тлендиеву. Фигуру отлил скульптор Ержан Асанов,"
            " работа заняла восемь месяцев. На открытии играл оркестр народных инструментов."
        )
    )
    assert added
    await editor.writes("/topic Тлендиев")
    await editor.receives("Тлендиев: что было за неделю")
    await editor.writes("/retract 1")
    await editor.receives("Статья 1 снята.")
    await editor.writes("/topic Тлендиев")
    await editor.receives("По запросу «Тлендиев» новостей нет")


async def test_a_group_gets_links_and_no_buttons(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("match-second", "rate-first")
    group = newsroom.telegram.group("Читатели", owner=reader)
    await reader.writes("/topic@newsdigest_bot спорт", place=group)
    overview = await group.receives("Спорт: что было за неделю")
    assert overview.buttons == []
    await reader.writes("/topic@newsdigest_bot", place=group)
    assert "спорт" in (await group.receives("Напишите тему или слово")).text


async def test_the_topics_screen_leads_there_and_back(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/topics")
    screen = await reader.receives()
    chosen = screen.text
    await reader.presses("Что было по теме")
    assert screen.text.startswith("По какой теме рассказать?")
    await reader.presses("Темы")
    assert screen.text == chosen


async def test_forged_buttons_get_an_answer(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("match-second")
    await reader.writes("/topic спорт")
    overview = await reader.receives()
    for data in ("1:overview:nothing:24", "1:overview:999:24"):
        await reader.presses_data(overview, data)
        assert overview.text.startswith("Этих итогов больше нет.")
    await reader.presses_data(overview, "1:overview:sport:0")
    await reader.presses_data(overview, "1:overview:sport:999")
    assert "за месяц" in overview.text
