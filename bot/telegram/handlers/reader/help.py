"""/help."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.telegram.handlers.reader.settings_screens import help_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE
from bot.telegram.shared.replies import reply
from storage.database import Database


def router() -> Router:
    router = Router(name="help")
    router.message.register(help_, Command("help", ignore_case=True), IN_PRIVATE)
    return router


async def help_(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await help_of(context, db))
