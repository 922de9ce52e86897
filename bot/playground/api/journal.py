"""Every call of the bot, in order, to be counted and waited for."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime

from bot.playground.world.signals import PATIENCE, Signal


@dataclass(frozen=True, slots=True)
class Entry:
    """One call. `result` is what was answered; `error` is the description of a refusal, empty if accepted."""

    method: str
    params: dict[str, str]
    chat: int | None
    at: datetime
    result: object = None
    error: str = ""

    @property
    def ok(self) -> bool:
        return not self.error


class Journal:
    """The newest `size` calls, and how many there were of each kind in all. Long polls are left out."""

    def __init__(self, size: int = 10_000) -> None:
        self.accepted: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._entries: deque[Entry] = deque(maxlen=size)
        self._changed = Signal()

    def add(self, entry: Entry) -> None:
        self._entries.append(entry)
        (self.accepted if entry.ok else self.refused)[entry.method.lower()] += 1
        self._changed.notify()

    def calls(
        self, method: str = "", *, chat: int | None = None, text: str = "", ok: bool | None = True
    ) -> list[Entry]:
        """The calls that match; refused ones with `ok=False`, all with None."""
        return [
            entry
            for entry in self._entries
            if (not method or entry.method.lower() == method.lower())
            and (chat is None or entry.chat == chat)
            and (ok is None or entry.ok == ok)
            and text in entry.params.get("text", entry.params.get("caption", ""))
        ]

    def count(
        self, method: str = "", *, chat: int | None = None, text: str = "", ok: bool | None = True
    ) -> int:
        return len(self.calls(method, chat=chat, text=text, ok=ok))

    async def wait(
        self,
        method: str,
        times: int = 1,
        *,
        chat: int | None = None,
        text: str = "",
        ok: bool | None = True,
        within: float = PATIENCE,
    ) -> list[Entry]:
        """Until there were so many matching calls. Fails loudly, with what was called instead."""

        def enough() -> list[Entry] | None:
            calls = self.calls(method, chat=chat, text=text, ok=ok)
            return calls if len(calls) >= times else None

        calls = await self._changed.until(enough, within)
        if calls is None:
            seen = ", ".join(
                f"{e.method}({e.chat}){' refused: ' + e.error if e.error else ''}" for e in self._entries
            )
            raise AssertionError(f"no {times} × {method} within {within} s; there were: {seen or 'no calls'}")
        return calls
