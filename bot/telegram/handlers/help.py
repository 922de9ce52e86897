"""/help."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.telegram.filters import IN_PRIVATE
from bot.telegram.showing import reply
from bot.telegram.visit import Visit
from bot.views.help import help_screen


def router() -> Router:
    router = Router(name="help")
    router.message.register(help_, Command("help", ignore_case=True), IN_PRIVATE)
    return router


async def help_(message: Message, visit: Visit) -> None:
    await reply(message, help_screen(visit.say, editor=visit.editor))
