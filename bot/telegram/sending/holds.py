"""Who has to wait after Telegram answered 429 ("too many requests"), and for how long."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Hashable
from dataclasses import dataclass

log = logging.getLogger(__name__)

EVERYBODY = "everybody"
MANY_CHATS = 3  # so many chats refused in a row
TOGETHER_SECONDS = 5.0  # within so many seconds: it is not about them


@dataclass(frozen=True, slots=True)
class _Refusal:
    chat_id: int | str
    at: float
    until: float


class Holds:
    """How many seconds a call has to wait, by what it depends on: a chat, a method, or everybody.

    A chat's 429 says nothing about other chats. But when three chats are refused within five seconds and no
    message was taken in between, everybody waits for as long as the shortest of these refusals asks.
    """

    def __init__(self) -> None:
        self._until: dict[Hashable, float] = {}
        self._refused: list[_Refusal] = []

    def left(self, *whom: Hashable) -> float:
        """Seconds until none of these is held; 0 when none is."""
        if not self._until:
            return 0.0
        return max(0.0, max(self._until.get(key, 0.0) for key in whom) - _now())

    def hold(self, whom: Hashable, seconds: float) -> None:
        now = _now()
        self._until = {key: until for key, until in self._until.items() if until > now}
        self._until[whom] = max(self._until.get(whom, 0.0), now + seconds)

    def refused(self, chat_id: int | str, seconds: float) -> None:
        """Note that Telegram refused a message to this chat."""
        self.hold(chat_id, seconds)
        now = _now()
        recent = [each for each in self._refused if each.at >= now - TOGETHER_SECONDS and each.until > now]
        self._refused = [*recent, _Refusal(chat_id, now, now + seconds)]
        if len({each.chat_id for each in self._refused}) >= MANY_CHATS:
            self.hold_everybody(min(each.until for each in self._refused) - now)

    def hold_everybody(self, seconds: float) -> None:
        if seconds > self.left(EVERYBODY):
            log.warning("Telegram refuses more than one chat: all messages wait %.0f seconds", seconds)
            self.hold(EVERYBODY, seconds)

    def taken(self) -> None:
        """Note that Telegram took a message, so the refusals before it were about their own chats only."""
        self._refused.clear()


def _now() -> float:
    return asyncio.get_running_loop().time()
