"""For monitoring: /health and /metrics over HTTP, and a heartbeat."""

from __future__ import annotations

import asyncio
import errno
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol, cast

from aiohttp import ClientError, ClientSession, ClientTimeout
from prometheus_client import CONTENT_TYPE_LATEST

from bot.delivery.loop import OutboxLoop
from bot.ops.figures import Figures
from bot.ops.stats import LastTick
from storage import outbox_failures
from storage.database import Database, StorageError

if TYPE_CHECKING:
    from aiohttp import web
    from aiohttp.typedefs import Handler, Middleware

SILENT_SECONDS = 120.0  # a long poll and its longest pause are shorter
FIRST_REQUEST_SECONDS = 10.0  # within which a connection brings the head of a request
HEARTBEAT_SECONDS = 60.0
HEARTBEAT_TIMEOUT = 10.0

log = logging.getLogger(__name__)


class Receiver(Protocol):
    """The receiver of updates. `trouble` is a fault besides Telegram's silence, empty when there is none."""

    last_answer: float
    trouble: str


class Health:
    def __init__(
        self, db: Database, outbox: OutboxLoop, receiver: Receiver, figures: Figures, last_tick: LastTick
    ) -> None:
        self._db = db
        self._outbox = outbox
        self._receiver = receiver
        self._figures = figures
        self._last_tick = last_tick

    async def troubles(self) -> list[str]:
        """What is wrong now; empty when all is well."""
        found = []
        now = time.monotonic()
        if now - self._receiver.last_answer > SILENT_SECONDS:
            found.append("no answer from Telegram")
        if self._receiver.trouble:
            found.append(self._receiver.trouble)
        if now - self._outbox.last_step > SILENT_SECONDS:
            found.append("the outbox stands still")
        if self._last_tick.late:
            found.append("nothing was planned for a minute")
        try:
            async with self._db.read() as reader:
                await outbox_failures.highest_id(reader)
        except StorageError:
            found.append("the database cannot be read")
        return found

    async def answer(self, _: web.Request) -> web.Response:
        from aiohttp import web  # a tenth of the start, for those alone who set HTTP_PORT

        found = await self.troubles()
        return web.json_response({"ok": not found, "troubles": found}, status=503 if found else 200)

    async def answer_metrics(self, _: web.Request) -> web.Response:
        from aiohttp import web

        text = await self._figures.text()
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})


async def beat(url: str, health: Health) -> None:
    """Request the address once a minute while all is well, until cancelled; the answer does not matter."""
    async with ClientSession(timeout=ClientTimeout(HEARTBEAT_TIMEOUT)) as http:
        while True:
            if not await health.troubles():
                await ask(http, url)
            await asyncio.sleep(HEARTBEAT_SECONDS)


async def ask(http: ClientSession, url: str) -> None:
    """Request the address once. Failures are logged without it, because it is a secret."""
    try:
        async with http.get(url) as answer:
            if answer.status >= HTTPStatus.BAD_REQUEST:
                log.warning("HEARTBEAT_URL answers %d", answer.status)
    except (ClientError, OSError, ValueError) as error:  # a time limit; a host with an empty or a long label
        log.warning("HEARTBEAT_URL does not answer (%s)", type(error).__name__)


@asynccontextmanager
async def serving_health(
    health: Health, host: str, port: int | None, others: Sequence[web.RouteDef] = ()
) -> AsyncIterator[int | None]:
    """Serve these and the `others` at one port until the block ends; yields the port.

    Raises OSError when the port is taken.
    """
    async with AsyncExitStack() as stack:
        if port is None:
            yield None
            return
        from aiohttp import web

        silent = _Silent()
        app = web.Application(middlewares=[silent.hearing()])
        app.add_routes([web.get("/health", health.answer), web.get("/metrics", health.answer_metrics)])
        app.add_routes(others)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        accept = partial(silent.accept, cast("web.Server", runner.server))
        try:
            listening = await asyncio.get_running_loop().create_server(accept, host, port)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            reason = "another program listens there" if taken else str(error.strerror)
            raise OSError(f"HTTP_PORT {port} at HTTP_HOST {host} cannot be used: {reason}") from error
        stack.callback(listening.close)
        yield listening.sockets[0].getsockname()[1]


class _Silent:
    """Connections that have sent no request yet; aiohttp itself would wait for one for ever."""

    def __init__(self) -> None:
        self._connections: set[asyncio.BaseProtocol] = set()

    def accept(self, server: web.Server) -> asyncio.BaseProtocol:
        connection = server()
        self._connections.add(connection)
        asyncio.get_running_loop().call_later(FIRST_REQUEST_SECONDS, self._look, connection)
        return connection

    def hearing(self) -> Middleware:
        from aiohttp import web

        @web.middleware
        async def hear(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._connections.discard(request.protocol)
            return await handler(request)

        return hear

    def _look(self, connection: web.RequestHandler) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            connection.force_close()
