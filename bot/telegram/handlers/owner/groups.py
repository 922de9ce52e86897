"""In a group: short answers to commands for the bot, and a way to the private chat."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.telegram.shared.chat_rights import ChatRights
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_GROUP
from bot.telegram.shared.replies import reply
from bot.views.common.menu import private_only

PRIVATE_COMMANDS = (
    "topics", "subscribe", "unsubscribe", "time", "timezone", "language", "settings", "pause", "resume",
    "follow", "unfollow", "mute", "unmute", "add", "chats", "articles", "article", "edit", "retract",
    "privacy", "export", "forget", "saved", "history", "clip",
)  # fmt: skip


def register(router: Router) -> None:
    router.message.register(automatic, F.is_automatic_forward)
    router.message.register(introduce, Command("start", "help", ignore_case=True), IN_GROUP)
    router.message.register(elsewhere, Command(*PRIVATE_COMMANDS, ignore_case=True), IN_GROUP)


async def automatic(_: Message) -> None:
    """Ignore a channel's post that appears in its discussion group: nobody addressed the bot."""


async def introduce(message: Message, bot: Bot, context: RequestContext, chat_rights: ChatRights) -> None:
    """Tell whoever may connect the group how to do it."""
    manages = await chat_rights.speaks_for(bot, message, context.now)
    words = context.say("group-help") if manages else context.say("group-help-reader")
    await reply(message, private_only(words, context.say, context.bot_username))


async def elsewhere(message: Message, context: RequestContext) -> None:
    await reply(message, private_only(context.say("group-private-only"), context.say, context.bot_username))
