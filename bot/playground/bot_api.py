"""The Bot API over HTTP: reads a call, lets the faults strike, does it, writes it down, answers."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from bot.playground.api.call import Call, read_call
from bot.playground.api.faults import Fault
from bot.playground.api.journal import Entry
from bot.playground.api.methods.table import METHODS
from bot.playground.api.updates import OTHER_POLLER
from bot.playground.errors import Refusal, bad_request, conflict, forbidden, too_many
from bot.playground.world.files import MAX_UPLOAD

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

log = logging.getLogger(__name__)
Do = Callable[[web.Request, Call], Awaitable[web.Response]]
_PROXY_PAGE = (
    "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center><hr>nginx</body></html>"
)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REFUSALS = {
    "401": Refusal(401, "Unauthorized"),
    "403": forbidden("bot was blocked by the user"),
    "409": conflict(OTHER_POLLER),
    "entities": bad_request("can't parse entities: Can't find end tag corresponding to start tag b"),
}
_BROKEN = {"500": "500 Internal Server Error", "502": "502 Bad Gateway"}


class BotApi:
    """The handlers of `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self._hanging: set[asyncio.Task[web.Response]] = set()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/bot{token}/{method}", self.call),
            web.post("/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.file),
        ]

    async def file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.telegram.token:
            return _answer(Refusal(401, "Unauthorized").api())
        return await self._struck(request, Call("download", {}), self._download)

    async def call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.telegram.token:
            return _answer(Refusal(401, "Unauthorized").api())
        if (request.content_length or 0) > MAX_UPLOAD + 1024 * 1024:
            return _answer(Refusal(413, "Request Entity Too Large").api())
        try:
            call = await read_call(request)
        except Refusal as refusal:
            return _answer(refusal.api())
        except ValueError:
            return _answer(Refusal(400, "Bad Request").api())
        if call.name == "getupdates":
            return await self._struck(request, call, self._done)
        self.telegram.busy(+1)
        try:
            return await self._struck(request, call, self._done)
        finally:
            self.telegram.busy(-1)

    async def close(self) -> None:
        """Lets go of the calls that hang."""
        for task in self._hanging:
            task.cancel()
        await asyncio.gather(*self._hanging, return_exceptions=True)

    async def _struck(self, request: web.Request, call: Call, do: Do) -> web.Response:
        """The call, with what the faults make of it."""
        fault = self.telegram.faults.take(call.name, call.chat)
        if fault is None:
            return await do(request, call)
        if fault.kind in ("reset", "down"):
            return _cut(request)
        if fault.kind in _BROKEN:
            page = _PROXY_PAGE.format(_BROKEN[fault.kind])
            return web.Response(status=int(fault.kind), text=page, content_type="text/html")
        if fault.kind == "429":
            return self._refused(request, call, too_many(fault.retry_after))
        if fault.kind == "entities" and not call.text("parse_mode"):
            return await do(request, call)
        if refusal := _REFUSALS.get(fault.kind) or _described(fault):
            return self._refused(request, call, refusal)
        if fault.kind == "hang":
            return await self._late(fault.seconds, request, call, do)
        return _spoilt(request, fault, await do(request, call))

    async def _late(self, seconds: float, request: web.Request, call: Call, do: Do) -> web.Response:
        """It is done even when the caller has given up."""

        async def done_late() -> web.Response:
            await asyncio.sleep(seconds)
            return await do(request, call)

        task = asyncio.create_task(done_late())
        self._hanging.add(task)
        task.add_done_callback(self._hanging.discard)
        return await asyncio.shield(task)

    async def _download(self, request: web.Request, _call: Call) -> web.Response:
        file = self.telegram.world.files.at(request.match_info["path"])
        if file is None:
            return _answer(Refusal(404, "Not Found").api())
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _done(self, request: web.Request, call: Call) -> web.Response:
        try:
            result = await self._result(call)
        except Refusal as refusal:
            return self._refused(request, call, refusal)
        except Exception:
            log.exception("%s failed", call.name)
            return self._refused(request, call, Refusal(500, "Internal Server Error"))
        self._note(request, call, result)
        return _answer({"ok": True, "result": result})

    async def _result(self, call: Call) -> object:
        method = METHODS.get(call.name)
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        result = method(self.telegram, call)
        return await result if inspect.isawaitable(result) else result

    def _refused(self, request: web.Request, call: Call, refusal: Refusal) -> web.Response:
        self._note(request, call, None, refusal.description)
        return _answer(refusal.api())

    def _note(self, request: web.Request, call: Call, result: object, error: str = "") -> None:
        if call.name == "getupdates" and not error:
            return
        method = request.match_info["method"]
        self.telegram.journal.add(Entry(method, call.params, call.chat, self.telegram.now(), result, error))


def _answer(answer: dict[str, object]) -> web.Response:
    code = answer.get("error_code", 200)
    body = _ENCODER.encode(answer).encode("utf-8", "replace")
    response = web.Response(
        body=body, status=code if isinstance(code, int) else 500, content_type="application/json"
    )
    parameters = answer.get("parameters")
    if isinstance(parameters, dict) and "retry_after" in parameters:
        response.headers["Retry-After"] = str(parameters["retry_after"])
    return response


def _spoilt(request: web.Request, fault: Fault, response: web.Response) -> web.Response:
    if fault.kind == "lost":
        return _cut(request)
    body = response.body if isinstance(response.body, bytes) else b""
    return web.Response(
        body=body[: len(body) // 2], status=response.status, content_type=response.content_type
    )


def _described(fault: Fault) -> Refusal | None:
    if fault.kind != "refused":
        return None
    return Refusal(403 if fault.description.startswith("Forbidden") else 400, fault.description)


def _cut(request: web.Request) -> web.Response:
    """Cuts the connection; the response goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
