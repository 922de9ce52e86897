"""Blocked, removed, let back in, moved: what Telegram tells about the bot's place in a chat."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import IS_MEMBER, IS_NOT_MEMBER, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message

from bot.clock import Clock
from bot.services import chats, readers
from bot.services.channel_sources import ChannelSources
from bot.telegram.filters import IN_GROUP
from bot.telegram.showing import send
from bot.telegram.visit import Visit
from bot.views.help import private_only
from storage.database import Database
from storage.destinations import Address


def router() -> Router:
    router = Router(name="membership")
    router.my_chat_member.register(left, ChatMemberUpdatedFilter(IS_MEMBER >> IS_NOT_MEMBER))
    router.my_chat_member.register(joined, IN_GROUP, ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER))
    router.my_chat_member.register(came_back, ChatMemberUpdatedFilter(IS_MEMBER))  # or got rights back
    router.message.register(topic_opened, F.forum_topic_reopened)
    router.message.register(moved, F.migrate_to_chat_id)
    router.message.register(renamed, F.new_chat_title)
    router.channel_post.register(renamed, F.new_chat_title)
    return router


async def left(event: ChatMemberUpdated, db: Database, clock: Clock) -> None:
    await readers.left(db, event.chat.id, clock.now())


async def came_back(event: ChatMemberUpdated, db: Database) -> None:
    await readers.came_back(db, event.chat.id)


async def topic_opened(message: Message, db: Database) -> None:
    await readers.topic_opened(db, Address(message.chat.id, message.message_thread_id or 0))


async def joined(event: ChatMemberUpdated, bot: Bot, visit: Visit, db: Database) -> None:
    """Says once what the bot does in a group."""
    await readers.came_back(db, event.chat.id)
    words = private_only(visit.say("group-help"), visit.say, visit.bot_username)
    await send(bot, event.chat.id, words)


async def moved(message: Message, db: Database) -> None:
    if message.migrate_to_chat_id is not None:
        await readers.moved(db, message.chat.id, message.migrate_to_chat_id)


async def renamed(message: Message, db: Database, channel_sources: ChannelSources) -> None:
    if message.new_chat_title:
        await chats.renamed(db, Address(message.chat.id), message.new_chat_title)
        await channel_sources.renamed(message.chat.id, message.new_chat_title)
