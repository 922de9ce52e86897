"""The Bot API over HTTP: reads a call, lets the faults strike, does it, writes it down, answers."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
from typing import TYPE_CHECKING

from aiohttp import web

from bot.playground.call import Call, read_call
from bot.playground.faults import Fault
from bot.playground.files import MAX_UPLOAD
from bot.playground.journal import Entry
from bot.playground.methods import METHODS
from bot.playground.refusal import Refusal, too_many

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

log = logging.getLogger(__name__)
_PROXY_PAGE = (
    "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center><hr>nginx</body></html>"
)
_BROKEN = {"500": "500 Internal Server Error", "502": "502 Bad Gateway"}


class BotApi:
    """The handlers of `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/bot{token}/{method}", self.call),
            web.post("/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.file),
        ]

    async def file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.telegram.token:
            return _answer(Refusal(401, "Unauthorized").api())
        file = self.telegram.world.files.at(request.match_info["path"])
        if file is None:
            return _answer(Refusal(404, "Not Found").api())
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.telegram.token:
            return _answer(Refusal(401, "Unauthorized").api())
        if (request.content_length or 0) > MAX_UPLOAD + 1024 * 1024:
            return _answer(Refusal(413, "Request Entity Too Large").api())
        try:
            call = await read_call(request)
        except Refusal as refusal:
            return _answer(refusal.api())
        if call.name == "getupdates":
            return await self._struck(request, call)
        self.telegram.busy(+1)
        try:
            return await self._struck(request, call)
        finally:
            self.telegram.busy(-1)

    async def _struck(self, request: web.Request, call: Call) -> web.Response:
        """The call, with what the faults make of it."""
        fault = self.telegram.faults.take(call.name, call.chat)
        if fault is None:
            return _answer(await self._done(request, call))
        if fault.kind in ("reset", "down"):
            return _cut(request)
        if fault.kind in _BROKEN:
            page = _PROXY_PAGE.format(_BROKEN[fault.kind])
            return web.Response(status=int(fault.kind), text=page, content_type="text/html")
        if fault.kind == "429":
            return _answer(self._refused(request, call, too_many(fault.retry_after)))
        if fault.kind == "hang":
            await asyncio.sleep(fault.seconds)
        answer = await self._done(request, call)
        return self._spoilt(request, fault, answer)

    def _spoilt(self, request: web.Request, fault: Fault, answer: dict[str, object]) -> web.Response:
        if fault.kind == "lost":
            return _cut(request)
        response = _answer(answer)
        if fault.kind == "truncated" and isinstance(response.body, bytes):
            half = response.body[: len(response.body) // 2]
            return web.Response(body=half, status=response.status, content_type="application/json")
        return response

    async def _done(self, request: web.Request, call: Call) -> dict[str, object]:
        try:
            result = await self._result(call)
        except Refusal as refusal:
            return self._refused(request, call, refusal)
        except Exception:
            log.exception("%s failed", call.name)
            return self._refused(request, call, Refusal(500, "Internal Server Error"))
        self._note(request, call, result)
        return {"ok": True, "result": result}

    async def _result(self, call: Call) -> object:
        method = METHODS.get(call.name)
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        result = method(self.telegram, call)
        return await result if inspect.isawaitable(result) else result

    def _refused(self, request: web.Request, call: Call, refusal: Refusal) -> dict[str, object]:
        self._note(request, call, None, refusal.description)
        return refusal.api()

    def _note(self, request: web.Request, call: Call, result: object, error: str = "") -> None:
        if call.name == "getupdates" and not error:
            return
        method = request.match_info["method"]
        self.telegram.journal.add(Entry(method, call.params, call.chat, self.telegram.now(), result, error))


def _answer(answer: dict[str, object]) -> web.Response:
    code = answer.get("error_code", 200)
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    response = web.Response(
        body=body, status=code if isinstance(code, int) else 500, content_type="application/json"
    )
    parameters = answer.get("parameters")
    if isinstance(parameters, dict) and "retry_after" in parameters:
        response.headers["Retry-After"] = str(parameters["retry_after"])
    return response


def _cut(request: web.Request) -> web.Response:
    """Cuts the connection; the response goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
