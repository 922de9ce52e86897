"""Long polling that loses no update: each batch is stored before the next request confirms it."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig
from pydantic import ValidationError

from bot.alarms import Alarms
from bot.answers.seen import SeenNote, gathering, store
from bot.telegram.salvage import kind_of, salvaged
from bot.telegram.shared.retrying import patiently
from bot.timing.clock import Clock
from storage import updates
from storage.database import Database, StorageError

POLL_SECONDS = 25
RETRY_SECONDS = 1.0
CONFLICT_PAUSE = 5.0
CONFLICT_PATIENCE = 60.0  # seconds for which another program may ask for updates before this one ends
CONFLICT_FORGOTTEN = 120.0
BACKOFF = BackoffConfig(min_delay=0.5, max_delay=30, factor=2, jitter=0.2)

log = logging.getLogger(__name__)


RawUpdate = dict[str, Any]


class GetRawUpdates(TelegramMethod[list[Any]]):
    """getUpdates whose answer is not parsed as a whole: one odd update must not hold up the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


class Conflicts:
    """Another program that asks for this bot's updates: once may be a slip, again and again is not."""

    def __init__(self) -> None:
        self._first = self._last = float("-inf")

    def note(self, error: TelegramConflictError) -> None:
        """Raises the error where it goes on, or where a webhook is set, which does not end by itself."""
        now = time.monotonic()
        if now - self._last > CONFLICT_FORGOTTEN:
            self._first = now
            log.warning("another program has asked for this bot's updates (%s)", error.message)
        self._last = now
        if "webhook" in error.message or now - self._first >= CONFLICT_PATIENCE:
            raise error


class Polling:
    """Fetches, stores and dispatches updates, each person's in order, different people's at once."""

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, db: Database, clock: Clock, alarms: Alarms | None = None
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._db = db
        self._clock = clock
        self._alarms = alarms or Alarms()
        self.last_answer = time.monotonic()
        self._tasks: set[asyncio.Task[None]] = set()
        self._conflicts = Conflicts()

    async def run(self) -> None:
        """Until cancelled. Raises what no further try can mend.

        TelegramUnauthorizedError or TelegramNotFound: the token is not accepted. TelegramConflictError:
        another program goes on polling, or a webhook is set; of two pollers Telegram tells the older.
        """
        await self._replay()
        offset: int | None = None
        backoff = Backoff(config=BACKOFF)
        while True:
            try:
                batch = await self._fetch(offset)
                await self._store(batch)
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise
            except TelegramConflictError as error:
                self._conflicts.note(error)
                await asyncio.sleep(CONFLICT_PAUSE)
                continue
            except StorageError as error:  # the offset stays: Telegram keeps the updates
                self._alarms.storage(error)
                await backoff.asleep()
                continue
            except (AiogramError, OSError) as error:
                log.warning(
                    "no updates from Telegram (%s); the next try in %.1f s", error, backoff.next_delay
                )
                await backoff.asleep()
                continue
            backoff.reset()
            self.last_answer = time.monotonic()
            for raw in batch:
                offset = raw["update_id"] + 1
                self._dispatch(raw)

    async def finish(self, seconds: float) -> None:
        """Wait so long for handlers that still run; what they leave is handled at the next start."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()

    async def _replay(self) -> None:
        """Updates whose handlers had not finished when the program ended."""
        async with self._db.read() as db:
            payloads = await updates.unfinished(db)
        for payload in payloads:
            self._dispatch(json.loads(payload))

    async def _fetch(self, offset: int | None) -> list[RawUpdate]:
        """What has no number cannot be confirmed, nor told from what comes again: it is left out."""
        batch = await self._bot(
            GetRawUpdates(
                offset=offset,
                timeout=POLL_SECONDS,
                allowed_updates=self._dispatcher.resolve_used_update_types(),
            ),
            request_timeout=POLL_SECONDS + 15,
        )
        return [raw for raw in batch if isinstance(raw, dict) and isinstance(raw.get("update_id"), int)]

    async def _store(self, batch: list[RawUpdate]) -> None:
        if batch:
            rows = [(raw["update_id"], json.dumps(raw, ensure_ascii=False)) for raw in batch]
            async with self._db.transaction() as tx:
                await updates.add(tx, rows, self._clock.now())

    def _dispatch(self, raw: RawUpdate) -> None:
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
                    await updates.finish(tx, [update_id])
            except StorageError as error:
                self._alarms.storage(error)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return
