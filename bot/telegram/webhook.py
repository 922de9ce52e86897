"""Updates that Telegram posts: each is confirmed once it is stored; otherwise it comes again."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import time
from http import HTTPStatus

from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import WebhookInfo
from aiohttp import ClientConnectionResetError, web

from bot.alarms import Alarms
from bot.telegram.inbox import Inbox, RawUpdate, is_update
from bot.telegram.registration import Registration
from storage.database import StorageError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # its name alone
MAX_BODY = 1024 * 1024  # bytes; the longest message with all its entities is a tenth of that
BODY_SECONDS = 10.0  # within which a proxy hands over a body
START_SECONDS = 10.0  # within which a start reads what it has to handle first
MAX_WAITING = 1000  # updates that are being handled, beyond which no more are taken for now
RETRY_AFTER = "5"  # seconds, which Telegram keeps to; without it the pauses grow to two minutes
LOOK_SECONDS = 45.0  # between two looks at what Telegram says of the webhook

log = logging.getLogger(__name__)


class Webhook:
    """Takes updates from `run` to `finish`. Earlier ones wait a little, later ones will come again."""

    def __init__(
        self, inbox: Inbox, registration: Registration, path: str, alarms: Alarms | None = None
    ) -> None:
        self._inbox = inbox
        self._registration = registration
        self._path = path
        self._secret = registration.secret.encode()
        self._alarms = alarms or Alarms()
        self.last_answer = time.monotonic()
        self.trouble = ""
        self._ready = asyncio.Event()
        self._stopped = False
        self._gathered: list[RawUpdate] = []
        self._commit: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._looked_at = (0, 0)  # updates that waited at Telegram, and those received, at the last look

    def routes(self) -> list[web.RouteDef]:
        return [web.post(self._path, self.receive)]

    async def prepare(self) -> None:
        """Call once `routes` are served. Raises what `Registration.ensure` does."""
        await self._registration.ensure()

    async def run(self) -> None:
        """Run until cancelled. Raises what no retry can mend.

        TelegramUnauthorizedError or TelegramNotFound: the token is not accepted. WebhookElsewhereError:
        somebody has set another webhook. WebhookRefusedError: the webhook was removed and cannot be set
        again.
        """
        await self._inbox.replay()
        self._ready.set()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()

    async def finish(self, seconds: float) -> None:
        """Take no more updates; wait up to `seconds` for the commit in progress and for handlers."""
        self._stopped = True
        self._ready.set()
        if self._commit:
            await asyncio.wait([self._commit], timeout=seconds)
        await self._inbox.finish(seconds)

    async def look(self) -> None:
        """Set the webhook again if it was removed, and raise an alarm while nothing arrives through it."""
        try:
            info = await self._registration.ensure()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise
        except StorageError as error:
            self._alarms.storage(error)
        except (AiogramError, OSError) as error:
            log.warning("Telegram does not say how the webhook does (%s)", error)
        else:
            self.last_answer = time.monotonic()
            self._judge(info)

    def _judge(self, info: WebhookInfo) -> None:
        """It is silent if updates were waiting on two looks in a row and none came in between."""
        waited, received = self._looked_at
        self._looked_at = (info.pending_update_count, self._inbox.received)
        self.trouble = ""
        if waited and info.pending_update_count and received == self._inbox.received:
            said = f": {info.last_error_message}" if info.last_error_message else ""
            self.trouble = f"updates wait at Telegram and none arrives by the webhook{said}"
            self._alarms.sound("webhook-silent", info.last_error_message or "")

    async def receive(self, request: web.Request) -> web.Response:
        """A request without the secret is neither read nor logged."""
        if not self._is_from_telegram(request):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        if not await self._takes_more():
            return _later()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
        except TimeoutError:
            return _hung_up(HTTPStatus.REQUEST_TIMEOUT)
        except ClientConnectionResetError:
            return _hung_up(HTTPStatus.BAD_REQUEST)
        if len(body) > MAX_BODY:
            log.warning("an update of more than %d bytes is refused", MAX_BODY)
            return _hung_up(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        raw = _read(body)
        if raw is None:  # nor could it be read the next time
            log.warning("what was posted to the webhook is no update (%d bytes); it is left out", len(body))
            return web.Response()
        try:
            await asyncio.shield(self._next_commit(raw))
        except StorageError:
            return _later()
        self.last_answer = time.monotonic()
        return web.Response()

    def _is_from_telegram(self, request: web.Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self._secret)

    async def _takes_more(self) -> bool:
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._ready.wait()
        except TimeoutError:
            return False
        return not self._stopped and self._inbox.waiting < MAX_WAITING

    def _next_commit(self, raw: RawUpdate) -> asyncio.Task[None]:
        """Updates that arrive during one commit share the next."""
        if self._commit is None or not self._gathered:
            self._commit = asyncio.create_task(self._take_gathered())
        self._gathered.append(raw)
        return self._commit

    async def _take_gathered(self) -> None:
        async with self._turn:
            batch, self._gathered = self._gathered, []
            try:
                await self._inbox.take(batch)
            except StorageError as error:
                self._alarms.storage(error)
                raise


async def _body(request: web.Request) -> bytes:
    """A body longer than `MAX_BODY` is not read to its end."""
    body = b""
    async for part in request.content.iter_any():
        body += part
        if len(body) > MAX_BODY:
            break
    return body


def _read(body: bytes) -> RawUpdate | None:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw if is_update(raw) else None


def _later() -> web.Response:
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": RETRY_AFTER})


def _hung_up(status: HTTPStatus) -> web.Response:
    response = web.Response(status=status)
    response.force_close()
    return response
