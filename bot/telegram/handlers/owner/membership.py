"""The bot's place in a chat, as Telegram reports it: blocked, removed, let back in, moved."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import IS_MEMBER, IS_NOT_MEMBER, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message

from bot.intake.channels.channels import ChannelSources
from bot.subscribers import chats, readers
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_GROUP
from bot.telegram.shared.moves import GroupMoves
from bot.telegram.shared.replies import send
from bot.timing.clock import Clock
from bot.views.common.menu import private_only
from storage.database import Database
from storage.destinations import Address


def register(router: Router) -> None:
    router.my_chat_member.register(left, ChatMemberUpdatedFilter(IS_MEMBER >> IS_NOT_MEMBER))
    router.my_chat_member.register(joined, IN_GROUP, ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER))
    router.my_chat_member.register(came_back, ChatMemberUpdatedFilter(IS_MEMBER))  # or got rights back
    router.message.register(topic_opened, F.forum_topic_reopened)
    router.message.register(moved, F.migrate_to_chat_id | F.migrate_from_chat_id)
    router.message.register(renamed, F.new_chat_title)
    router.channel_post.register(renamed, F.new_chat_title)


async def left(event: ChatMemberUpdated, db: Database, clock: Clock, moves: GroupMoves) -> None:
    """Does not count for a group that becomes a supergroup, although the bot leaves it too."""
    if event.chat.type == "group" and await moves.concern(event.chat.id):
        return
    await readers.mark_blocked(db, event.chat.id, clock.now())


async def came_back(event: ChatMemberUpdated, db: Database) -> None:
    await readers.mark_unblocked(db, event.chat.id)


async def topic_opened(message: Message, db: Database) -> None:
    await readers.topic_opened(db, Address(message.chat.id, message.message_thread_id or 0))


async def joined(
    event: ChatMemberUpdated, bot: Bot, context: RequestContext, db: Database, *, moves: GroupMoves
) -> None:
    """Says once what the bot does in a group; a supergroup that was a group has been told before."""
    await readers.mark_unblocked(db, event.chat.id)
    if event.chat.type == "supergroup" and await moves.concern(event.chat.id):
        return
    words = private_only(context.say("group-help"), context.say, context.bot_username)
    await send(bot, event.chat.id, words)


async def moved(message: Message, db: Database, clock: Clock) -> None:
    """Both chats announce it, the old and the new."""
    old, new = message.chat.id, message.migrate_to_chat_id
    if new is None:
        old, new = message.migrate_from_chat_id or 0, message.chat.id
    await readers.migrate_chat(db, old, new, clock.now())


async def renamed(message: Message, db: Database, channel_sources: ChannelSources) -> None:
    if message.new_chat_title:
        await chats.renamed(db, Address(message.chat.id), message.new_chat_title)
        await channel_sources.renamed(message.chat.id, message.new_chat_title)
