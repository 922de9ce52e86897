"""What tests of several parts share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from bot.playground import Server, Telegram, serve

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """An embedded Telegram on a free port."""
    async with serve(Telegram()) as server:
        yield server


@pytest.fixture
def telegram(server: Server) -> Telegram:
    """The same, to act in: its `people` and chats, its journal, its faults."""
    return server.telegram
