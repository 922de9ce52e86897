"""What Telegram hands over is stored, then handled: each person's in order, different people's at once."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeGuard

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.alarms import Alarms
from bot.answers.seen import SeenNote, gathering, store
from bot.telegram.salvage import kind_of, salvaged
from bot.telegram.shared.retrying import patiently
from bot.timing.clock import Clock
from storage import updates
from storage.database import Database, StorageError

RETRY_SECONDS = 1.0
HIGHEST_NUMBER = 2**63 - 1  # that SQLite holds

_HALVES = re.compile("[\ud800-\udfff]")

log = logging.getLogger(__name__)

RawUpdate = dict[str, Any]


def is_update(raw: object) -> TypeGuard[RawUpdate]:
    """Whether it has a number: what has none cannot be confirmed, nor told from what comes again."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return type(number) is int and 0 <= number <= HIGHEST_NUMBER


class Inbox:
    """Whoever receives updates hands them in here, and may say that they have arrived when `take` returns."""

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, db: Database, clock: Clock, alarms: Alarms | None = None
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._db = db
        self._clock = clock
        self._alarms = alarms or Alarms()
        self.received = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        """How many updates are stored and not handled to the end."""
        return len(self._tasks)

    @property
    def kinds(self) -> list[str]:
        """The kinds of updates for which there are handlers."""
        return self._dispatcher.resolve_used_update_types()

    async def take(self, batch: Sequence[RawUpdate]) -> None:
        """Store what was never handed in before, and begin to handle it.

        Raises StorageError: then nothing of it is stored.
        """
        if not batch:
            return
        whole = {raw["update_id"]: _with_whole_letters(raw) for raw in batch}
        payloads = {number: payload for number, (_, payload) in whole.items()}
        async with self._db.transaction() as tx:
            new = await updates.add(tx, payloads, self._clock.now())
        self.received += len(batch)
        self._dispatch(raw for number, (raw, _) in whole.items() if number in new)

    async def replay(self) -> None:
        """Handle what was stored when the program ended."""
        async with self._db.read() as db:
            payloads = await updates.unfinished(db)
        self._dispatch(json.loads(payload) for payload in payloads)

    async def finish(self, seconds: float) -> None:
        """Wait so long for handlers that still run; what they leave is handled at the next start."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()

    def _dispatch(self, batch: Iterable[RawUpdate]) -> None:
        for raw in sorted(batch, key=_number):
            task = asyncio.create_task(self._handle(raw))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _handle(self, raw: RawUpdate) -> None:
        with gathering() as notes:
            try:
                if update := self._read(raw):
                    with patiently():
                        await self._dispatcher.feed_update(self._bot, update)
            except Exception:  # the dispatcher's own handler has failed
                log.exception("update %d could not be handled", raw["update_id"])
        await self._finish_update(raw["update_id"], notes)

    def _read(self, raw: RawUpdate) -> Update | None:
        """What of it is understood: Telegram's server may be older or newer than the library."""
        try:
            return Update.model_validate(raw, context={"bot": self._bot})
        except ValidationError as error:
            fields = {".".join(map(str, each["loc"])) for each in error.errors(include_input=False)}
        log.warning(
            "update %d (%s) is odd: %s", raw["update_id"], kind_of(raw), ", ".join(sorted(fields)[:5])
        )
        kept = salvaged(raw)
        return Update.model_validate(kept, context={"bot": self._bot}) if kept else None

    async def _finish_update(self, update_id: int, notes: Sequence[SeenNote]) -> None:
        """Until it is stored, with what its answer showed: else the next start would handle it again."""
        while True:
            try:
                async with self._db.transaction() as tx:
                    await store(tx, notes)
                    await updates.finish(tx, [update_id], self._clock.now())
            except StorageError as error:
                self._alarms.storage(error)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return


def _number(raw: RawUpdate) -> int:
    number: int = raw["update_id"]
    return number


def _with_whole_letters(raw: RawUpdate) -> tuple[RawUpdate, str]:
    """The update, and as it is stored. Halves of letters, which can neither be stored nor sent, become a sign
    each, for entities count them.
    """
    payload = json.dumps(raw, ensure_ascii=False)
    try:
        payload.encode()
    except UnicodeEncodeError:
        payload = _HALVES.sub("\N{REPLACEMENT CHARACTER}", payload)
        return json.loads(payload), payload
    return raw, payload
