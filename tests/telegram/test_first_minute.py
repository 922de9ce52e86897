"""From /start to the first digest."""

from __future__ import annotations

import pytest

from bot.playground.session import Person
from tests.telegram.conftest import Newsroom


async def test_four_taps_lead_to_a_digest(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", "rate")
    await reader.writes("/start")
    first = await reader.receives()
    assert "Бот жаңалықты" in first.text
    assert "Бот читает новости" in first.text
    assert first.buttons == ["Қазақша", "Русский", "English"]
    await reader.presses("Русский")
    await reader.presses("Культура")
    assert "✓ Культура" in first.buttons
    await reader.presses("Готово")
    assert "Казахстан (UTC+5)" in first.text
    await reader.presses("09:00")
    assert "в 09:00, каждый день" in first.text
    digest = await reader.receives()
    assert digest.entities[0].type == "bold"
