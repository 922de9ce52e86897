"""A reader, an editor, a group and a channel on the page, and a bot that the test speaks for."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession
from playwright.async_api import Locator, Page

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.playground.world.places import Channel, Group

Json = dict[str, Any]
PATIENCE = 10


@dataclass(slots=True)
class ScriptedBot:
    """Calls the Bot API over HTTP, as any bot does."""

    http: ClientSession
    base: str
    offset: int = 0

    async def call(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - any JSON
        body = {key: json.dumps(v) if isinstance(v, dict | list) else v for key, v in parameters.items()}
        async with self.http.post(f"{self.base}/{method}", json=body) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def says(
        self, chat: int, html: str, buttons: list[list[Json]] | None = None, **more: object
    ) -> int:
        """Sends a message; its number."""
        if buttons:
            more["reply_markup"] = {"inline_keyboard": buttons}
        message = await self.call("sendMessage", chat_id=chat, text=html, parse_mode="HTML", **more)
        return int(message["message_id"])

    async def hears(self, kind: str = "message") -> Json:
        """The next update of a kind; others are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for update in await self.call("getUpdates", offset=self.offset, timeout=PATIENCE, limit=1):
                    self.offset = update["update_id"] + 1
                    if kind in update:
                        found: Json = update[kind]
                        return found


@dataclass(slots=True)
class Scene:
    telegram: Telegram
    bot: ScriptedBot
    page: Page
    url: str
    reader: Person
    editor: Person
    group: Group
    channel: Channel
    errors: list[str]

    @property
    def field(self) -> Locator:
        return self.page.locator(".composer-field")

    @property
    def messages(self) -> Locator:
        return self.page.locator(".message")

    def row(self, chat: Person | Group | Channel) -> Locator:
        return self.page.locator(f'.chat-row[data-chat="{chat.id}"]')

    def message(self, number: int) -> Locator:
        return self.page.locator(f'.message[data-id="{number}"]')

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def opens(self, chat: Person | Group | Channel) -> None:
        await self.row(chat).click()
        await self.page.locator(".header .chat-name", has_text=chat.chat.title).wait_for()
