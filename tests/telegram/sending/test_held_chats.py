"""A chat that Telegram holds with a 429: its presses are answered, nobody else waits, nothing is replaced."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from bot.telegram.middlewares import presses
from bot.telegram.sending.pacer import Pacer
from storage import destinations, message_texts, outbox
from storage.database import Database
from storage.destinations import Address
from storage.outbox import NewRow
from tests.telegram.conftest import Gate, Newsroom, running


@pytest.fixture(autouse=True)
def answered_without_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "LINE_WITHIN_SECONDS", 0.0)


@pytest.fixture
def pacer() -> Pacer:
    return Pacer(25)


@pytest.fixture
async def newsroom(
    db: Database, telegram: Telegram, settings: Settings, gate: Gate, pacer: Pacer
) -> AsyncIterator[Newsroom]:
    """The bot at its real pace."""
    async with running(db, telegram, settings, gate, pacer=pacer) as newsroom:
        yield newsroom


@pytest.fixture
async def held(newsroom: Newsroom) -> Person:
    """Whose chat Telegram will hold, with a menu."""
    person = newsroom.telegram.person("Айгерим", language="ru")
    await person.writes("/settings")
    await person.receives("Настройки")
    return person


@pytest.fixture
async def other(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Болат", language="ru")


async def queue(newsroom: Newsroom, *readers: Person) -> None:
    """A message for each of these that waits in the outbox."""
    now = newsroom.telegram.now()
    async with newsroom.db.transaction() as tx:
        words = await message_texts.add(tx, "Выпуск", "[]")
        rows = []
        for reader in readers:
            destination = await destinations.at(tx, Address(reader.id))
            assert destination is not None
            rows.append(NewRow("test", 1, destination.id, words, now + timedelta(hours=1)))
        await outbox.add_all(tx, rows, now)


async def test_a_menu_that_telegram_holds_makes_no_other_reader_wait(
    telegram: Telegram, held: Person, other: Person
) -> None:
    telegram.faults.add("429", method="editMessageText", chat=held.id, times=1, retry_after=25)
    await held.presses("Темы: все")
    await telegram.journal.wait("editMessageText", ok=False)
    await other.writes("/help")
    await other.receives("/digest")


async def test_presses_are_answered_though_an_earlier_one_waits(telegram: Telegram, held: Person) -> None:
    telegram.faults.add("429", method="editMessageText", chat=held.id, times=1, retry_after=25)
    await held.presses("Темы: все")
    await telegram.journal.wait("editMessageText", ok=False)
    for _ in range(3):
        await held.presses("Темы: все")
    assert telegram.journal.count("editMessageText", ok=False) == 1
    assert telegram.journal.count("editMessageText") == 0


async def test_a_wait_of_more_than_a_minute_puts_no_error_in_place_of_the_answer(
    telegram: Telegram, held: Person
) -> None:
    telegram.faults.add("429", chat=held.id, times=1, retry_after=90)
    await held.writes("/help")
    await telegram.journal.wait("sendMessage", ok=False)
    await held.presses("Темы: все")
    await telegram.settled()
    assert len(held.by_bot) == 1
    assert telegram.journal.count("sendMessage", ok=False) == 1
    assert telegram.journal.count("editMessageText", ok=False) == 0


async def test_an_edition_that_telegram_holds_makes_no_newcomer_wait(
    newsroom: Newsroom, held: Person, other: Person, pacer: Pacer
) -> None:
    await other.writes("/settings")
    await other.receives("Настройки")
    newsroom.telegram.faults.add("429", method="sendMessage", chat=held.id, times=1, retry_after=27)
    async with newsroom.delivering(pacer):
        await queue(newsroom, held, other)
        await newsroom.telegram.journal.wait("sendMessage", ok=False)
        await other.receives("Выпуск")
        newcomer = newsroom.telegram.person("Новичок", language="ru")
        await newcomer.writes("/start")
        await newcomer.receives("Бот читает новости")
    assert [message.text for message in held.by_bot if "Выпуск" in message.text] == []
