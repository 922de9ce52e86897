"""What open pages are told. A page that doesn't read is dropped; nobody waits for it."""

from __future__ import annotations

import asyncio
from typing import Any

_MOST_WAITING = 1000

Event = dict[str, Any]


class Events:
    """A queue for each open page. None in a queue says that it is over."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Event | None]] = set()

    @property
    def watched(self) -> bool:
        """Whether anybody looks: what nobody sees need not be drawn."""
        return bool(self._pages)

    def open(self) -> asyncio.Queue[Event | None]:
        queue: asyncio.Queue[Event | None] = asyncio.Queue(_MOST_WAITING + 1)
        self._pages.add(queue)
        return queue

    def close(self, queue: asyncio.Queue[Event | None]) -> None:
        self._pages.discard(queue)

    def close_all(self) -> None:
        for queue in list(self._pages):
            self._drop(queue)

    def send(self, event: Event) -> None:
        for queue in list(self._pages):
            if queue.qsize() < _MOST_WAITING:
                queue.put_nowait(event)
            else:
                self._drop(queue)

    def _drop(self, queue: asyncio.Queue[Event | None]) -> None:
        self._pages.discard(queue)
        queue.put_nowait(None)
