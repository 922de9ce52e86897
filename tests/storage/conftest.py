"""A database of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # Monday, 09:00 in Almaty


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "news.db")
    yield database
    await database.close()
