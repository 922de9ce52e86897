"""Long polling that loses no update: each batch is stored before the next request confirms it."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.alarms import Alarms
from bot.telegram.inbox import Inbox, RawUpdate, is_update
from bot.telegram.registration import WebhookElsewhereError, host_of, remove_own
from storage.database import Database, StorageError

if TYPE_CHECKING:
    from aiohttp import web

POLL_SECONDS = 25
CONFLICT_PAUSE = 5.0
CONFLICT_PATIENCE = 60.0  # seconds for which another program may ask for updates before this one ends
CONFLICT_FORGOTTEN = 120.0
NO_NAME = "another address"
BACKOFF = BackoffConfig(min_delay=0.5, max_delay=30, factor=2, jitter=0.2)

log = logging.getLogger(__name__)


class GetRawUpdates(TelegramMethod[list[Any]]):
    """getUpdates without parsing the answer as a whole, so that one odd update cannot block the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


class Conflicts:
    """Another program asks for this bot's updates. Once may be an accident, again and again is not."""

    def __init__(self) -> None:
        self._first = self._last = float("-inf")

    def note(self, error: TelegramConflictError) -> None:
        """Raises the error if it persists."""
        now = time.monotonic()
        if now - self._last > CONFLICT_FORGOTTEN:
            self._first = now
            log.warning("another program has asked for this bot's updates (%s)", error.message)
        self._last = now
        if now - self._first >= CONFLICT_PATIENCE:
            raise error


class Polling:
    """Asks for updates and hands them in; the next request confirms those that were stored."""

    trouble = ""  # of its own, beside Telegram's silence

    def __init__(self, bot: Bot, inbox: Inbox, db: Database, alarms: Alarms | None = None) -> None:
        self._bot = bot
        self._db = db
        self._inbox = inbox
        self._alarms = alarms or Alarms()
        self.last_answer = time.monotonic()
        self._conflicts = Conflicts()

    def routes(self) -> list[web.RouteDef]:
        return []

    async def prepare(self) -> None:
        """Raises WebhookElsewhereError, StorageError and what a call raises."""
        await remove_own(self._bot, self._db)

    async def run(self) -> None:
        """Poll until cancelled. Raises what no retry can mend.

        TelegramUnauthorizedError or TelegramNotFound: the token is not accepted. TelegramConflictError:
        another program keeps polling (of two, Telegram tells the older one). WebhookElsewhereError: somebody
        has set a webhook.
        """
        await self._inbox.replay()
        offset: int | None = None
        backoff = Backoff(config=BACKOFF)
        while True:
            try:
                batch = await self._fetch(offset)
                await self._inbox.take(batch)
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise
            except TelegramConflictError as error:
                if "webhook is active" in error.message:  # which does not end by itself
                    raise WebhookElsewhereError(await self._webhook_host()) from error
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
            if batch:
                offset = batch[-1]["update_id"] + 1

    async def finish(self, seconds: float) -> None:
        await self._inbox.finish(seconds)

    async def _webhook_host(self) -> str:
        try:
            return host_of((await self._bot.get_webhook_info()).url) or NO_NAME
        except (AiogramError, OSError):
            return NO_NAME

    async def _fetch(self, offset: int | None) -> list[RawUpdate]:
        batch = await self._bot(
            GetRawUpdates(offset=offset, timeout=POLL_SECONDS, allowed_updates=self._inbox.kinds),
            request_timeout=POLL_SECONDS + 15,
        )
        return [raw for raw in batch if is_update(raw)]
