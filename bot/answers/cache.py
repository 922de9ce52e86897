"""Who asks in the same moment is answered together, and who asks again before the news changed as before."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from storage import stories
from storage.database import Database

MAX_KEPT_ANSWERS = 16  # answers; a long digest takes some 2 MB
MAX_ANSWERS_SIDE_BY_SIDE = (
    2  # answers that are made side by side; a third connection is free to read for everybody else
)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_TURNS: WeakKeyDictionary[Database, asyncio.Semaphore] = WeakKeyDictionary()


class _BatchRounds(Generic[K, V]):
    """Who asks while a batch is answered is in the next one, so nobody gets what was read before they
    asked.
    """

    def __init__(self, answer: Callable[[Database, Sequence[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._answer = answer
        self._asked: dict[K, None] = {}
        self._running: asyncio.Task[Mapping[K, V]] | None = None
        self._next: asyncio.Task[Mapping[K, V]] | None = None
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._changes = -1  # the number of changes of stories before what is kept was read

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
            await self._forget_what_changed(db)
            new = [key for key in asked if key not in self._kept]
            found = dict(await self._answer(db, new)) if new else {}
            answers = {key: found[key] if key in found else self._kept[key] for key in asked}
            self._keep(answers)
            return answers
        finally:
            self._running = None

    async def _forget_what_changed(self, db: Database) -> None:
        async with db.read() as reader:
            changes = await stories.changes(reader)
        if changes != self._changes:
            self._kept.clear()
            self._changes = changes

    def _keep(self, answers: Mapping[K, V]) -> None:
        for key, answer in answers.items():
            self._kept[key] = answer
            self._kept.move_to_end(key)
        while len(self._kept) > MAX_KEPT_ANSWERS:
            self._kept.popitem(last=False)


class BatchedCache(Generic[K, V]):
    """Each database has its own batches. What is asked is answered from stories alone, and all of the asker
    that matters is in the question."""

    def __init__(self, answer: Callable[[Database, Sequence[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._answer = answer
        self._rounds: WeakKeyDictionary[Database, _BatchRounds[K, V]] = WeakKeyDictionary()

    async def ask(self, db: Database, key: K) -> V:
        rounds = self._rounds.setdefault(db, _BatchRounds(self._answer))
        return await rounds.ask(db, key)


class _SingleFlights(Generic[K, V]):
    """What is read between two changes of stories is right for whoever asks between them."""

    def __init__(self, answer: Callable[[Database, K], Awaitable[V]], turns: asyncio.Semaphore) -> None:
        self._answer = answer
        self._turns = turns
        self._making: dict[tuple[int, K], asyncio.Task[V]] = {}
        self._kept: OrderedDict[tuple[int, K], V] = OrderedDict()

    async def ask(self, db: Database, key: K) -> V:
        async with db.read() as reader:
            asked = await stories.changes(reader), key
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked]
        if asked not in self._making:
            self._making[asked] = asyncio.create_task(self._make(db, asked))
        return await asyncio.shield(self._making[asked])

    async def _make(self, db: Database, asked: tuple[int, K]) -> V:
        try:
            async with self._turns:
                answer = await self._answer(db, asked[1])
        finally:
            del self._making[asked]
        self._kept[asked] = answer
        if len(self._kept) > MAX_KEPT_ANSWERS:
            self._kept.popitem(last=False)
        return answer


class SingleFlightCache(Generic[K, V]):
    """Like `BatchedCache` for questions that share no work unless they are equal: each is answered for
    itself, two at a time of whatever kind, and one that fails does so for its own askers.
    """

    def __init__(self, answer: Callable[[Database, K], Awaitable[V]]) -> None:
        self._answer = answer
        self._answers: WeakKeyDictionary[Database, _SingleFlights[K, V]] = WeakKeyDictionary()

    async def ask(self, db: Database, key: K) -> V:
        answers = self._answers.get(db)
        if answers is None:
            turns = _TURNS.setdefault(db, asyncio.Semaphore(MAX_ANSWERS_SIDE_BY_SIDE))
            answers = self._answers[db] = _SingleFlights(self._answer, turns)
        return await answers.ask(db, key)
