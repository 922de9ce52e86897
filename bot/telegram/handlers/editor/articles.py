"""/articles and /article: what is there."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.views.common.buttons import OpenArticle
from bot.views.editor import articles as views
from bot.views.editor.articles import ARTICLES_PER_PAGE, article_missing, with_list
from bot.views.editor.buttons import OpenArticles
from storage import articles, people
from storage.database import Database


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(listing, Command("articles", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(named, Command("article", ignore_case=True), IN_PRIVATE, editor)
    router.callback_query.register(listing, Pressed(OpenArticles), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(one, Pressed(OpenArticle), PRESSED_IN_PRIVATE, editor)


async def listing(
    _: TelegramObject, context: RequestContext, db: Database, press: OpenArticles = OpenArticles()
) -> None:
    async with db.read() as reader:
        found = await articles.list_newest(reader, ARTICLES_PER_PAGE + 1, press.before or None)
        newest = await articles.list_newest(reader, 1)
    newest_id = newest[0].article.id if newest else 0
    shown, older = found[:ARTICLES_PER_PAGE], len(found) > ARTICLES_PER_PAGE
    await context.answer(views.listing(shown, newest_id, older, context.place))


async def named(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/article 12` opens it."""
    number = parse_number(command.args or "")
    if number is None:
        await context.answer(with_list(context.say("article-ask"), context.say))
    else:
        await one(message, OpenArticle(number), context, db)


async def one(_: TelegramObject, press: OpenArticle, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        stored = await articles.get(reader, press.article)
        editor = await people.get(reader, stored.added_by) if stored and stored.added_by else None
    if stored is None:
        await context.answer(article_missing(press.article, context.say))
    else:
        await context.answer(views.one(stored, context.place, editor.name if editor else ""))
