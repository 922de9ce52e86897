"""Everything that a reader can choose, typed and by buttons."""

from __future__ import annotations

import pytest

from bot.playground.session import Person
from tests.telegram.conftest import Newsroom
from tests.telegram.test_first_minute import kept


async def test_all_menus_are_one_message(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    assert "Пояс: Казахстан (UTC+5)" in menu.buttons
    await reader.presses("Темы: все")
    await reader.presses("Спорт")
    await reader.presses("Назад")
    await reader.presses("Темы: Спорт")
    await reader.presses("Все темы")
    await reader.presses("Назад")
    await reader.presses("Время: не выбрано")
    await reader.presses("18:00")
    assert "в 18:00, каждый день" in menu.text
    await reader.presses("По будням")
    assert "✓ По будням" in menu.buttons
    await reader.presses("21:00")
    await reader.presses("Назад")
    await reader.presses("Время: 18:00, 21:00")
    await reader.presses("✓ 18:00")
    await reader.presses("Назад")
    await reader.presses("Пояс: Казахстан (UTC+5)")
    await reader.presses("Москва (UTC+3)")
    await reader.presses("Назад")
    await reader.presses("Язык: русский")
    await reader.presses("English")
    assert menu.buttons[1] == "Time: 21:00"
    await reader.presses("Pause")
    assert "paused" in menu.text
    await reader.presses("Resume")
    assert len(reader.by_bot) == 1
    destination, (schedule,) = await kept(newsroom, reader)
    assert (schedule.local_time, schedule.zone, schedule.weekdays) == ("21:00", "Europe/Moscow", 0b11111)
    assert (destination.language, destination.pause) == ("en", None)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/subscribe 09:00 weekdays", "в 09:00, по будням"),
        ("/subscribe 9:00 по понедельникам", "в 09:00, по понедельникам"),
        ("/subscribe", "Когда присылать дайджест?"),
        ("/subscribe 25:00", "«25:00»"),
        ("/subscribe 09:00 иногда", "«09:00 иногда»"),
        ("/time 21:30", "в 21:30, каждый день"),
        ("/time позже", "«позже»"),
        ("/timezone Алма-Ата", "Казахстан (UTC+5)"),
        ("/timezone europe/berlin", "Берлин"),
        ("/timezone Атлантида", "«Атлантида» не нашёлся"),
        ("/timezone", "Выберите часовой пояс"),
        ("/language қазақша", "Баптаулар"),
        ("/language en", "Settings"),
        ("/language эльфийский", "Такого языка пока нет"),
        ("/topics культура, спорт", "Сейчас: Культура и Спорт."),
        ("/topics погода", "Темы «погода» нет"),
        ("/pause", "на паузе"),
        ("/resume", "Рассылка снова включена. Время ещё не выбрано."),
        ("/unsubscribe", "Рассылка отключена"),
        ("/HELP", "Что умеет бот"),
    ],
)
async def test_each_command_takes_its_argument_typed(
    newsroom: Newsroom, reader: Person, typed: str, answer: str
) -> None:
    await reader.writes(typed)
    assert answer in (await reader.receives()).text


async def test_subscribe_adds_a_time_and_time_replaces_them(newsroom: Newsroom, reader: Person) -> None:
    for typed in ("/subscribe 09:00 weekdays", "/subscribe 18:00", "/subscribe 09:00"):
        await reader.writes(typed)
        await reader.receives("по будням")
    await reader.writes("/time 21:30")
    await reader.receives("в 21:30, по будням")
    _, (schedule,) = await kept(newsroom, reader)
    assert schedule.local_time == "21:30"


async def test_there_is_a_most_of_times(newsroom: Newsroom, reader: Person) -> None:
    for hour in range(6):
        await reader.writes(f"/subscribe {hour}:00")
        await reader.receives("Дайджест приходит")
    await reader.writes("/subscribe 12:00")
    await reader.receives("Больше 6 времён")
    assert len((await kept(newsroom, reader))[1]) == 6


async def test_a_question_is_forgotten_when_something_else_is_done(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/timezone")
    await reader.receives()
    await reader.writes("/help")
    await reader.receives()
    await reader.writes("Берлин")
    await reader.receives("Бот понимает команды и кнопки")
    assert (await kept(newsroom, reader))[0].zone == "Asia/Almaty"


async def test_blocking_pauses_and_unblocking_resumes(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    reader.blocks()
    await newsroom.telegram.settled()
    assert (await kept(newsroom, reader))[0].pause == "blocked"
    reader.unblocks()
    await newsroom.telegram.settled()
    assert (await kept(newsroom, reader))[0].pause is None
