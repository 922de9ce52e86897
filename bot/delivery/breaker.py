"""Keeps the bot from storming Telegram when it does not answer: one row at a time tries."""

from __future__ import annotations

from collections.abc import Callable

from bot.delivery.outcomes import Outcome, Unknown, Unreachable, Wait

TOLERATED_FAILURES = 5
FIRST_REST_SECONDS = 0.5
MAX_REST_SECONDS = 15.0


class Breaker:
    """Rests after five failures in a row, each time longer; then it lets one row through at a time until one
    arrives.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` tells seconds that nobody sets back."""
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    @property
    def gives_up(self) -> bool:
        """Whether several rests did not help, so that an operator should know."""
        return self._failures >= TOLERATED_FAILURES + 4

    @property
    def tripped(self) -> bool:
        """Whether so many rows failed in a row that only one at a time may try."""
        return self._failures >= TOLERATED_FAILURES

    def note(self, outcome: Outcome) -> None:
        """Count what became of a row."""
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
        """Let nothing be tried for so many seconds."""
        self._rests_until = max(self._rests_until, self._clock() + seconds)

    def remaining(self) -> float:
        """Seconds until something may be tried again."""
        return max(0.0, self._rests_until - self._clock())
