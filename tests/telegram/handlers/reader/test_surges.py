"""A reader is warned of a surge that the last days did not have, and switches it on and off by buttons."""

from __future__ import annotations

from datetime import timedelta

from bot.editions.corrections.propagate import CorrectionPropagator
from bot.editions.surges import Surges
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from digests.models.texts import RawText
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.reader.test_follows import MUSEUM, RATE, at_noon

DAY = timedelta(days=1)
SOURCES = ("Курьер", "Маяк", "Вестник", "Время", "Столица", "Экран")


async def comes_in(newsroom: Newsroom, text: str, *sources: str) -> None:
    for source in sources:
        now = newsroom.telegram.clock.move(timedelta(minutes=2))
        await newsroom.intake.add(RawText(text, source=source), added_by=None, now=now)


async def some_usual_days(newsroom: Newsroom) -> None:
    for day in range(4):
        await comes_in(newsroom, f"{RATE} Это сообщение номер {day}.", "Курьер")
        newsroom.telegram.clock.move(DAY)


async def wants_warnings(reader: Person) -> Message:
    await reader.writes("/follow Тлендиев")
    screen = await reader.receives("Вы следите: Тлендиев")
    await reader.presses("Предупреждать о всплеске")
    reader.catch_up()
    return screen


async def test_a_surge_after_usual_days_is_told_at_once_and_opens(newsroom: Newsroom, reader: Person) -> None:
    await at_noon(newsroom)
    screen = await wants_warnings(reader)
    assert "✓ Предупреждать о всплеске" in screen.buttons
    assert "намного больше обычного" in screen.text
    await some_usual_days(newsroom)
    warning = Surges(newsroom.db, "newsdigest_bot")
    await comes_in(newsroom, MUSEUM, *SOURCES[:4])
    assert await warning.step(newsroom.telegram.now()) == 0
    newsroom.telegram.clock.move(timedelta(minutes=5))
    await comes_in(newsroom, MUSEUM, *SOURCES[4:])
    assert await warning.step(newsroom.telegram.now()) == 1
    async with newsroom.delivering():
        told = await reader.receives("Всплеск: Тлендиев")
    assert "6 упоминаний в 6 источниках за час, обычно ни одного · раньше всех — Курьер, " in told.text
    assert "В Алматы открыли музей" in told.text
    await reader.presses("Вся новость")
    assert "вы следите: Тлендиев" in told.text
    newsroom.telegram.clock.move(timedelta(hours=1))
    await comes_in(newsroom, MUSEUM, *(f"{source} 2" for source in SOURCES))
    assert await warning.step(newsroom.telegram.now()) == 0


async def test_a_warning_of_what_is_retracted_says_so(
    newsroom: Newsroom, reader: Person, editor: Person
) -> None:
    await at_noon(newsroom)
    await wants_warnings(reader)
    await some_usual_days(newsroom)
    await comes_in(newsroom, MUSEUM, *SOURCES)
    assert await Surges(newsroom.db, "newsdigest_bot").step(newsroom.telegram.now()) == 1
    async with newsroom.delivering():
        told = await reader.receives("Всплеск: Тлендиев")
    await editor.writes("/retract 5")
    await editor.receives()
    await CorrectionPropagator(newsroom.db, "newsdigest_bot").follow(newsroom.telegram.now())
    async with newsroom.delivering():
        await reader.sees("Редакция отозвала новость")
    assert told.text.startswith("Всплеск: Тлендиев")
    assert "Вход в музей" not in told.text


async def test_topics_are_switched_on_their_screen(newsroom: Newsroom, reader: Person) -> None:
    await at_noon(newsroom)
    await reader.writes("/topics культура")
    screen = await reader.receives("Темы вашего дайджеста")
    await reader.presses("Предупреждать о всплеске")
    assert "если за час или три часа по теме" in screen.text.lower()
    await some_usual_days(newsroom)
    await comes_in(newsroom, MUSEUM, *SOURCES)
    assert await Surges(newsroom.db, "newsdigest_bot").step(newsroom.telegram.now()) == 1
    await reader.presses("✓ Предупреждать о всплеске")
    assert "Предупреждать о всплеске" in screen.buttons
