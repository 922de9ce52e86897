"""Long polling that loses no update: each batch is stored before the next request confirms it."""

from __future__ import annotations

import asyncio
import logging

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.clock import Clock
from storage import updates
from storage.database import Database

POLL_SECONDS = 25
BACKOFF = BackoffConfig(min_delay=0.5, max_delay=30, factor=2, jitter=0.2)

log = logging.getLogger(__name__)


class Polling:
    """Fetches, stores and dispatches updates, each person's in order, different people's at once."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, db: Database, clock: Clock) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._db = db
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled. Raises TelegramUnauthorizedError when the token is not accepted."""
        await self._replay()
        offset: int | None = None
        backoff = Backoff(config=BACKOFF)
        while True:
            try:
                batch = await self._fetch(offset)
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise
            except (AiogramError, UnicodeDecodeError, OSError) as error:
                log.warning("%s; the next try in %.1f s", _reason(error), backoff.next_delay)
                await backoff.asleep()
                continue
            backoff.reset()
            if batch:
                await self._store(batch)
                offset = batch[-1].update_id + 1
                for update in batch:
                    self._dispatch(update)

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
            self._dispatch(Update.model_validate_json(payload, context={"bot": self._bot}))

    async def _fetch(self, offset: int | None) -> list[Update]:
        return await self._bot.get_updates(
            offset=offset,
            timeout=POLL_SECONDS,
            allowed_updates=self._dispatcher.resolve_used_update_types(),
            request_timeout=POLL_SECONDS + 15,
        )

    async def _store(self, batch: list[Update]) -> None:
        rows = [(u.update_id, u.model_dump_json(by_alias=True, exclude_unset=True)) for u in batch]
        async with self._db.transaction() as tx:
            await updates.add(tx, rows, self._clock.now())

    def _dispatch(self, update: Update) -> None:
        task = asyncio.create_task(self._handle(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _handle(self, update: Update) -> None:
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except Exception:  # the dispatcher's own handler has failed
            log.exception("update %d could not be handled", update.update_id)
        async with self._db.transaction() as tx:
            await updates.finish(tx, [update.update_id])


def _reason(error: Exception) -> str:
    if isinstance(error, TelegramConflictError):
        return "another process polls with the same token; stop one of them"
    return f"no updates from Telegram ({error})"
