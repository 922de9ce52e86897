"""/preview: the digest as readers would get it now, for editors."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram.handlers.reader.screens import preview_answer
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_period
from bot.telegram.shared.replies import edit_or_send, reply, typing
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.editor.preview import preview_wrong_period
from storage.database import Database


def router() -> Router:
    router = Router(name="preview")
    editor = IsEditor()
    router.message.register(preview, Command("preview", ignore_case=True), IN_PRIVATE, editor)
    router.callback_query.register(press_preview, Pressed(Action.PREVIEW), PRESSED_IN_PRIVATE, editor)
    return router


async def preview(
    message: Message, command: CommandObject, bot: Bot, context: RequestContext, db: Database
) -> None:
    async with typing(bot, message.chat.id):
        view = await _of(command.args or "24h", context, db)
    await reply(message, view)


async def press_preview(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    async with typing(bot, call.from_user.id):
        view = await _of(f"{press.arguments[0]}h", context, db)
    await edit_or_send(call, bot, view)


async def _of(said: str, context: RequestContext, db: Database) -> views.Message:
    period = parse_period(said)
    return await preview_answer(db, context, period) if period else preview_wrong_period(context.say)
