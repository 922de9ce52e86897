"""A scheduled digest arrives, and its stories open and page like those of an answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.jobs.outbox import OutboxLoop
from bot.playground.session import Person
from bot.services.editions import Planner
from bot.settings import Settings
from bot.telegram.sender import TelegramSender
from tests.telegram.conftest import Newsroom, QuickSession
from tests.telegram.test_digest import STORIES


async def tomorrow_comes(newsroom: Newsroom, settings: Settings) -> None:
    """The clock moves on, what is due is planned and sent."""
    session = QuickSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    bot = Bot(newsroom.telegram.token, session=session)
    now = newsroom.telegram.clock.move(timedelta(days=1))
    await Planner(newsroom.db, "newsdigest_bot").plan_due(now)
    outbox = OutboxLoop(newsroom.db, TelegramSender(bot), newsroom.telegram.clock)
    task = asyncio.create_task(outbox.run())
    for person in newsroom.telegram.people.values():
        await person.receives("мақаладан")
    outbox.stop()
    await task
    await session.close()


async def test_an_edition_opens_and_pages(newsroom: Newsroom, settings: Settings, reader: Person) -> None:
    await reader.writes("/language kk")
    await reader.receives()
    local = newsroom.telegram.now() + timedelta(hours=5, minutes=-1)
    await reader.writes(f"/subscribe {local:%H:%M}")
    await reader.receives()
    newsroom.telegram.clock.move(timedelta(hours=2))
    await newsroom.has(*STORIES)
    await tomorrow_comes(newsroom, settings)
    edition = reader.by_bot[-1]
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
