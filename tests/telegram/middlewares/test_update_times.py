"""How long people wait is measured for each update."""

from __future__ import annotations

import pytest

from bot.playground.world.person import Person
from tests.counted import counted
from tests.telegram.conftest import Newsroom


@pytest.mark.parametrize(("kind", "doing"), [("message", "writes"), ("press", "presses")])
async def test_every_answer_is_timed(newsroom: Newsroom, reader: Person, kind: str, doing: str) -> None:
    await reader.writes("/settings")
    screen = await reader.receives()
    await newsroom.idle()
    before = counted("update_handling_seconds_count", kind=kind)
    if doing == "writes":
        await reader.writes("/help")
    else:
        await reader.presses(screen.buttons[0][0])
    await newsroom.idle()
    assert counted("update_handling_seconds_count", kind=kind) == before + 1
    assert counted("last_update_timestamp_seconds") > 0
