"""A clear sentence for whatever comes, and the bot goes on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from bot.playground.session import Person
from storage import articles
from tests.telegram.conftest import Newsroom


@pytest.fixture(autouse=True)
async def nothing_breaks(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    caplog.set_level(logging.ERROR)
    yield
    assert [record.message for record in caplog.records] == []
    assert newsroom.telegram.journal.calls("sendMessage", ok=False) == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/nothing", "Такой команды нет"),
        ("/", "Такой команды нет"),
        ("привет", "Бот понимает команды и кнопки"),
        ("🙂", "Бот понимает команды и кнопки"),
        ("\u200fשלום <b>&amp;</i>", "Бот понимает команды и кнопки"),
        ("/add Музей открылся", "только редакция"),
        ("/articles", "только редакция"),
        ("/retract 1", "только редакция"),
        ("Музей открылся. " * 30, "только редакция"),
        ("/timezone <b>&", "«<b>&»"),
    ],
)
async def test_a_reader_gets_a_sentence_and_a_way_on(
    newsroom: Newsroom, reader: Person, typed: str, answer: str
) -> None:
    await reader.writes(typed)
    said = await reader.receives()
    assert answer in said.text
    assert said.buttons
    async with newsroom.db.read() as db:
        assert await articles.count(db) == 0


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "0:settings",
        "1:article:1",
        "1:retract:1",
        "1:add:1",
        "1:story:9:0:e",
        "1:shown:e",
        "1:more:24.999999999:7",
        "1:zone:Mars/Base:s",
    ],
)
async def test_forged_and_stale_presses_are_answered(newsroom: Newsroom, reader: Person, data: str) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    await reader.presses_data(menu, data)
    shown = reader.by_bot[-1]
    assert shown.buttons


async def test_a_button_under_a_message_that_is_gone_opens_a_new_one(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    newsroom.telegram.remove(menu)
    await reader.presses_data(menu, "1:topics:s")
    assert "Спорт" in (await reader.receives()).buttons


async def test_pressing_twice_changes_nothing(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    await reader.presses_data(menu, "1:settings")
    await reader.presses_data(menu, "1:settings")
    assert len(reader.by_bot) == 1


async def test_a_picture_is_not_understood(newsroom: Newsroom, reader: Person) -> None:
    await reader.shows(b"\xff\xd8\xff")
    await reader.receives("ничего сделать не может")


async def test_groups_get_short_answers_to_what_is_meant_for_the_bot(
    newsroom: Newsroom, editor: Person
) -> None:
    group = newsroom.telegram.group("Чат", owner=editor)
    await editor.writes("/settings@newsdigest_bot", place=group)
    assert "личной переписке" in (await group.receives()).text
    await editor.writes("/add@newsdigest_bot Музей открылся", place=group)
    await group.receives("личной переписке")
    await editor.writes("Просто разговор", place=group)
    await editor.writes("/settings@another_bot", place=group)
    await editor.writes("/nothing", place=group)
    await editor.writes("/help@newsdigest_bot", place=group)
    await group.receives("В группе бот отвечает на /digest")
    assert len(group.by_bot) == 3


async def test_a_strangers_press_in_a_group_does_nothing(newsroom: Newsroom, reader: Person) -> None:
    group = newsroom.telegram.group("Чат", owner=reader)
    await reader.writes("/help@newsdigest_bot", place=group)
    message = await group.receives()
    answer = await reader.presses_data(message, "1:pause")
    assert "личной переписке" in answer.text
