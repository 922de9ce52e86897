"""Calls to a model's server. Each counts against the day's limit first; after failures there is a rest."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from bot.metrics import MODEL_CALLS, MODEL_TOKENS
from bot.model.breaker import ModelBreaker
from bot.model.client import ModelClient, ModelError
from bot.settings import DailyLimit
from bot.timing.clock import Clock
from storage import model_usage
from storage.database import Database
from storage.model_usage import Purpose


class _Counted(Protocol):
    @property
    def tokens(self) -> int: ...


T = TypeVar("T", bound=_Counted)


class NotNowError(Exception):
    """No call may be made now: the day's limit is reached, or calls rest after failures."""


class Calls:
    """A server with its limit, shared by all that call it."""

    def __init__(
        self,
        db: Database,
        client: ModelClient,
        limit: DailyLimit,
        clock: Clock,
        breaker: ModelBreaker | None = None,
    ) -> None:
        self._db = db
        self._clock = clock
        self.client = client
        self.limit = limit
        self.breaker = breaker or ModelBreaker(time.monotonic)

    async def make(self, purpose: Purpose, call: Callable[[ModelClient], Awaitable[T]]) -> T:
        """Make one call, which is counted in a commit first, so that it counts even if the program is killed
        meanwhile.

        Raises NotNowError and ModelError.
        """
        if self.breaker.remaining:
            raise NotNowError
        now = self._clock.now()
        async with self._db.transaction() as tx:
            if not await model_usage.reserve(tx, now, purpose, self.limit.calls, self.limit.tokens):
                raise NotNowError
        outcome, tokens = "answered", 0
        try:
            reply = await call(self.client)
            tokens = reply.tokens
        except ModelError as error:
            outcome = error.fault
            self.breaker.fail(error)
            raise
        finally:
            MODEL_CALLS.labels(purpose, outcome).inc()
            MODEL_TOKENS.labels(purpose).inc(tokens)
            async with self._db.transaction() as tx:
                await model_usage.settle(tx, now, purpose, outcome, tokens)
        self.breaker.succeed()
        return reply
