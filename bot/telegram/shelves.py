"""Saved stories and past digests, as the views show them."""

from __future__ import annotations

from bot.services.history import history
from bot.services.saved import saved_page
from bot.telegram.visit import RequestContext
from bot.views.digest import DigestContext
from bot.views.message import Message
from bot.views.shelf import history_message, saved_message
from storage.database import Database


async def saved_list(db: Database, context: RequestContext, page: int = 0) -> Message:
    return saved_message(await saved_page(db, context.destination, page), _look_of(context))


async def history_list(db: Database, context: RequestContext, page: int = 0) -> Message:
    return history_message(await history(db, context.destination, page), _look_of(context))


def _look_of(context: RequestContext) -> DigestContext:
    return DigestContext(context.say, context.now, context.destination.zone, context.bot_username, "private")
