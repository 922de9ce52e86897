"""/digest, and the digests to which buttons lead back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.answers import digest as digests
from bot.answers.digest import PastDigest
from bot.answers.history import opened
from bot.answers.latest import last_news
from bot.answers.seen import note_seen
from bot.telegram.handlers.reader.topic import overview_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed, Shows
from bot.telegram.shared.parsing import parse_period
from bot.views.common.buttons import OpenDigest
from bot.views.common.menu import plain, with_menu
from bot.views.common.origin import (
    EDITION,
    DigestOrigin,
    DigestPeriod,
    FromEdition,
    FromMore,
    FromPreview,
    Origin,
)
from bot.views.reader.answer_buttons import ShowKeptBack
from bot.views.reader.digest import edition_message, kept_back_page, kept_back_row, rest_page
from bot.views.reader.quiet import Scope, no_news, wrong_period
from digests.topics.topic_names import topic_named
from storage.database import Database
from storage.destinations import Address, Destination

DAY = timedelta(days=1)


def register(router: Router) -> None:
    """Comes after the routers that show searches, overviews, lists and previews again."""
    router.message.register(digest, Command("digest", ignore_case=True))
    router.callback_query.register(show_kept_back, Pressed(ShowKeptBack), PRESSED_IN_PRIVATE)
    router.callback_query.register(another_digest, Pressed(OpenDigest), PRESSED_IN_PRIVATE)
    router.callback_query.register(show_again, Shows(object), PRESSED_IN_PRIVATE)


async def digest(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    await _answer(command.args or "24h", context, db)


async def another_digest(_: CallbackQuery, press: OpenDigest, context: RequestContext, db: Database) -> None:
    await _answer(f"{press.hours}h", context, db)


async def _answer(said: str, context: RequestContext, db: Database) -> None:
    period = parse_period(said)
    if period is None and (topic := topic_named(said, context.own_topics)):
        await context.answer(await overview_of(db, context, context.say.topic(topic)))
        return
    if period is None:
        in_private = context.destination.kind == "private"
        await context.answer(
            wrong_period(context.say) if in_private else plain(context.say("digest-wrong-period"))
        )
        return
    await answer_with_digest(db, context, period)


async def answer_with_yesterday(db: Database, context: RequestContext) -> None:
    """Yesterday by the clock of the reader's zone."""
    zone = ZoneInfo(context.destination.zone)
    midnight = datetime.combine(context.now.astimezone(zone).date(), time(), zone).astimezone(UTC)
    await answer_with_digest(db, context, until=midnight)


async def answer_with_digest(
    db: Database, context: RequestContext, period: timedelta = DAY, *, until: datetime | None = None
) -> None:
    """Show the digest of the period that ends now, or at `until`, in a new message.

    When it is empty, it says so and shows the day's top story. What is shown counts as seen once it has been
    sent.
    """
    shown = DigestPeriod.at(period, until or context.now)
    place = context.destination
    found = await digests.digest(db, place, period=period, now=shown.until)
    if found.items:
        view, told = edition_message(found, replace(context.place, now=shown.until), shown)
        await context.answer_below(view)
        await note_seen(db, place, told, context.now)
        return
    top = await digests.top_story(db, place, period=period, now=shown.until)
    last = await last_news(db, place, shown.until)
    quiet = no_news(top, last, context.place, period=period, scope=_scope(place))
    kept = kept_back_row(found, shown, context.say) if place.kind == "private" else ()
    await context.answer_below(replace(quiet, buttons=(*quiet.buttons, *kept)))


async def show_kept_back(
    call: CallbackQuery, press: ShowKeptBack, context: RequestContext, db: Database
) -> None:
    """The stories that the digest left out because their sources are hidden."""
    found = await _digest_of(db, context, press.shown, call.message.message_id if call.message else 0)
    items = await digests.headlines(db, context.destination, found.digest.kept_back if found else ())
    await context.answer(kept_back_page(items, context.place, press.shown))


async def show_again(call: CallbackQuery, shown: Origin, context: RequestContext, db: Database) -> None:
    """The digest that the message showed, or a page of what it had no line for."""
    of = shown.digest if isinstance(shown, FromMore) else shown
    asked: DigestOrigin = of if isinstance(of, DigestPeriod | FromPreview | FromEdition) else EDITION
    found = await _digest_of(db, context, asked, call.message.message_id if call.message else 0)
    if found is None or not found.digest.items:
        await context.answer(with_menu(context.say("digest-gone"), context.say))
        return
    place = replace(context.place, now=found.came)
    if found.kept is not None:  # as it looked when it came
        place = found.kept.context(context.bot_username)
    if isinstance(shown, FromMore):
        await context.answer(rest_page(found.digest, place, shown.page, shown.digest))
    else:
        message, _ = edition_message(found.digest, place, asked, keep_lines=found.kept is not None)
        await context.answer(message)


async def _digest_of(
    db: Database, context: RequestContext, shown: DigestOrigin, message_id: int
) -> PastDigest | None:
    if isinstance(shown, DigestPeriod):
        told = await digests.digest(db, context.destination, period=shown.period, now=shown.until)
        return PastDigest(told, shown.until)
    if isinstance(shown, FromEdition):
        return await opened(db, context.destination, shown.edition_id)
    return await digests.edition_digest(db, Address(context.destination.address.chat_id), message_id)


def _scope(destination: Destination) -> Scope:
    if destination.topics:
        return "topics"
    return "languages" if destination.news_languages else "all"
