"""Keeps to "so many in so many seconds" as the other side counts it; urgent requests go first."""

from __future__ import annotations

import asyncio
from collections import deque
from heapq import heappop, heappush
from itertools import count
from typing import Self


class SlidingWindow:
    """At most `most` requests within any `seconds`, at whatever point of their way the other side counts
    them.

    A place is taken when a request goes out, and is free again `seconds` after its answer, so that no delay
    on the line can bring two windows together. With a `patience`, an answer that takes longer holds its place
    only as if it had come after that many seconds.
    """

    def __init__(self, most: int, seconds: float, patience: float | None = None) -> None:
        self._free = most
        self.seconds = seconds
        self._patience = patience
        self._most = most
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._ends: deque[float] = deque(maxlen=most)  # when places come free, as far as that is known

    @property
    def idle(self) -> bool:
        """Whether the window remembers nothing, so that it may be dropped."""
        return self._free == self._most and not self._waiting

    def delay(self) -> float:
        """Seconds until a place may be free; 0 when one is."""
        if self._free > len(self._waiting):
            return 0.0
        now = _now()
        coming = min((end for end in self._ends if end > now), default=now + self.seconds)
        return max(coming - now, 0.001)

    async def enter(self, rank: float = 0.0) -> Slot:
        """Wait for a place, the smallest rank first. The slot must be ended by `leave` or `forgo`."""
        if self._free and not self._waiting:
            self._free -= 1
            return Slot(self, self._patience)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (rank, next(self._numbers), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give_back()
            raise
        return Slot(self, self._patience)

    def expect(self, seconds: float) -> asyncio.TimerHandle:
        """Free a place `seconds` plus the window's length from now."""
        end = _now() + seconds + self.seconds
        self._ends.append(end)
        return asyncio.get_running_loop().call_at(end, self.give_back)

    def give_back(self) -> None:
        """Free a place now."""
        self._free += 1
        while self._free and self._waiting:
            _, _, turn = heappop(self._waiting)
            if not turn.done():
                self._free -= 1
                turn.set_result(None)


class Slot:
    """The place of one request in the window."""

    def __init__(self, window: SlidingWindow, patience: float | None) -> None:
        self._window = window
        self._end = None if patience is None else window.expect(patience)

    def leave(self) -> None:
        """The answer has come."""
        if self._end is None:
            self._window.expect(0.0)
        elif not self._end.cancelled() and self._end.when() > _now() + self._window.seconds:
            self._end.cancel()
            self._window.expect(0.0)

    def forgo(self) -> None:
        """Give the place back because no request went out."""
        if self._end is None:
            self._window.give_back()
        elif self._end.when() > _now():  # else it is free already
            self._end.cancel()
            self._window.give_back()


class Turn:
    """The places of one request in several windows; unless it `goes`, they are given back unused."""

    def __init__(self) -> None:
        self._places: list[Slot] = []
        self._gone = False

    async def take(self, window: SlidingWindow, rank: float = 0.0) -> None:
        self._places.append(await window.enter(rank))

    def goes(self) -> None:
        self._gone = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for place in self._places:
            place.leave() if self._gone else place.forgo()


class EvenRate:
    """An even rate; a late turn is made up for, by at most a quarter of a second."""

    def __init__(self, rate: float) -> None:
        self._step = 1 / rate
        self._last = float("-inf")

    async def turn(self) -> None:
        now = _now()
        self._last = max(now - 0.25, self._last + self._step)
        if self._last > now:
            await asyncio.sleep(self._last - now)


def _now() -> float:
    return asyncio.get_running_loop().time()
