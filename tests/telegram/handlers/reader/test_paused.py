"""A paused reader or chat: no screen promises what does not come, and each says how to go on."""

from __future__ import annotations

import pytest

from bot.playground.world.person import Person
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.owner.test_chats import connects

PAUSED = "Рассылка на паузе: ничего не приходит, пока вы её не возобновите."


@pytest.fixture
async def paused(reader: Person) -> Person:
    await reader.writes("/subscribe 9")
    await reader.receives("Дайджест приходит каждый день в 09:00")
    await reader.writes("/pause")
    await reader.receives("на паузе")
    return reader


@pytest.mark.parametrize(
    "command",
    ["/subscribe", "/subscribe 18:00 weekdays", "/time", "/time 21:30", "/timezone", "/timezone Берлин"],
)
async def test_a_paused_reader_hears_so_and_can_go_on(paused: Person, command: str) -> None:
    await paused.writes(command)
    answer = await paused.receives()
    assert PAUSED in answer.text
    assert "Дайджест приходит" not in answer.text
    await paused.presses("Возобновить")
    assert PAUSED not in answer.text
    await paused.writes(command)
    answer = await paused.receives()
    assert PAUSED not in answer.text
    assert "Возобновить" not in answer.buttons


async def test_the_chosen_times_are_named_without_a_promise(paused: Person) -> None:
    await paused.writes("/subscribe 18:00")
    assert "Выбрано: каждый день в 09:00 и 18:00." in (await paused.receives()).text


@pytest.mark.parametrize(
    "path",
    [
        ["Темы: все"],
        ["Язык новостей: любой"],
        ["Время: 09:00", "Дни: каждый день"],
        ["Время: 09:00", "Другое время"],
        ["Пояс: Казахстан (UTC+5)"],
        ["Источники: все"],
        ["Срочные новости: нет"],
    ],
)
async def test_each_screen_of_the_settings_says_so(paused: Person, path: list[str]) -> None:
    await paused.writes("/settings")
    menu = await paused.receives()
    for button in path:
        await paused.presses(button)
    assert PAUSED in menu.text


async def test_news_of_followed_words_are_not_promised_at_once(paused: Person) -> None:
    await paused.writes("/follow Тлендиев")
    menu = await paused.receives("Вы следите")
    await paused.presses("Сразу сообщать")
    assert PAUSED in menu.text


@pytest.mark.parametrize("last", ["09:00", "Пропустить"])
async def test_the_last_step_of_the_first_minute_says_so(reader: Person, last: str) -> None:
    await reader.writes("/pause")
    await reader.receives()
    await reader.writes("/start")
    menu = await reader.receives()
    await reader.presses("Русский")
    await reader.presses("Пропустить")
    await reader.presses(last)
    assert PAUSED in menu.text
    assert "будет приходить" not in menu.text
    await reader.presses("Возобновить", message=menu)
    assert PAUSED not in menu.text


async def test_a_time_typed_in_the_first_minute_promises_nothing_either(reader: Person) -> None:
    await reader.writes("/pause")
    await reader.receives()
    await reader.writes("/start")
    await reader.receives()
    await reader.presses("Русский")
    await reader.presses("Пропустить")
    await reader.presses("Другое время")
    await reader.writes("21:30")
    answer = await reader.receives(PAUSED)
    assert answer.buttons == ["Возобновить"]


async def test_the_times_of_a_paused_chat_say_so(newsroom: Newsroom) -> None:
    owner = newsroom.telegram.person("Данияр", language="ru")
    channel = newsroom.telegram.channel("Жаңалықтар", owner=owner, bot="left")
    await connects(owner, channel)
    menu = await owner.sees("Поставить на паузу")
    await owner.presses("Поставить на паузу")
    await owner.presses("Время: не выбрано")
    await owner.presses("09:00")
    assert "Рассылка в этот чат на паузе." in menu.text
    assert "Дайджест приходит" not in menu.text
    await owner.presses("Возобновить")
    assert "на паузе" not in menu.text
    assert "Время: 09:00" in menu.buttons
