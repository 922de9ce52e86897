"""A double tap does once what a tap does."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from storage.rows import fetch_value
from tests.telegram.conftest import Newsroom


async def taps_twice(person: Person, text: str, message: Message) -> None:
    """Both before the bot has answered the first."""
    button = message.button(text)
    assert button is not None
    press = person.presses_data(message, button["callback_data"])
    again = person.presses_data(message, button["callback_data"])
    await asyncio.gather(press, again)
    await person.telegram.settled()


async def last_step(reader: Person) -> Message:
    await reader.writes("/start")
    menu = await reader.receives()
    await reader.presses("Русский")
    await reader.presses("Пропустить")
    return menu


@pytest.mark.parametrize(
    ("command", "button"),
    [
        ("/help", "Дайджест"),
        ("/settings", "Дайджест"),
        ("/start", "Найти новость"),
        ("/chats", "Подключить чат"),
        ("/digest", "Настроить"),
        ("/privacy", "Получить файлом"),
    ],
)
async def test_a_button_that_sends_a_message_sends_one(
    newsroom: Newsroom, reader: Person, command: str, button: str
) -> None:
    await newsroom.has("bridge")
    await reader.writes("/subscribe 9")
    await reader.receives()
    await reader.writes(command)
    message = await reader.receives()
    sent = len(reader.by_bot)
    await taps_twice(reader, button, message)
    assert len(reader.by_bot) == sent + 1


@pytest.mark.parametrize("button", ["09:00", "Пропустить"])
async def test_the_last_step_of_the_first_minute_sends_one_digest(
    newsroom: Newsroom, reader: Person, button: str
) -> None:
    await newsroom.has("bridge")
    menu = await last_step(reader)
    await taps_twice(reader, button, menu)
    assert len(reader.by_bot) == 2


async def test_an_invitation_is_made_once(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/editors")
    message = await editor.receives()
    await taps_twice(editor, "Пригласить", message)
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM invitations") == 1


async def test_the_same_button_does_the_same_a_little_later(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("bridge")
    await reader.writes("/help")
    menu = await reader.receives()
    for _ in range(2):
        await reader.presses("Дайджест", message=menu)
        await reader.receives()
        newsroom.telegram.clock.move(timedelta(seconds=3))


async def test_other_presses_and_words_between_two_taps_part_them(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("bridge")
    await reader.writes("/settings")
    menu = await reader.receives()
    for _ in range(2):
        await reader.presses("Темы: все")
        assert "Спорт" in menu.buttons
        await reader.presses("Назад")
        assert "Темы: все" in menu.buttons
    for _ in range(2):
        await reader.presses("Дайджест", message=menu)
        await reader.receives("мост")
        await reader.writes("/language")
        await reader.receives("На каком языке")


async def test_what_changes_its_message_may_be_pressed_again_at_once(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    await reader.presses("Темы: все")
    await reader.presses_data(menu, "1:topics:s")
    assert "Спорт" in menu.buttons


async def test_a_tap_that_failed_is_no_tap(
    newsroom: Newsroom, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.answers import digest

    await newsroom.has("bridge")
    await reader.writes("/help")
    menu = await reader.receives()
    with monkeypatch.context() as patch:
        patch.setattr(digest, "digest", None)
        await reader.presses("Дайджест", message=menu)
        await reader.receives("Не получилось")
    await reader.presses("Дайджест", message=menu)
    await reader.receives("мост")
