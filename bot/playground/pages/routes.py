"""The page's own files, the files of messages, and the live line of events."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web

from bot.playground.world.events import Event

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

PAGE = Path(__file__).parent.with_name("page")
_HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
_PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp")


class Pages:
    """The handlers of `/`, `/page/…`, `/control/files/…` and `/control/events`."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.index),
            web.get("/page/{name}", self.asset),
            web.get("/control/files/{id}", self.file),
            web.get("/control/events", self.events),
        ]

    async def index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html", headers=_HEADERS)

    async def asset(self, request: web.Request) -> web.FileResponse:
        name = request.match_info["name"]
        path = PAGE / name
        if not re.fullmatch(r"\w[\w.-]*", name) or not await asyncio.to_thread(path.is_file):
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=_HEADERS)

    async def file(self, request: web.Request) -> web.Response:
        """Pictures are shown, all else is downloaded: it must not run as a page of ours."""
        file = self.telegram.world.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        headers = dict(_HEADERS)
        if file.kind != "photo" or file.mime_type not in _PICTURES:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return web.Response(body=file.content, content_type=file.mime_type, headers=headers)

    async def events(self, request: web.Request) -> web.WebSocketResponse:
        """A page that falls too far behind is cut off; it reads everything anew when it is back."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        queue = self.telegram.events.open()
        telling = asyncio.create_task(_tell(socket, queue))
        try:
            async for _ in socket:
                pass
        finally:
            self.telegram.events.close(queue)
            telling.cancel()
        return socket


async def _tell(socket: web.WebSocketResponse, queue: asyncio.Queue[Event | None]) -> None:
    try:
        while (event := await queue.get()) is not None:
            await socket.send_str(json.dumps(event, ensure_ascii=False))
        await socket.close()
    except ConnectionError:
        return
