"""What the bot is told, and the long poll by which it asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
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
        self.pushed: Callable[[], bool] = bool  # whether a webhook is set
        self.push: Callable[[], object] = bool
        self.changed = Signal()
        self._queue: dict[int, dict[str, Any]] = {}
        self._allowed: frozenset[str] | None = None
        self._arrived = Signal()
        self._poller: object | None = None
        self._ended = ""
        self._closed = False

    @property
    def waiting(self) -> Iterable[dict[str, Any]]:
        """The oldest first."""
        return self._queue.values()

    @property
    def allowed(self) -> list[str] | None:
        """None means the default."""
        return sorted(self._allowed) if self._allowed else None

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
        self._queue[self.next_id] = {"update_id": self.next_id, kind: value}
        self.next_id += 1
        self._arrived.notify()
        self.push()

    def remove(self, update: dict[str, Any]) -> None:
        """It has been taken."""
        self._queue.pop(update["update_id"], None)
        self.changed.notify()

    def restore(self, update: dict[str, Any]) -> None:
        """It waits again, as if nobody had confirmed it."""
        self._queue = {update["update_id"]: update, **self._queue}

    def allow(self, kinds: list[str]) -> None:
        """An empty list means the default; updates that wait already are not touched."""
        self._allowed = frozenset(kinds) or None

    def drop(self) -> None:
        self._queue.clear()
        self.changed.notify()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """The updates from `offset` on. A poll that waits is ended by the next one with a conflict."""
        if self.pushed():
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
        return [update for update, _ in zip(self.waiting, range(limit), strict=False)]

    def end_poll(self, reason: str) -> None:
        """With a conflict, if somebody polls."""
        if self._poller is not None:
            self._poller, self._ended = None, reason
            self._arrived.notify()

    def close(self) -> None:
        """Ends a waiting poll, so that the server can stop."""
        self._closed = True
        self._arrived.notify()

    def _still_mine(self, me: object) -> None:
        if self._poller is not me:
            reason, self._ended = self._ended or OTHER_POLLER, ""
            raise conflict(reason)

    def _confirm(self, offset: int) -> None:
        known = list(self._queue)
        confirmed = known[:offset] if offset < 0 else [number for number in known if number < offset]
        for number in confirmed:
            del self._queue[number]
        self.changed.notify()
