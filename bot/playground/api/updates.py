"""What the bot is told, and the long poll by which it asks."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from bot.playground.errors import conflict
from bot.playground.world.signals import Signal

_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
MAX_TIMEOUT = 50


class Updates:
    """The queue. An update stays until a later offset confirms it."""

    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.polls = 0
        self.webhook: dict[str, Any] = {"url": ""}
        self.changed = Signal()
        self._queue: deque[dict[str, Any]] = deque()
        self._allowed: frozenset[str] | None = None
        self._arrived = Signal()
        self._poller: object | None = None
        self._closed = False

    @property
    def pending(self) -> int:
        return len(self._queue)

    @property
    def polled(self) -> bool:
        """Whether somebody is waiting for updates right now."""
        return self._poller is not None

    def add(self, kind: str, value: dict[str, Any]) -> None:
        if kind in _NOT_BY_DEFAULT if self._allowed is None else kind not in self._allowed:
            return
        self._queue.append({"update_id": self.next_id, kind: value})
        self.next_id += 1
        self._arrived.notify()

    def allow(self, kinds: list[str]) -> None:
        """An empty list means the default; updates that wait already are not touched."""
        self._allowed = frozenset(kinds) or None

    def drop(self) -> None:
        self._queue.clear()
        self.changed.notify()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """The updates from `offset` on. A poll that waits is ended by the next one with a conflict."""
        if self.webhook["url"]:
            raise conflict(
                "can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first"
            )
        self.polls += 1
        me = self._poller = object()
        self._arrived.notify()
        self._confirm(offset)
        deadline = asyncio.get_running_loop().time() + min(seconds, MAX_TIMEOUT)
        try:
            while not self._queue and not self._closed:
                left = deadline - asyncio.get_running_loop().time()
                if left <= 0 or not await self._arrived.wait(left):
                    break
                self._still_mine(me)
        finally:
            if self._poller is me:
                self._poller = None
                self.changed.notify()
        return [update for update, _ in zip(self._queue, range(limit), strict=False)]

    def close(self) -> None:
        """Ends a waiting poll, so that the server can stop."""
        self._closed = True
        self._arrived.notify()

    def _still_mine(self, me: object) -> None:
        if self._poller is not me:
            raise conflict(OTHER_POLLER)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        while self._queue and self._queue[0]["update_id"] < offset:
            self._queue.popleft()
        self.changed.notify()
