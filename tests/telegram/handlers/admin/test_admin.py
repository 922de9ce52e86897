"""/admin: what did not arrive is listed with its reason and sent again, for admins alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground.world.person import Person
from storage import destinations, message_texts, outbox
from storage.destinations import Address
from storage.outbox import NewRow
from tests.telegram.conftest import Newsroom


async def fails(newsroom: Newsroom, chat_id: int, reason: str, ref: int = 1, *, unknown: bool = False) -> int:
    """A row for this chat that has ended so; its number."""
    now = newsroom.telegram.now()
    async with newsroom.db.transaction() as tx:
        destination_id = await destinations.add(
            tx, Address(chat_id), "private", language="ru", zone="Asia/Almaty", now=now
        )
        words = await message_texts.add(tx, f"Новости {ref}", "[]")
        row = NewRow("test", ref, destination_id, words, now + timedelta(minutes=1))
        await outbox.add_all(tx, [row], now)
        (claimed,) = await outbox.claim(tx, "me", now=now, lease_until=now, limit=1)
        end = outbox.mark_unknown if unknown else outbox.mark_failed
        await end(tx, claimed.id, reason, now)
    return claimed.id


async def test_what_failed_is_listed_with_its_reason_and_sent_again(
    newsroom: Newsroom, editor: Person
) -> None:
    reader = newsroom.telegram.person("Айгуль", started=True)
    await fails(newsroom, reader.id, "Bad Request: can't parse entities: x", 1)
    await fails(newsroom, reader.id, "Bad Request: message is too long", 2)
    await fails(newsroom, reader.id, "interrupted", 3, unknown=True)
    await editor.writes("/admin")
    screen = await editor.receives("Очередь пуста.")
    await editor.presses("Не доставлено: 3")
    assert f"3. читатель {reader.id}\n" in screen.text
    for words in ("Telegram не понял разметку: 1", "слишком длинное", "неизвестно, дошло ли"):
        assert words in screen.text
    newsroom.telegram.clock.move(timedelta(hours=1))
    answer = await editor.presses("2")
    assert answer.text == "Снова отправляется 1 сообщение."
    assert (await editor.presses_data(screen, "1:again:2")).text == (
        "Снова отправлять нечего: этого сообщения в списке уже нет или его срок прошёл."
    )
    assert (await editor.presses("Отправить все снова")).text == "Снова отправляются 2 сообщения."
    assert screen.text == "Всё доставлено."
    async with newsroom.delivering():
        for ref in (1, 2, 3):
            await reader.receives(f"Новости {ref}")


async def test_the_list_pages(newsroom: Newsroom, editor: Person) -> None:
    for ref in range(1, 12):
        await fails(newsroom, 5000, "Bad Request: x", ref)
    await editor.writes("/admin")
    screen = await editor.receives()
    await editor.presses("Не доставлено: 11")
    assert next(line[:3] for line in screen.text.split("\n") if ". читатель" in line) == "11."
    await editor.presses("Дальше")
    assert "1. читатель" in screen.text
    await editor.presses("К началу")
    assert "11. читатель" in screen.text
    await editor.presses("Управление")
    assert "Управление ботом" in screen.text


@pytest.mark.parametrize("data", ["1:failures:0", "1:again:1", "1:allagain", "1:admin"])
async def test_nobody_else_may(newsroom: Newsroom, editor: Person, reader: Person, data: str) -> None:
    await fails(newsroom, reader.id, "Bad Request: x")
    await reader.writes("/admin")
    refused = await reader.receives("Это может только администратор бота.")
    await reader.presses_data(refused, data)
    await editor.writes("/admin")
    await editor.receives("Очередь пуста.")
    await editor.presses("Не доставлено: 1")
