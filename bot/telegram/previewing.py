"""Previews for editors: what the services find, as the views show it."""

from __future__ import annotations

from datetime import timedelta

from bot.services import previews
from bot.telegram.visit import Visit
from bot.views.digest import Look
from bot.views.message import Message
from bot.views.preview import preview_message, preview_rest
from bot.views.shown import Answer, Previewed
from digests.models import Digest
from storage.database import Database


async def preview_answer(db: Database, visit: Visit, period: timedelta) -> Message:
    return await preview_again(db, visit, Previewed(Answer.at(period, visit.now)))


async def preview_again(db: Database, visit: Visit, shown: Previewed) -> Message:
    readers = await previews.readers_soon(db, visit.now)
    return preview_message(await _digest(db, visit, shown), readers, shown, _look(visit, shown))


async def preview_more(db: Database, visit: Visit, shown: Previewed, page: int) -> Message | None:
    found = await _digest(db, visit, shown)
    if not found.items:
        return None
    readers = await previews.readers_soon(db, visit.now)
    return preview_rest(found, readers, shown, _look(visit, shown), page)


async def _digest(db: Database, visit: Visit, shown: Previewed) -> Digest:
    return await previews.digest(db, visit.destination, period=shown.answer.period, now=shown.answer.until)


def _look(visit: Visit, shown: Previewed) -> Look:
    place = visit.destination
    return Look(visit.say, shown.answer.until, place.zone, visit.bot_username, place.kind)
