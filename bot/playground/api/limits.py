"""The published limits on how fast a bot may send."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

from bot.playground.errors import too_many
from bot.playground.world.chats import Chat

OVERALL = (30, 1.0)
PAID = (1000, 1.0)
PRIVATE = (3, 3.0)  # one a second, short bursts pass
GROUP = (20, 60.0)


class Limits:
    """Counts what was sent, overall and by chat. Off unless `enforced`. What is paid for counts apart."""

    def __init__(self, enforced: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.enforced = enforced
        self._clock = clock
        self._sent: dict[int | str, deque[float]] = {}

    def admit(self, chat: Chat, *, paid: bool = False) -> None:
        """Counts one message. Raises Refusal with the seconds to wait when it is one too many."""
        if not self.enforced:
            return
        now = self._clock()
        windows = (
            self._window("paid", *PAID, now) if paid else self._window("free", *OVERALL, now),
            self._window(chat.id, *(PRIVATE if chat.kind == "private" else GROUP), now),
        )
        wait = max(wait for _, wait in windows)
        if wait > 0:
            raise too_many(math.ceil(wait))
        for sent, _ in windows:
            sent.append(now)

    def _window(self, key: int | str, most: int, seconds: float, now: float) -> tuple[deque[float], float]:
        """What was sent within the last seconds, and how long to wait before one more."""
        sent = self._sent.setdefault(key, deque())
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        return sent, sent[-most] + seconds - now if len(sent) >= most else 0.0
