"""What waits is posted to the bot's webhook: each chat's updates in their order, several chats' at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # its name alone
ANSWER_SECONDS = 60
MAX_PAUSE = 60.0
MAX_RETRY_AFTER = 3600
UNREACHABLE = "Connection refused"


class Webhook:
    """`proxies` are the machines that answer at public host names, each as http://host:port: this Telegram
    reaches no others. `rest` is awaited with the seconds before what failed is posted again; `posts` counts.
    """

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self.proxies: dict[str, str] = {}
        self.rest: Callable[[float], Awaitable[object]] = asyncio.sleep
        self.posts = 0
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self._error: dict[str, Any] = {}
        self._http: ClientSession | None = None
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._pauses: dict[int, float] = {}

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Another address, or none when it is empty. What is under way goes on."""
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self._error = {}
        self.fill()

    def info(self) -> dict[str, Any]:
        if not self.url:
            return {"url": ""}
        return {"url": self.url, "max_connections": self.max_connections} | self._error

    def fill(self) -> None:
        """Post as much as may be under way at once, of each chat its oldest update."""
        if not self.url:
            return
        for update in self._telegram.updates.waiting:
            if len(self._busy) >= self.max_connections:
                return
            queue = queue_of(update)
            if queue not in self._busy:
                self._busy[queue] = asyncio.create_task(self._bring(update, queue))

    async def close(self) -> None:
        self.url = ""
        for task in self._busy.values():
            task.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)
        if self._http:
            await self._http.close()

    async def _bring(self, update: dict[str, Any], queue: int) -> None:
        try:
            error, retry_after = await self._post(update)
            if not error:
                self._pauses.pop(queue, None)
                self._telegram.updates.remove(update)
            elif self.url:
                self._error = {"last_error_date": self._telegram.clock.unix(), "last_error_message": error}
                await self.rest(retry_after or self._pause(queue))
        finally:
            del self._busy[queue]
        self.fill()

    def _pause(self, queue: int) -> float:
        """None after the first failure, then ever longer ones, as Telegram's own server makes them."""
        last = self._pauses.get(queue)
        self._pauses[queue] = 1.0 if last is None else min(last * 2, MAX_PAUSE)
        return 0.0 if last is None else self._pauses[queue]

    async def _post(self, update: dict[str, Any]) -> tuple[str, int]:
        """What went wrong, if anything, and after how many seconds the bot asks to come again."""
        place = urlsplit(self.url)
        machine = self.proxies.get(place.hostname or "")
        fault = self._telegram.faults.take("webhook", queue_of(update))
        if machine is None or (fault and fault.kind in ("reset", "down")):
            return UNREACHABLE, 0
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        self.posts += 1
        try:
            async with self._session().post(
                machine + (place.path or "/"), json=update, headers=headers
            ) as answer:
                await answer.read()
        except (ClientError, OSError):
            return "Webhook connection closed", 0
        if fault and fault.kind == "lost":
            return "Read timeout expired", 0
        if answer.ok:
            return "", 0
        asked = answer.headers.get("Retry-After", "")
        wanted = min(int(asked), MAX_RETRY_AFTER) if asked.isdecimal() else 0
        return f"Wrong response from the webhook: {answer.status} {answer.reason}", wanted

    def _session(self) -> ClientSession:
        if self._http is None:
            self._http = ClientSession(
                connector=TCPConnector(limit=0), timeout=ClientTimeout(total=ANSWER_SECONDS)
            )
        return self._http


def queue_of(update: dict[str, Any]) -> int:
    """The chat, or the person, whose updates wait for each other."""
    event = next((value for name, value in update.items() if name != "update_id"), None)
    for name in ("chat", "message", "from"):
        found = event.get(name) if isinstance(event, dict) else None
        if isinstance(found, dict):
            place = found.get("chat", found)
            return int(place["id"])
    return -int(update["update_id"])
