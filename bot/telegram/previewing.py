"""Previews for editors: what the services find, as the views show it."""

from __future__ import annotations

from datetime import timedelta

from bot.services import previews
from bot.telegram.visit import RequestContext
from bot.views.digest import DigestContext
from bot.views.message import Message
from bot.views.preview import preview_message, preview_rest
from bot.views.shown import DigestPeriod, FromPreview
from digests.models import Digest
from storage.database import Database


async def preview_answer(db: Database, context: RequestContext, period: timedelta) -> Message:
    return await preview_again(db, context, FromPreview(DigestPeriod.at(period, context.now)))


async def preview_again(db: Database, context: RequestContext, shown: FromPreview) -> Message:
    readers = await previews.readers_soon(db, context.now)
    return preview_message(await _digest(db, context, shown), readers, shown, _with_digest(context, shown))


async def preview_more(
    db: Database, context: RequestContext, shown: FromPreview, page: int
) -> Message | None:
    found = await _digest(db, context, shown)
    if not found.items:
        return None
    readers = await previews.readers_soon(db, context.now)
    return preview_rest(found, readers, shown, _with_digest(context, shown), page)


async def _digest(db: Database, context: RequestContext, shown: FromPreview) -> Digest:
    return await previews.digest(db, context.destination, period=shown.answer.period, now=shown.answer.until)


def _with_digest(context: RequestContext, shown: FromPreview) -> DigestContext:
    place = context.destination
    return DigestContext(context.say, shown.answer.until, place.zone, context.bot_username, place.kind)
