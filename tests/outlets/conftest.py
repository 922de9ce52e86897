"""A channel with editions, without a Telegram: what waits is marked as sent."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.intake.corrections import Corrections
from bot.intake.intake import Intake
from digests.models.texts import RawText
from storage import destinations, outbox
from storage.database import Database
from storage.destinations import ChatKind
from storage.rows import execute, fetch_all
from tests.editions.test_planner import Newsroom, report
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

LINK = "https://news.example.org/bridge?a=1&b=2"
BRIDGE = report("Мост открыт", "В Атырау открыли мост через Урал длиной 700 метров.")
MATCH = report("«Сункар» выиграл матч", "«Сункар» обыграл «Тарлан» со счётом 4:1.", "sport")
REVISED = (
    "Мост через Урал открыт\n\nВ Атырау открыли мост через Урал длиной 900 метров. "
    "Движение по нему началось утром в понедельник, сообщил акимат."
)


class Press(Newsroom):
    """With channels, whose editions arrive, and an editor who corrects."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self.corrections = Corrections(db, Intake(db, SameProcess()))

    async def channel(self, chat_id: int = -100, kind: ChatKind = "channel", title: str = "Новости") -> int:
        number = await self.subscribes(chat_id, kind=kind)
        async with self.db.transaction() as tx:
            await destinations.set_title(tx, number, title)
        return number

    async def has(self, found: object = BRIDGE, added: datetime = NOW) -> int:
        """Number of the story, whose article has a link."""
        story = await self.reports(found, added=added)  # type: ignore[arg-type]
        async with self.db.transaction() as tx:
            (row,) = await fetch_all(tx, "SELECT max(id) AS id FROM articles")
            await execute(tx, "UPDATE origins SET link = ? WHERE article_id = ?", LINK, row["id"])
        return story

    async def plans(self, now: datetime = NOW) -> None:
        await self.planner.plan_due(now)

    async def arrive(self, now: datetime = NOW) -> None:
        """All posts that wait."""
        async with self.db.transaction() as tx:
            rows = await fetch_all(tx, "SELECT id FROM outbox WHERE state = 'pending'")
            await outbox.mark_sent(tx, [(row["id"], 1000 + row["id"]) for row in rows], now)

    async def publishes(self, now: datetime = NOW) -> None:
        await self.plans(now)
        await self.arrive(now)

    async def revises(self, now: datetime, article_id: int = 1) -> None:
        await self.corrections.revise(article_id, RawText(REVISED), now=now, person_id=1)

    async def retracts(self, now: datetime, article_id: int = 1) -> None:
        await self.corrections.retract(article_id, person_id=1, now=now)

    async def restores(self, now: datetime, article_id: int = 1) -> None:
        await self.corrections.restore(article_id, person_id=1, now=now)


@pytest.fixture
def press(db: Database) -> Press:
    return Press(db)
