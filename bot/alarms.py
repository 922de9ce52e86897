"""Tells operators what they must know: a line in the log and a message to their chat, repeats combined."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from bot.i18n import Say
from bot.metrics import ALARMS
from storage.database import StorageError, StorageTrouble, trouble_of

Trouble = (
    StorageTrouble
    | Literal["clock-back", "messages-failed", "telegram-away", "webhook-silent"]
    | Literal["hook-away", "hook-lost", "hook-gone"]
)
Words = Callable[[Say], str]
Tell = Callable[[Words], Awaitable[None]]

QUIET_SECONDS = 600.0
MAX_LOOKS_FOR_A_WORD = 32  # what goes on for days is told every five hours
EVENTS: frozenset[Trouble] = frozenset({"clock-back", "messages-failed", "hook-lost", "hook-gone"})
LINES: dict[Trouble, str] = {
    "database-full": "the disk is full: nothing can be stored; make room, and everything goes on by itself",
    "database-locked": "another program holds the database: nothing can be stored until it lets go",
    "database-read-only": "the database cannot be written: check the rights of the file and its folder",
    "database-broken": "the database cannot be used: check the disk; a backup may be needed",
    "clock-back": "the system's clock went back: what waits was set right, no edition comes twice",
    "messages-failed": "Telegram refuses messages for good; an admin sees which and why under /admin",
    "telegram-away": "Telegram does not answer: messages wait and go when it is back",
    "webhook-silent": "updates wait at Telegram and none arrives by the webhook; check the proxy before it",
    "hook-away": "HOOK_URL does not take what is posted: events wait and go when it does",
    "hook-lost": "HOOK_URL has not taken an event for three days: it is given up",
    "hook-gone": "HOOK_URL answers 410 (Gone): nothing is posted there until the bot is started again",
}

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Spell:
    """A trouble that lasts: how often it came in all, since the last look, and since the last message about
    it.
    """

    total: int = 1
    recent: int = 0
    untold: int = 0
    looks: int = 0
    looks_for_a_word: int = 1


class Alarms:
    """A trouble is told when it begins, then with its count at growing intervals, and once when it is over.

    What is an event rather than a state, such as a refused message, has no end that could be told.
    """

    def __init__(self, tell: Tell | None = None) -> None:
        self._tell = tell
        self._spells: dict[Trouble, _Spell] = {}
        self._tasks: set[asyncio.Task[bool]] = set()

    def sound(self, trouble: Trouble, detail: str = "") -> None:
        ALARMS.labels(trouble).inc()
        if (spell := self._spells.get(trouble)) is not None:
            spell.total, spell.recent, spell.untold = spell.total + 1, spell.recent + 1, spell.untold + 1
            return
        self._spells[trouble] = _Spell()
        log.error("%s%s", LINES[trouble], f" ({detail})" if detail else "")
        self._tell_soon(lambda say: say(f"alert-{trouble}"))
        self._look_later(trouble)

    def storage(self, error: StorageError) -> None:
        """Raise the alarm that fits what SQLite said."""
        self.sound(trouble_of(error), str(error))

    async def tell(self, words: Words) -> bool:
        """Whether it is settled: the message was sent, or there is no chat for it. Otherwise the log says
        why.
        """
        if self._tell is None:
            return True
        try:
            await self._tell(words)
        except Exception:  # the log has what was to be told already
            log.exception("the operators' chat could not be told")
            return False
        return True

    def look(self, trouble: Trouble) -> None:
        """Look every `QUIET_SECONDS` while the trouble lasts."""
        spell = self._spells[trouble]
        spell.looks += 1
        if not spell.recent:
            del self._spells[trouble]
            self._end(trouble, spell)
            return
        spell.recent = 0
        if spell.looks >= spell.looks_for_a_word:
            self._tell_again(trouble, spell)
        self._look_later(trouble)

    def _end(self, trouble: Trouble, spell: _Spell) -> None:
        if trouble not in EVENTS:
            minutes, total = int(QUIET_SECONDS / 60), spell.total
            log.warning("%s: over as it seems, after %d times", trouble, total)
            self._tell_soon(
                lambda say: say("spell-over", what=say(f"trouble-{trouble}"), minutes=minutes, count=total)
            )
        elif spell.untold:
            self._tell_again(trouble, spell)

    def _tell_again(self, trouble: Trouble, spell: _Spell) -> None:
        minutes, count = int(spell.looks * QUIET_SECONDS / 60), spell.untold
        spell.looks = spell.untold = 0
        spell.looks_for_a_word = min(2 * spell.looks_for_a_word, MAX_LOOKS_FOR_A_WORD)
        log.error("%s: %d times more within %d minutes", trouble, count, minutes)
        self._tell_soon(
            lambda say: say("spell-goes-on", what=say(f"trouble-{trouble}"), minutes=minutes, count=count)
        )

    def _look_later(self, trouble: Trouble) -> None:
        asyncio.get_running_loop().call_later(QUIET_SECONDS, self.look, trouble)

    def _tell_soon(self, words: Words) -> None:
        if self._tell is not None:
            task = asyncio.ensure_future(self.tell(words))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
