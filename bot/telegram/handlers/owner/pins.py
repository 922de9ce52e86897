"""When the bot has pinned a message, removes the line in which Telegram announces that."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Bot, F, Router
from aiogram.exceptions import AiogramError
from aiogram.types import Message

from bot.telegram.shared.context import RequestContext
from storage import sent_messages
from storage.database import Database
from storage.destinations import Address


def register(router: Router) -> None:
    router.message.register(pinned, F.pinned_message)
    router.channel_post.register(pinned, F.pinned_message)


async def pinned(message: Message, bot: Bot, context: RequestContext, db: Database) -> None:
    by_bot = message.from_user is None or message.from_user.id == bot.id
    what = message.pinned_message
    if what is None or not by_bot or not context.destination.preferences.pinned:
        return
    async with db.read() as reader:
        own = await sent_messages.sent_for(reader, Address(message.chat.id), what.message_id)
    if own is not None:
        with suppress(AiogramError, OSError):  # a line too many is no harm
            await bot.delete_message(message.chat.id, message.message_id)
