"""A scheduled digest arrives, and its stories open and page like those of an answer."""

from __future__ import annotations

from datetime import timedelta

from bot.playground.session import Person
from bot.services.editions import Planner
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.test_digest import STORIES


async def test_an_edition_opens_and_pages(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/language kk")
    await reader.receives()
    local = newsroom.telegram.now() + timedelta(hours=5, minutes=-1)
    await reader.writes(f"/subscribe {local:%H:%M}")
    await reader.receives()
    newsroom.telegram.clock.move(timedelta(hours=2))
    await newsroom.has(*STORIES)
    tomorrow = newsroom.telegram.clock.move(timedelta(days=1))
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(tomorrow)
    async with newsroom.delivering():
        edition = await reader.receives("мақаладан")
    before = edition.html
    await reader.presses("1")
    assert edition.html != before
    await reader.presses("Дайджестке оралу")
    assert edition.html == before
    await reader.presses("Тағы")
    assert edition.text.startswith("Қалған жаңалықтар\n8. ")
    await reader.presses("8")
    await reader.presses("Дайджестке оралу")
    assert edition.html == before
