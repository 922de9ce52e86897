"""Who asks in the same moment is answered together: what their answers share is read and computed once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from storage.database import Database

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Rounds(Generic[K, V]):
    """Who asks while a round runs is in the next one, so nobody gets what was read before they asked."""

    def __init__(self, answer: Callable[[Database, Sequence[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._answer = answer
        self._asked: dict[K, None] = {}
        self._running: asyncio.Task[Mapping[K, V]] | None = None
        self._next: asyncio.Task[Mapping[K, V]] | None = None

    async def ask(self, db: Database, key: K) -> V:
        if self._next is None:
            self._next = asyncio.create_task(self._round(db, self._running))
        self._asked[key] = None
        return (await asyncio.shield(self._next))[key]

    async def _round(self, db: Database, before: asyncio.Task[Mapping[K, V]] | None) -> Mapping[K, V]:
        if before is not None:
            await asyncio.wait([before])
        self._running, self._next = self._next, None
        asked, self._asked = self._asked, {}
        try:
            return await self._answer(db, list(asked))
        finally:
            self._running = None


class Joint(Generic[K, V]):
    """Each database has its own rounds."""

    def __init__(self, answer: Callable[[Database, Sequence[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._answer = answer
        self._rounds: WeakKeyDictionary[Database, _Rounds[K, V]] = WeakKeyDictionary()

    async def ask(self, db: Database, key: K) -> V:
        rounds = self._rounds.setdefault(db, _Rounds(self._answer))
        return await rounds.ask(db, key)
