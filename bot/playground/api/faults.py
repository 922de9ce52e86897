"""What can go wrong between a bot and Telegram, switched on at run time."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

Kind = Literal[
    "429", "500", "502", "truncated", "reset", "lost", "hang", "down", "401", "403", "409", "entities",
    "refused",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    `reset` cuts the connection before the call is accepted, `lost` after it: the message is stored but the
    answer never comes. `hang` answers after `seconds`. `down` resets every connection, long polls too, and
    `401` (the token is revoked) strikes all calls; `409` (a second poller) strikes getUpdates alone,
    `entities` what has a parse mode. `refused` says `description`, a 403 if that begins with "Forbidden".
    The bot's webhook counts as a method, `webhook`: `reset` does not reach it, `lost` loses its answer.
    All other kinds leave getUpdates alone unless `method` names it.
    Without `times` it goes on until cleared.
    """

    kind: Kind
    method: str | None = None
    chat: int | None = None
    times: int | None = None
    probability: float = 1.0
    retry_after: int = 1
    seconds: float = 1.0
    description: str = ""

    def matches(self, method: str, chat: int | None) -> bool:
        if self.chat is not None and self.chat != chat:
            return False
        if self.method is None:
            if self.kind == "409":
                return method == "getupdates"
            if method == "webhook":
                return self.kind == "down"
            return self.kind in ("down", "401") or method != "getupdates"
        return self.method.lower() == method


class Faults:
    """The faults that are on. The same seed and the same calls give the same faults."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._on: list[Fault] = []

    @property
    def on(self) -> tuple[Fault, ...]:
        return tuple(self._on)

    def add(
        self,
        kind: Kind,
        *,
        method: str | None = None,
        chat: int | None = None,
        times: int | None = None,
        probability: float = 1.0,
        retry_after: int = 1,
        seconds: float = 1.0,
        description: str = "",
    ) -> None:
        self._on.append(Fault(kind, method, chat, times, probability, retry_after, seconds, description))

    def clear(self) -> None:
        self._on.clear()

    def replace(self, faults: Iterable[dict[str, Any]]) -> None:
        """All faults at once, from plain data. Raises ValueError."""
        known = {field.name for field in fields(Fault)}
        wanted = [dict(fault) for fault in faults]
        for fault in wanted:
            if fault.get("kind") not in get_args(Kind) or not known.issuperset(fault):
                raise ValueError(f"no such fault: {fault}")
        self._on = [Fault(**fault) for fault in wanted]

    def plain(self) -> list[dict[str, Any]]:
        return [{name: value for name, value in asdict(fault).items() if value != ""} for fault in self._on]

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The first fault that strikes this call; it is used up by one."""
        for i, fault in enumerate(self._on):
            if fault.matches(method, chat) and (
                fault.probability >= 1.0 or self._random.random() < fault.probability
            ):
                self._use(i, fault)
                return fault
        return None

    def _use(self, i: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times > 1:
            self._on[i] = replace(fault, times=fault.times - 1)
        else:
            del self._on[i]
