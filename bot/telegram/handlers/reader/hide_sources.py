"""A story's sources, to hide them from one's own digests."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import TelegramObject

from bot.answers import digest
from bot.subscribers import chats
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.views.common.menu import with_menu
from bot.views.reader.answer_buttons import HideStorySource, OpenStorySources
from bot.views.reader.news_sources import choose_hidden
from storage import destinations, sources
from storage.database import Database

MAX_SOURCES_OFFERED = 30


def router() -> Router:
    router = Router(name="hiding")
    router.callback_query.register(open_sources, Pressed(OpenStorySources), PRESSED_IN_PRIVATE)
    router.callback_query.register(switch, Pressed(HideStorySource), PRESSED_IN_PRIVATE)
    return router


async def switch(_: TelegramObject, press: HideStorySource, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        name = await sources.name_of(reader, press.source)
    if name is not None:
        await chats.set_source(db, context.destination.id, name, wanted=press.on)
    await open_sources(_, press, context, db)


async def open_sources(
    _: TelegramObject, press: OpenStorySources | HideStorySource, context: RequestContext, db: Database
) -> None:
    story = await digest.story(db, press.story)
    if story is None:
        await context.answer(with_menu(context.say("story-gone"), context.say))
        return
    names = {origin.source for article in story.articles for origin in article.origins}
    async with db.read() as reader:
        offered = await sources.named(reader, names)
        own = await destinations.get(reader, context.destination.id) or context.destination
    shown = offered[:MAX_SOURCES_OFFERED]
    await context.answer(choose_hidden(shown, own.preferences.sources, story.id, press.shown, context.say))
