"""/preview: the digest as readers would get it now, for editors."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.answers import preview as answers
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed, Shows
from bot.telegram.shared.parsing import parse_period
from bot.views.common.menu import with_menu
from bot.views.common.origin import DigestPeriod, FromMore, FromPreview
from bot.views.editor.buttons import OpenPreview
from bot.views.editor.preview import preview_message, preview_rest, preview_wrong_period
from storage.database import Database


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(preview, Command("preview", ignore_case=True), IN_PRIVATE, editor)
    router.callback_query.register(open_preview, Pressed(OpenPreview), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(show_again, Shows(FromPreview), PRESSED_IN_PRIVATE, editor)


async def preview(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    await _answer(command.args or "24h", context, db)


async def open_preview(_: TelegramObject, press: OpenPreview, context: RequestContext, db: Database) -> None:
    await _answer(f"{press.hours}h", context, db)


async def show_again(
    _: TelegramObject, shown: FromPreview | FromMore, context: RequestContext, db: Database
) -> None:
    """The preview, or a page of what it had no line for."""
    of, page = (shown.digest, shown.page) if isinstance(shown, FromMore) else (shown, None)
    if isinstance(of, FromPreview):
        await _show(of, page, context, db)


async def _answer(said: str, context: RequestContext, db: Database) -> None:
    period = parse_period(said)
    if period is None:
        await context.answer(preview_wrong_period(context.say))
    else:
        await _show(FromPreview(DigestPeriod.at(period, context.now)), None, context, db)


async def _show(shown: FromPreview, page: int | None, context: RequestContext, db: Database) -> None:
    period, until = shown.answer.period, shown.answer.until
    digest = await answers.digest(db, context.destination, period=period, now=until)
    readers = await answers.readers_soon(db, context.now)
    place = replace(context.place, now=until)
    if page is None:
        await context.answer(preview_message(digest, readers, shown, place))
    elif digest.items:
        await context.answer(preview_rest(digest, readers, shown, place, page))
    else:
        await context.answer(with_menu(context.say("digest-gone"), context.say))
