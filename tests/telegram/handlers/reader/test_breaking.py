"""Breaking news comes to a reader who asked for it, opens, and is not repeated."""

from __future__ import annotations

from datetime import timedelta

from bot.editions.breaking import Breaking
from bot.editions.planner import Planner
from bot.playground.world.person import Person
from digests.models.texts import RawText
from tests.telegram.conftest import Newsroom, SameProcess

REPORTS = (
    ("Курьер", "В Атырау ночью обрушился мост через Урал, движение на двух берегах остановлено."),
    ("Маяк", "Мост через реку Урал в Атырау обрушился этой ночью, спасатели перекрыли оба берега."),
    ("Вестник", "Обрушился мост через Урал в Атырау: ночью движение между берегами остановили."),
)


async def test_a_reader_is_told_at_once(newsroom: Newsroom, reader: Person) -> None:
    telegram = newsroom.telegram
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses("Срочные новости: нет")
    await reader.presses("в любое время")
    await reader.sees("Срочные новости: в любое время")
    reader.catch_up()
    telegram.clock.move(timedelta(hours=2))
    for source, text in REPORTS:
        whole = f"{text}\n\nПострадавших нет. Причину выясняет комиссия акимата, объезд открыт по трассе."
        await newsroom.intake.add(
            RawText(whole, title="В Атырау обрушился мост через Урал", source=source),
            added_by=None,
            now=telegram.now(),
        )
    assert await Breaking(newsroom.db, "newsdigest_bot").step(telegram.now()) == 1
    async with newsroom.delivering():
        alert = await reader.receives("Срочно")
    assert alert.text.startswith("Срочно\n\nВ Атырау обрушился мост через Урал")
    await reader.presses("Вся новость")
    assert "Добавляет" in alert.text or "Кто и когда писал" in alert.text
    await reader.presses("К дайджесту")
    assert "мост через Урал" in alert.text
    planner = Planner(newsroom.db, SameProcess(), "newsdigest_bot")
    planned = await planner.plan_due(telegram.clock.move(timedelta(days=1)))
    assert (planned.runs, planned.editions) == (1, 0)
