"""/log: who did what, for editors."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.views.editor import log as views
from bot.views.editor.articles import article_missing, with_list
from bot.views.editor.buttons import OpenLog
from bot.views.editor.log import ENTRIES_PER_PAGE
from storage import articles, editor_actions, people, revisions
from storage.database import Database, Reader
from storage.editor_actions import EditorAction
from storage.revisions import Revision


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(named, Command("log", ignore_case=True), IN_PRIVATE, editor)
    router.callback_query.register(page, Pressed(OpenLog), PRESSED_IN_PRIVATE, editor)


async def named(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/log` is about all articles, `/log 12` about one."""
    number = parse_number(command.args) if command.args else 0
    if number is None:
        await context.answer(with_list(context.say("log-ask"), context.say))
    else:
        await page(message, OpenLog(number), context, db)


async def page(_: TelegramObject, press: OpenLog, context: RequestContext, db: Database) -> None:
    skip = press.page * ENTRIES_PER_PAGE
    async with db.read() as reader:
        if press.article and await articles.get(reader, press.article) is None:
            await context.answer(article_missing(press.article, context.say))
            return
        newest = await _newest(reader, press.article, skip + ENTRIES_PER_PAGE + 1)
        found = newest[skip : skip + ENTRIES_PER_PAGE]
        ids = {one.person_id for one in found if one.person_id}
        names = {number: (await people.get(reader, number)).name for number in ids}
    shown = [(one, names.get(one.person_id or 0, "")) for one in found]
    await context.answer(views.page_of_log(shown, press, len(newest) > skip + len(shown), context.place))


async def _newest(db: Reader, article: int, limit: int) -> list[Revision | EditorAction]:
    """The latest actions on this article or, with 0, on any."""
    found: list[Revision | EditorAction] = []
    if article:
        found += await revisions.log_of_article(db, article, skip=0, limit=limit)
        found += await editor_actions.of_article(db, article, limit)
    else:
        found += await revisions.log(db, limit=limit)
        found += await editor_actions.list_newest(db, limit)
    return sorted(found, key=lambda one: one.created, reverse=True)[:limit]
