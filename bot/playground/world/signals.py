"""Waiting until something has come true, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 60.0  # seconds, until a test fails by what does not come: no machine is so busy

Value = TypeVar("Value")


class Signal:
    """Wakes those who wait whenever something may have changed. Costs nothing while nobody waits."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def notify(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """Until the next change; False when the time is over."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            return False
        finally:
            if not future.done():
                self._waiting.remove(future)
        return True

    async def until(self, check: Callable[[], Value | None], seconds: float = PATIENCE) -> Value | None:
        """The first true value of `check`; None when the time is over."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not (value := check()):
            left = deadline - loop.time()
            if left <= 0 or not await self.wait(left):
                return check() or None
        return value
