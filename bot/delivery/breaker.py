"""When Telegram does not answer: nobody storms it, one row at a time tries."""

from __future__ import annotations

from collections.abc import Callable

from bot.delivery.outcomes import Outcome, Unknown, Unreachable, Wait

TOLERATED_FAILURES = 5
FIRST_REST_SECONDS = 0.5
MAX_REST_SECONDS = 15.0


class Breaker:
    """Rests after five failures in a row, each time longer; then lets one row through, until one arrives."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    @property
    def gives_up(self) -> bool:
        """Whether several rests have not helped, so that an operator should know."""
        return self._failures >= TOLERATED_FAILURES + 4

    @property
    def tripped(self) -> bool:
        return self._failures >= TOLERATED_FAILURES

    def note(self, outcome: Outcome) -> None:
        if isinstance(outcome, Wait):
            return  # perhaps of the pacer: it says nothing about Telegram
        if not isinstance(outcome, Unknown | Unreachable):
            self._failures = 0
            return
        self._failures += 1
        if self.tripped:
            doubled = FIRST_REST_SECONDS * 2 ** min(self._failures - TOLERATED_FAILURES, 10)
            self.rest(min(MAX_REST_SECONDS, doubled))

    def rest(self, seconds: float) -> None:
        self._rests_until = max(self._rests_until, self._clock() + seconds)

    def remaining(self) -> float:
        """Seconds until something may be tried again."""
        return max(0.0, self._rests_until - self._clock())
