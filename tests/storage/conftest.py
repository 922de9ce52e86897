"""The time at which most tests of the storage and the services happen."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # Monday, 09:00 in Almaty
