"""What operators must know: a line in the log and a word to their chat, each trouble once in a while."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from bot.metrics import ALARMS
from storage.database import StorageError, StorageTrouble, trouble_of

Trouble = StorageTrouble | Literal["clock-back", "messages-failed", "telegram-away"]
Tell = Callable[[Trouble], Awaitable[None]]

QUIET_SECONDS = 600.0
LINES: dict[Trouble, str] = {
    "database-full": "the disk is full: nothing can be stored; make room, and everything goes on by itself",
    "database-locked": "another program holds the database: nothing can be stored until it lets go",
    "database-read-only": "the database cannot be written: check the rights of the file and its folder",
    "database-broken": "the database cannot be used: check the disk; a backup may be needed",
    "clock-back": "the system's clock went back: what waits was set right, no edition comes twice",
    "messages-failed": "Telegram refuses messages for good; an admin sees which and why under /admin",
    "telegram-away": "Telegram does not answer: messages wait and go when it is back",
}

log = logging.getLogger(__name__)


class Alarms:
    """The same trouble is told again after ten minutes at the earliest."""

    def __init__(self, tell: Tell | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._last: dict[Trouble, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def sound(self, trouble: Trouble, detail: str = "") -> None:
        ALARMS.labels(trouble).inc()
        now = self._clock()
        if now - self._last.get(trouble, float("-inf")) < QUIET_SECONDS:
            return
        self._last[trouble] = now
        log.error("%s%s", LINES[trouble], f" ({detail})" if detail else "")
        if self._tell is not None:
            task = asyncio.ensure_future(self._told(trouble))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def storage(self, error: StorageError) -> None:
        """By what SQLite said."""
        self.sound(trouble_of(error), str(error))

    async def _told(self, trouble: Trouble) -> None:
        if self._tell is None:
            return
        try:
            await self._tell(trouble)
        except Exception:  # the log has it already
            log.exception("the admins' chat could not be told")
