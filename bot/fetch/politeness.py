"""One request at a time to a host, however many of its feeds are due."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Politeness:
    """Turns by host; a host that nobody waits for is forgotten."""

    def __init__(self) -> None:
        self._turns: dict[str, asyncio.Lock] = {}
        self._interested: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        self._interested[host] += 1
        try:
            async with self._turns.setdefault(host, asyncio.Lock()):
                yield
        finally:
            self._interested[host] -= 1
            if not self._interested[host]:
                del self._interested[host], self._turns[host]
