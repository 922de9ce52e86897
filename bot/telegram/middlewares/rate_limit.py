"""Tells people once when they ask too much in a short time, and shows "typing" to those who wait."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User

from bot.i18n import speak
from bot.settings import Settings
from bot.telegram.shared.replies import send, typing
from bot.timing.clock import Clock
from bot.views.common.menu import plain
from storage import destinations, people
from storage.database import Database
from storage.destinations import Address

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

BURST_ACTIONS = 30
ACTIONS_PER_MINUTE = 20
MAX_REMEMBERED_PEOPLE = 10_000


class RateLimit(BaseMiddleware):
    """Runs before everything else, so that a flood costs next to nothing. Editors have no limit."""

    def __init__(self, db: Database, clock: Clock, settings: Settings, buckets: TokenBuckets) -> None:
        self._db = db
        self._clock = clock
        self._settings = settings
        self._buckets = buckets

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        update = cast("Update", event)
        who = _who(update, data.get("event_from_user"))
        if who is None:
            return await handler(event, data)
        bucket = self._buckets.take(who, self._clock.now())
        if bucket is None or await self._is_trusted(who, bucket):
            return await handler(event, data)
        told, bucket.told = bucket.told, True
        with suppress(AiogramError, OSError):
            await self._refuse(data["bot"], update, who, told=told)
        return None

    async def _refuse(self, bot: Bot, update: Update, who: int, *, told: bool) -> None:
        """A press is always answered; in a group nothing is said."""
        words = None if told else await self._words(who)
        if update.callback_query is not None:
            await bot.answer_callback_query(update.callback_query.id, text=words, show_alert=not told)
        elif words is not None and update.message is not None and update.message.chat.type == "private":
            await send(bot, who, plain(words))

    async def _words(self, who: int) -> str:
        async with self._db.read() as reader:
            found = await destinations.at(reader, Address(who))
        return speak(found.language if found else self._settings.default_language)("too-fast")

    async def _is_trusted(self, who: int, bucket: TokenBucket) -> bool:
        """Looked up once while the bucket is empty."""
        if bucket.trusted is None:
            async with self._db.read() as reader:
                person = await people.get(reader, who)
            bucket.trusted = person.role != "reader" or who in self._settings.admin_ids
        return bucket.trusted


class TypingMiddleware(BaseMiddleware):
    """Runs around the chosen handler and shows "typing" while it takes long."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> object:
        message = event.message if isinstance(event, CallbackQuery) else cast("Message", event)
        if message is None:
            return await handler(event, data)
        async with typing(data["bot"], message.chat.id):
            return await handler(event, data)


def _who(update: Update, user: User | None) -> int | None:
    """Who acts; None for what is no action, such as service messages and talk in a group that is not for the
    bot.

    Anonymous administrators, who all have one id, count as their group.
    """
    message = update.message or update.edited_message
    if user is None or (message is None and update.callback_query is None):
        return None
    if message is None or message.chat.type == "private":
        return user.id
    for_bot = (message.text or "").startswith("/")
    return (message.sender_chat.id if message.sender_chat else user.id) if for_bot else None


@dataclass(slots=True)
class TokenBucket:
    """`told`: the person was told to wait; `trusted`: whether it is an editor, None while not looked up."""

    tokens: float
    filled_at: float
    told: bool = False
    trusted: bool | None = None


class TokenBuckets:
    """Allows `burst` actions at once, then `a_minute`. The notes on an empty bucket last until it is a third
    full.
    """

    def __init__(
        self,
        burst: int = BURST_ACTIONS,
        a_minute: float = ACTIONS_PER_MINUTE,
        remembered: int = MAX_REMEMBERED_PEOPLE,
    ) -> None:
        self._burst = burst
        self._rate = a_minute / 60
        self._remembered = remembered
        self._buckets: OrderedDict[int, TokenBucket] = OrderedDict()

    @property
    def known(self) -> int:
        return len(self._buckets)

    def take(self, person: int, now: datetime) -> TokenBucket | None:
        """Take a token; returns None when there was one, else the empty bucket."""
        at = now.timestamp()
        bucket = self._buckets.get(person)
        if bucket is None:
            bucket = self._buckets[person] = TokenBucket(self._burst, at)
            if len(self._buckets) > self._remembered:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(person)
        bucket.tokens = min(self._burst, bucket.tokens + max(0.0, at - bucket.filled_at) * self._rate)
        bucket.filled_at = at
        if bucket.tokens >= self._burst / 3:
            bucket.told, bucket.trusted = False, None
        if bucket.tokens < 1:
            return bucket
        bucket.tokens -= 1
        return None
