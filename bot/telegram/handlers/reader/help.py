"""/help."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE
from bot.views.common.menu import help_screen
from storage import destinations
from storage.database import Database


def register(router: Router) -> None:
    router.message.register(help_, Command("help", ignore_case=True), IN_PRIVATE)


async def help_(_: Message, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        owner = bool(await destinations.owned(reader, context.person.id, 1))
    await context.answer(help_screen(context.say, owner=owner, editor=context.editor, admin=context.admin))
