"""Stops asking a model's server for a while when it fails, longer each time, so that it is not flooded."""

from __future__ import annotations

from collections.abc import Callable

from bot.model.client import Fault, ModelError

TOLERATED = 3  # failures in a row
FIRST_REST, LONGEST_REST = 30.0, 1800.0  # seconds
# What will not pass within seconds.
AT_ONCE: dict[Fault, float] = {"no-money": 3600.0, "not-let-in": 600.0, "limited": 30.0}
OF_THE_REQUEST: frozenset[Fault] = frozenset({"not-taken", "unreadable"})


class ModelBreaker:
    """Calls are allowed at first; after failures none is until the rest is over, then a single call tries."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` tells seconds and never goes back."""
        self._clock = clock
        self._failures = 0
        self._until = 0.0
        self.fault: Fault | None = None

    @property
    def remaining(self) -> float:
        """Seconds until a call may be tried; 0 when one may be now."""
        return max(0.0, self._until - self._clock())

    def succeed(self) -> None:
        self._failures, self._until, self.fault = 0, 0.0, None

    def fail(self, error: ModelError) -> None:
        """A useless answer does not count as a failure of the server: it is there."""
        if error.fault in OF_THE_REQUEST:
            self.succeed()
            return
        self._failures += 1
        self.fault = error.fault
        rest = max(error.wait, AT_ONCE.get(error.fault, 0.0))
        if self._failures >= TOLERATED:
            rest = max(rest, min(LONGEST_REST, FIRST_REST * 2 ** min(self._failures - TOLERATED, 10)))
        self._until = self._clock() + rest
