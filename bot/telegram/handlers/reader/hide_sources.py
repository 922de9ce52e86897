"""A story's sources, to hide them from one's own digests."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.answers import digest
from bot.subscribers import chats
from bot.telegram.handlers.reader.settings_screens import choices_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.replies import edit_or_send
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import with_menu
from bot.views.common.message import Message
from bot.views.reader.news_sources import NewsSource, choose_hidden
from storage import sources
from storage.database import Database

MAX_SOURCES_OFFERED = 30


def router() -> Router:
    router = Router(name="hiding")
    router.callback_query.register(open_sources, Pressed(Action.HIDE), PRESSED_IN_PRIVATE)
    router.callback_query.register(switch, Pressed(Action.HIDE_SOURCE), PRESSED_IN_PRIVATE)
    return router


async def open_sources(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await _screen(int(press.arguments[0]), press.arguments[1], context, db))


async def switch(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    source_id, wanted, story_id, shown = press.arguments
    async with db.read() as reader:
        name = await sources.name_of(reader, int(source_id))
    if name is not None:
        await chats.set_source(db, context.destination.id, name, wanted=wanted == "1")
    await edit_or_send(call, bot, await _screen(int(story_id), shown, context, db))


async def _screen(story_id: int, shown: str, context: RequestContext, db: Database) -> Message:
    story = await digest.story(db, story_id)
    if story is None:
        return with_menu(context.say("story-gone"), context.say)
    names = {origin.source for article in story.articles for origin in article.origins}
    async with db.read() as reader:
        found = [NewsSource(each.id, each.name) for each in await sources.named(reader, names)]
    choices = await choices_of(context.destination.id, db)
    return choose_hidden(found[:MAX_SOURCES_OFFERED], choices.sources, story.id, shown, context.say)
