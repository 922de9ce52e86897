"""/saved and /history: what a reader can return to."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from bot.answers.history import history
from bot.answers.saved import saved_page
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Shows
from bot.views.common.origin import FromHistory, FromSaved
from bot.views.reader.saved import history_message, saved_message
from storage.database import Database


def register(router: Router) -> None:
    router.message.register(open_saved, Command("saved", ignore_case=True), IN_PRIVATE)
    router.message.register(open_history, Command("history", ignore_case=True), IN_PRIVATE)
    router.callback_query.register(open_saved, Shows(FromSaved), PRESSED_IN_PRIVATE)
    router.callback_query.register(open_history, Shows(FromHistory), PRESSED_IN_PRIVATE)


async def open_saved(
    _: TelegramObject, context: RequestContext, db: Database, shown: FromSaved = FromSaved(0)
) -> None:
    page = await saved_page(db, context.destination, shown.page)
    await context.answer(saved_message(page, context.place))


async def open_history(
    _: TelegramObject, context: RequestContext, db: Database, shown: FromHistory = FromHistory(0)
) -> None:
    page = await history(db, context.destination, shown.page)
    await context.answer(history_message(page, context.place))
