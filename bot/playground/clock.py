"""The time in the playground: the real one, plus what it was moved by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class PlaygroundClock:
    """It only moves forward."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, by: timedelta) -> datetime:
        """Raises ValueError when it would go back."""
        if by < timedelta(0):
            raise ValueError("the clock only moves forward")
        self._ahead += by
        return self.now()

    def unix(self) -> int:
        return int(self.now().timestamp())
