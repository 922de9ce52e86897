"""What is found for whoever searches: what the service answers, as the views show it."""

from __future__ import annotations

from bot.services import search
from bot.services.search import PAGE, Asked
from bot.telegram.visit import Visit
from bot.views.digest import Look
from bot.views.message import Message
from bot.views.search import found_message, search_gone
from bot.views.shown import FoundOn
from storage.database import Database

IN_GROUP = 3


async def search_answer(db: Database, visit: Visit, said: str) -> Message | None:
    """None when nothing was said that could be looked for."""
    asked = await search.ask(db, said, visit.now, visit.own_topics)
    return await _answer(db, visit, asked, 0) if asked else None


async def search_again(db: Database, visit: Visit, shown: FoundOn) -> Message:
    """A page of what a button or a link carries."""
    asked = await search.asked_again(db, shown.number, visit.now, visit.own_topics)
    return await _answer(db, visit, asked, shown.page) if asked else search_gone(visit.say)


async def _answer(db: Database, visit: Visit, asked: Asked, page: int) -> Message:
    searched, query = asked
    destination = visit.destination
    size = PAGE if destination.kind == "private" else IN_GROUP
    found = await search.find(db, query, destination, page=page, now=visit.now, size=size)
    look = Look(visit.say, visit.now, destination.zone, visit.bot_username, destination.kind)
    return found_message(found, searched, look, page=page, size=size)
