"""/articles and /article: what is there."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.editor import articles
from bot.views.editor.articles import ARTICLES_PER_PAGE, with_list
from storage import articles as stored_articles
from storage import people
from storage.database import Database


def router() -> Router:
    router = Router(name="articles")
    editor, private = IsEditor(), PRESSED_IN_PRIVATE
    for name, command in (("articles", listing), ("article", one)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE, editor)
    for action, press in (
        (Action.ARTICLES, press_listing),
        (Action.ARTICLE, press_one),
    ):
        router.callback_query.register(press, Pressed(action), private, editor)
    return router


async def listing(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await _listing(None, context, db))


async def one(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    number = parse_number(command.args or "")
    if number is None:
        await reply(message, with_list(context.say("article-ask"), context.say))
        return
    await reply(message, await _one(number, context, db))


async def press_listing(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await _listing(int(press.arguments[0]) or None, context, db))


async def press_one(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    number = int(press.arguments[0])
    await edit_or_send(call, bot, await _one(number, context, db))


async def _listing(before: int | None, context: RequestContext, db: Database) -> views.Message:
    async with db.read() as reader:
        found = await stored_articles.list_newest(reader, ARTICLES_PER_PAGE + 1, before)
        newest = await stored_articles.list_newest(reader, 1)
    shown = [(stored.article, stored.retracted_at is not None) for stored in found[:ARTICLES_PER_PAGE]]
    newest_id = newest[0].article.id if newest else 0
    return articles.listing(shown, newest_id, len(found) > ARTICLES_PER_PAGE, context.place)


async def _one(number: int, context: RequestContext, db: Database) -> views.Message:
    async with db.read() as reader:
        stored = await stored_articles.get(reader, number)
        editor = await people.get(reader, stored.added_by) if stored and stored.added_by else None
    if stored is None:
        return _missing(number, context)
    gone, name = stored.retracted_at is not None, editor.name if editor else ""
    return articles.one(stored.article, stored.story_id, stored.body, context.place, gone=gone, added_by=name)


def _missing(number: int, context: RequestContext) -> views.Message:
    return with_list(context.say("article-not-found", number=str(number)), context.say)
