"""A person as one acts through them, in tests and from the page: `await reader.writes("/start")`."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.playground.world.chats import Chat
from bot.playground.world.messages import Message
from bot.playground.world.places import Place
from bot.playground.world.presses import Answer
from bot.playground.world.signals import PATIENCE
from bot.playground.world.view import View
from bot.playground.world.writer import Writer


class Person(Writer):
    """Writes, presses, opens, chooses, blocks."""

    async def presses(
        self,
        text: str,
        *,
        message: Message | None = None,
        place: Place | None = None,
        within: float = PATIENCE,
    ) -> Answer:
        """The button with these words: under `message`, else under the newest that has it, else a key.

        Waits for the button and for the bot's answer. A button that leads to the bot itself opens it.
        """
        view = place or self
        found = await view.chat.changed.until(lambda: _find(view, message, text), within)
        if found is None:
            raise AssertionError(f"there is no button {text!r}; {view._shown()}")
        holder, button = found
        if holder is None:
            await self.writes(button["text"], place=place)
            return Answer()
        if "url" in button:
            await self.opens(button["url"])
            return Answer(url=button["url"])
        return await self.presses_data(holder, button["callback_data"], within=within)

    async def presses_data(self, message: Message, data: str, *, within: float = PATIENCE) -> Answer:
        """As a button with this data would: forged or stale presses can be made too."""
        press = self.telegram.callbacks.open(self.account, message, data)
        self.telegram.updates.add("callback_query", press.api())
        try:
            async with asyncio.timeout(within):
                return await press.answer
        except TimeoutError:
            self.telegram.callbacks.expire(press)
            raise AssertionError(f"the bot did not answer the press of {data!r} within {within} s") from None

    async def opens(self, link: str) -> Message | None:
        """A link; `t.me/BOT?start=s42` presses Start with that payload, any other leads out of Telegram."""
        head, _, payload = link.partition("?start=")
        if head.rpartition("/")[2].lower() != (self.telegram.bot.username or "").lower():
            return None
        return await self.writes(f"/start {payload}".strip())

    async def picks(self, place: Place, *, key: str = "", request_id: int | None = None) -> Message:
        """Chooses a chat by the key that asks for one; the bot is added there if the key wants it."""
        asked = await self.chat.changed.until(lambda: _picker(self.chat, key, request_id))
        if asked is None:
            raise AssertionError(f"no key {key!r} asks for a chat; {self._shown()}")
        if bool(asked.get("chat_is_channel")) != (place.chat.kind == "channel"):
            raise AssertionError("the button asks for another kind of chat")
        rights = [right for right, needed in (asked.get("user_administrator_rights") or {}).items() if needed]
        if not all(place.chat.member(self.account).may(right) for right in rights):
            raise AssertionError("Telegram offers only chats in which one has these rights")
        if asked.get("bot_administrator_rights"):
            place.promotes_bot(by=self)
        elif asked.get("bot_is_member") and not self.telegram.world.bot_in(place.chat).is_in:
            place.adds_bot(by=self)
        shared: dict[str, Any] = {"request_id": asked["request_id"], "chat_id": place.id}
        if asked.get("request_title"):
            shared["title"] = place.chat.title
        return self._send(None, {"service": {"chat_shared": shared}})

    async def picks_person(self, person: Person) -> Message:
        """Answers the key that asks for a person."""
        asked = await self.chat.changed.until(lambda: _picker(self.chat, "", None, "request_users"))
        if asked is None:
            raise AssertionError(f"no key asks for a person; {self._shown()}")
        users = [{"user_id": person.id}]
        return self._send(
            None, {"service": {"users_shared": {"request_id": asked["request_id"], "users": users}}}
        )

    def blocks(self) -> None:
        self._set_blocked(True)

    def unblocks(self) -> None:
        self._set_blocked(False)

    def _set_blocked(self, blocked: bool) -> None:
        if self.chat.blocked == blocked:
            return
        self.chat.blocked = blocked
        status = {"user": self.telegram.bot.api(), "status": "kicked", "until_date": 0}
        member = {"user": self.telegram.bot.api(), "status": "member"}
        old, new = (member, status) if blocked else (status, member)
        update = {"chat": self.chat.api(), "from": self.account.api(), "date": self.telegram.clock.unix()}
        self.telegram.updates.add("my_chat_member", update | {"old_chat_member": old, "new_chat_member": new})
        self.telegram.show_chat(self.chat)


def _find(view: View, message: Message | None, text: str) -> tuple[Message | None, dict[str, Any]] | None:
    """The button and the message under which it stands; None for the latter when it is a key."""
    holders = [message] if message is not None else list(reversed(view.by_bot))
    for holder in holders:
        if button := holder.button(text):
            return holder, button
    keys = [key for row in view.chat.reply_keyboard or [] for key in row]
    key = next((key for key in keys if text in key["text"]), None)
    return (None, key) if key is not None else None


def _picker(
    chat: Chat, text: str, request_id: int | None, kind: str = "request_chat"
) -> dict[str, Any] | None:
    keys = [key for row in chat.reply_keyboard or [] for key in row]
    asked = [key[kind] for key in keys if kind in key and text in key["text"]]
    return next((each for each in asked if request_id in (None, each["request_id"])), None)
