"""The embedded Telegram: its world, what the bot is told, what the bot did, what may go wrong."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from bot.playground.api.faults import Faults
from bot.playground.api.journal import Journal
from bot.playground.api.limits import Limits
from bot.playground.api.profile import Profile
from bot.playground.api.updates import Updates
from bot.playground.api.webhook import Webhook
from bot.playground.clock import PlaygroundClock
from bot.playground.pages.json_view import page_chat, page_message
from bot.playground.world.accounts import Account
from bot.playground.world.chats import Chat, Kind, Status
from bot.playground.world.events import Events
from bot.playground.world.messages import Content, Message
from bot.playground.world.person import Person
from bot.playground.world.places import Channel, Group, Place
from bot.playground.world.presses import Callbacks
from bot.playground.world.signals import PATIENCE
from bot.playground.world.visibility import bot_sees
from bot.playground.world.world import World

Kept = TypeVar("Kept", Group, Channel)
_BOT_ID = 42_000_042
_QUIET = 0.05  # a bot confirms an update before its handler is through


class Telegram:
    """Persons are added with `person`, chats with `group` and `channel`; `serve` puts it on a port.

    `privacy` is the bots' privacy mode: in groups the bot only sees commands, replies to it and mentions of
    it, unless it is an administrator.
    """

    def __init__(
        self,
        token: str | None = None,
        *,
        name: str = "Новости",
        username: str = "newsdigest_bot",
        enforce_limits: bool = False,
        seed: int = 0,
        history: int = 1000,
    ) -> None:
        self.token = token or f"{_BOT_ID}:{secrets.token_urlsafe(26)}"
        self.bot = Account(int(self.token.partition(":")[0]), name, username, is_bot=True)
        self.world = World(self.bot, history)
        self.updates = Updates(first_id=100_000_001)
        self.webhook = Webhook(self)
        self.updates.push = self.webhook.fill
        self.updates.pushed = lambda: bool(self.webhook.url)
        self.callbacks = Callbacks()
        self.profile = Profile()
        self.journal = Journal()
        self.faults = Faults(seed)
        self.limits = Limits(enforce_limits)
        self.events = Events()
        self.clock = PlaygroundClock()
        self.privacy = True
        self.people: dict[int, Person] = {}
        self.places: dict[int, Place] = {}
        self.in_flight = 0
        self.idle = self.updates.changed

    def person(
        self,
        name: str,
        id: int | None = None,
        *,
        language: str = "ru",
        username: str | None = None,
        role: str = "reader",
        started: bool = False,
    ) -> Person:
        """A new person. With `started` they have pressed Start long ago: the bot may write at once."""
        account = self.world.add_person(name, id, username, language, role)
        person = self.people[account.id] = Person(self, account, self.world.chats[account.id])
        person.chat.started = started
        self.show_chat(person.chat)
        return person

    def group(
        self,
        title: str,
        *,
        owner: Person | None = None,
        forum: bool = False,
        basic: bool = False,
        id: int | None = None,
        username: str | None = None,
        bot: Status = "member",
    ) -> Group:
        """A supergroup, or a basic group. `bot` is the bot's place in it; no update tells of it."""
        kind: Kind = "group" if basic else "supergroup"
        chat = self.world.add_chat(kind, title, id=id, username=username, is_forum=forum)
        return self._with_members(Group(self, chat), owner, bot)

    def channel(
        self,
        title: str,
        *,
        owner: Person | None = None,
        id: int | None = None,
        username: str | None = None,
        bot: Status = "administrator",
    ) -> Channel:
        chat = self.world.add_chat("channel", title, id=id, username=username, is_forum=False)
        return self._with_members(Channel(self, chat), owner, bot)

    def _with_members(self, place: Kept, owner: Person | None, bot: Status) -> Kept:
        if owner is not None:
            self.world.set_member(place.chat, owner.account, "creator")
        self.world.set_member(place.chat, self.bot, bot)
        self.places[place.id] = place
        self.show_chat(place.chat)
        return place

    def now(self) -> datetime:
        return self.clock.now()

    def move_clock(self, by: timedelta) -> datetime:
        """Raises ValueError when it would go back."""
        now = self.clock.move(by)
        self.events.send({"type": "clock", "now": now.isoformat()})
        return now

    def menu(self, person: Person | None) -> list[dict[str, str]]:
        """The commands that this person sees in their private chat."""
        if person is None:
            return self.profile.menu(["all_private_chats", "default"], "")
        own = f"chat:{person.id}"
        return self.profile.menu([own, "all_private_chats", "default"], person.account.language)

    def new_message(self, chat: Chat, sender: Account | None, content: Content) -> Message:
        """A message that is not in its chat yet."""
        return Message(chat, self.world.next_message_id(chat), self.clock.unix(), sender, **content)

    def post(self, message: Message) -> Message:
        """A message of the bot arrives in its chat."""
        message.chat.unread += 1
        self._arrive(message)
        return message

    def receive(self, message: Message) -> Message:
        """A message of somebody else arrives in its chat, and the bot is told if it may know."""
        if message.chat.person is not None:
            message.chat.started = True
        elif message.sender is not None and self.world.bot_in(message.chat).is_in:
            message.sender.met = True
        self._arrive(message)
        self.tell(message)
        return message

    def tell(self, message: Message, *, edited: bool = False) -> None:
        if not bot_sees(self.world, message, privacy=self.privacy):
            return
        kind = "channel_post" if message.chat.kind == "channel" else "message"
        self.updates.add(f"edited_{kind}" if edited else kind, message.api())

    def edit(self, message: Message, changes: Content) -> None:
        for name, value in changes.items():
            setattr(message, name, value)
        self.touch(message)

    def touch(self, message: Message) -> None:
        """Something about a message has changed that people see."""
        message.chat.changed.notify()
        if self.events.watched:
            self.events.send({"type": "message", "message": page_message(message)})

    def remove(self, message: Message) -> None:
        message.deleted = True
        message.chat.messages.pop(message.id, None)
        message.chat.changed.notify()
        self.events.send({"type": "deleted", "chat": message.chat.id, "message": message.id})

    def show_chat(self, chat: Chat) -> None:
        if self.events.watched:
            self.events.send({"type": "chat", "chat": page_chat(chat)})

    async def settled(self, within: float = PATIENCE) -> None:
        """Until the bot has taken every update, waits for more, and has been quiet for a moment.

        Fails loudly when the time is over. To wait for an answer, `Person.receives` is surer.
        """
        try:
            async with asyncio.timeout(within):
                while not self._is_quiet() or await self.idle.wait(_QUIET):
                    if not self._is_quiet():
                        await self.idle.wait(within)
        except TimeoutError:
            raise AssertionError(
                f"not settled within {within} s: {self.updates.pending} updates wait,"
                f" {self.in_flight} calls are under way, polling: {self.updates.polled}"
            ) from None

    def busy(self, change: int) -> None:
        """Counts the calls under way."""
        self.in_flight += change
        self.idle.notify()

    def _is_quiet(self) -> bool:
        asked = self.updates.polled or self.updates.pushed()
        return not self.updates.pending and not self.in_flight and asked

    def _arrive(self, message: Message) -> None:
        self.world.keep(message)
        self.touch(message)
