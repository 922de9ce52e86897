"""What is found for whoever searches: what the service answers, as the views show it."""

from __future__ import annotations

from bot.services import search
from bot.services.search import STORIES_PER_PAGE, SearchQuestion
from bot.telegram.visit import RequestContext
from bot.views.digest import DigestContext
from bot.views.message import Message
from bot.views.search import found_message, search_gone
from bot.views.shown import FromSearch
from storage.database import Database

STORIES_IN_GROUP = 3


async def search_answer(db: Database, context: RequestContext, said: str) -> Message | None:
    """None when nothing was said that could be looked for."""
    asked = await search.ask(db, said, context.now, context.own_topics)
    return await _found(db, context, asked, 0) if asked else None


async def search_again(db: Database, context: RequestContext, shown: FromSearch) -> Message:
    """A page of what a button or a link carries."""
    asked = await search.asked_again(db, shown.number, context.now, context.own_topics)
    return await _found(db, context, asked, shown.page) if asked else search_gone(context.say)


async def _found(db: Database, context: RequestContext, asked: SearchQuestion, page: int) -> Message:
    searched, query = asked
    destination = context.destination
    size = STORIES_PER_PAGE if destination.kind == "private" else STORIES_IN_GROUP
    found = await search.find(db, query, destination, page=page, now=context.now, size=size)
    look = DigestContext(context.say, context.now, destination.zone, context.bot_username, destination.kind)
    return found_message(found, searched, look, page=page, size=size)
