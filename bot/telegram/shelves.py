"""Saved stories and past digests, as the views show them."""

from __future__ import annotations

from bot.services.history import history
from bot.services.saved import shelf
from bot.telegram.visit import Visit
from bot.views.digest import Look
from bot.views.message import Message
from bot.views.shelf import history_message, saved_message
from storage.database import Database


async def saved_list(db: Database, visit: Visit, page: int = 0) -> Message:
    return saved_message(await shelf(db, visit.destination, page), _look(visit))


async def history_list(db: Database, visit: Visit, page: int = 0) -> Message:
    return history_message(await history(db, visit.destination, page), _look(visit))


def _look(visit: Visit) -> Look:
    return Look(visit.say, visit.now, visit.destination.zone, visit.bot_username, "private")
