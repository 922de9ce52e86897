"""Answers to equal questions are shared: those of the same moment, and later ones until the news changes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from storage import stories
from storage.database import Database

MAX_KEPT_ANSWERS = 16  # answers; a long digest takes some 2 MB
MAX_ANSWERS_SIDE_BY_SIDE = 2  # so that a third connection is free to read for everybody else

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Answer = Callable[[Database, Sequence[K]], Awaitable[Mapping[K, V]]]
Ask = Callable[[Database, K], Coroutine[Any, Any, V]]

_TURNS: WeakKeyDictionary[Database, asyncio.Semaphore] = WeakKeyDictionary()


class AnswerCache(Generic[K, V]):
    """The answers to one kind of question from one database, each kept with the number of changes to stories
    so far.

    An answer is right for everybody who asks before that number changes. It depends on stories alone, and
    everything about the asker that matters is part of the question.
    """

    def __init__(self, answer: Answer[K, V], turns: asyncio.Semaphore, *, together: bool) -> None:
        self._answer = answer
        self._turns = turns
        self._together = together
        self._kept: OrderedDict[tuple[int, K], V] = OrderedDict()
        self._making: dict[tuple[int, K], asyncio.Task[Mapping[K, V]]] = {}
        self._open: list[tuple[int, K]] | None = None  # the round that waits for its turn, if any

    async def ask(self, db: Database, key: K) -> V:
        async with db.read() as reader:
            asked = await stories.changes(reader), key
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked]
        if asked not in self._making:
            self._making[asked] = self._join(db, asked)
        return (await asyncio.shield(self._making[asked]))[key]

    def _join(self, db: Database, asked: tuple[int, K]) -> asyncio.Task[Mapping[K, V]]:
        """The round that will answer this: one that has not begun yet, where questions share rounds."""
        if self._open is not None:
            joined = self._making[self._open[0]]
            self._open.append(asked)
            return joined
        round_ = [asked]
        if self._together:
            self._open = round_
        return asyncio.create_task(self._make(db, round_))

    async def _make(self, db: Database, round_: list[tuple[int, K]]) -> Mapping[K, V]:
        try:
            async with self._turns:
                self._open = None  # who asks from now on is in the next round
                found = await self._answer(db, list(dict.fromkeys(key for _, key in round_)))
        finally:
            for asked in round_:
                del self._making[asked]
        self._kept.update({asked: found[asked[1]] for asked in round_})
        while len(self._kept) > MAX_KEPT_ANSWERS:
            self._kept.popitem(last=False)
        return found


def answered_together(answer: Answer[K, V]) -> Ask[K, V]:
    """For questions that share work: all that come while one round is being answered form the next round."""
    return _for_each_database(lambda _: AnswerCache(answer, asyncio.Semaphore(1), together=True))


def answered_apart(answer: Callable[[Database, K], Awaitable[V]]) -> Ask[K, V]:
    """For questions that share work only when equal: each is answered by itself, at most two at a time in
    all.

    One that fails does so only for those who asked it.
    """

    async def one(db: Database, asked: Sequence[K]) -> Mapping[K, V]:
        return {key: await answer(db, key) for key in asked}

    def cache(db: Database) -> AnswerCache[K, V]:
        turns = _TURNS.setdefault(db, asyncio.Semaphore(MAX_ANSWERS_SIDE_BY_SIDE))
        return AnswerCache(one, turns, together=False)

    return _for_each_database(cache)


def _for_each_database(cache: Callable[[Database], AnswerCache[K, V]]) -> Ask[K, V]:
    caches: WeakKeyDictionary[Database, AnswerCache[K, V]] = WeakKeyDictionary()

    async def ask(db: Database, key: K) -> V:
        if db not in caches:
            caches[db] = cache(db)
        return await caches[db].ask(db, key)

    return ask
