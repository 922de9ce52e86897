"""Shows the owner of a group or channel how its posts were read."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, MessageReactionCountUpdated

from bot.answers import taps
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.views.owner.buttons import OpenChatWeek
from bot.views.owner.week import chat_week_screen
from storage.database import Database


def register(router: Router) -> None:
    router.callback_query.register(open_week, Pressed(OpenChatWeek), PRESSED_IN_PRIVATE)
    router.message_reaction_count.register(reacted)


async def open_week(_: CallbackQuery, press: OpenChatWeek, context: RequestContext, db: Database) -> None:
    chat = (await context.subscription(db, press.owner)).destination
    await context.answer(chat_week_screen(chat, await taps.week_of(db, chat, context.now), context.say))


async def reacted(event: MessageReactionCountUpdated, db: Database) -> None:
    """In channels, Telegram tells administrators how many reactions there are, but not from whom."""
    await taps.set_reactions(
        db, event.chat.id, event.message_id, sum(each.total_count for each in event.reactions)
    )
