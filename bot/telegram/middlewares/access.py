"""Who may use the bot: nobody who is banned and, with ACCESS=invite, nobody without an invitation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import AiogramError
from aiogram.types import Chat, Message, TelegramObject, Update, User

from bot.i18n import speak
from bot.settings import Settings
from bot.subscribers.access import admission_of
from bot.subscribers.invitations import accept_invitation
from bot.telegram.shared.context import language_of
from bot.telegram.shared.replies import reply
from bot.timing.clock import Clock
from bot.views.common.menu import plain
from storage import destinations
from storage.database import Database


class AccessMiddleware(BaseMiddleware):
    """Keeps out whoever may not use the bot. It runs before the context is made, which would register a
    stranger.
    """

    def __init__(self, db: Database, clock: Clock, settings: Settings) -> None:
        self._db = db
        self._clock = clock
        self._settings = settings

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> object:
        update = cast("Update", event)
        user: User | None = data.get("event_from_user")
        if user is None or not (update.message or update.edited_message or update.callback_query):
            return await handler(event, data)
        foreign = _is_anothers(data.get("event_chat"), user)
        standing = "banned" if foreign else await admission_of(self._db, user.id, self._settings)
        if standing == "in" or (standing == "stranger" and await self._may(update, user)):
            return await handler(event, data)
        with suppress(AiogramError, OSError):
            await self._turn_away(data["bot"], update, user, told=standing == "stranger")
        return None

    async def _may(self, update: Update, user: User) -> bool:
        """Also lets in whoever brings an invitation, and everybody in a group that is connected."""
        message = update.message
        if message is None or message.chat.type == "private":
            payload = (message.text or "").removeprefix("/start ").strip() if message else ""
            return await accept_invitation(self._db, payload, user.id, self._clock.now()) is not None
        async with self._db.read() as reader:
            return await destinations.is_connected(reader, message.chat.id)

    async def _turn_away(self, bot: Bot, update: Update, user: User, *, told: bool) -> None:
        say = speak(language_of(user, self._settings.default_language))
        message = update.message
        if update.callback_query is not None:
            words = say("access-invite") if told else None
            await bot.answer_callback_query(update.callback_query.id, text=words, show_alert=told)
        elif told and message is not None and _is_for_bot(message):
            private = message.chat.type == "private"
            await reply(message, plain(say("access-invite") if private else say("access-group")))


def _is_anothers(chat: Chat | None, user: User) -> bool:
    """A private chat has its person's number; who acts in another's does not come from Telegram."""
    return chat is not None and chat.type == "private" and chat.id != user.id


def _is_for_bot(message: Message) -> bool:
    return message.chat.type == "private" or (message.text or "").startswith("/")
