"""Digests and stories for whoever asks: what the services answer, as the views show it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.services import answers, follows
from bot.services.answers import preferences_of
from bot.services.history import opened
from bot.services.pictures import picture_of
from bot.services.saved import is_saved
from bot.services.story_corrections import similar
from bot.telegram.follow_desk import names_in
from bot.telegram.overviewing import overview_again
from bot.telegram.previewing import preview_again, preview_more
from bot.telegram.searching import search_again
from bot.telegram.shelves import history_list, saved_list
from bot.telegram.visit import RequestContext
from bot.views.digest import digest_messages, rest_page
from bot.views.message import Message
from bot.views.quiet import Scope, no_news
from bot.views.shown import (
    EDITION,
    DigestOrigin,
    DigestPeriod,
    FromEdition,
    FromHistory,
    FromMore,
    FromPreview,
    FromSaved,
    FromSearch,
    FromTopic,
    Origin,
)
from bot.views.story import story_message
from digests.composing import summarise_story, visible_to, whole_story
from digests.models import Digest, DigestItem, ReadingPreferences, Story
from digests.nearness import alike
from digests.ranking import reasons, story_stats
from storage.database import Database
from storage.destinations import Address, Destination

DAY = timedelta(days=1)
MAX_SIMILAR = 3


async def digest_answer(db: Database, context: RequestContext, period: timedelta = DAY) -> Message:
    """All of the period, or plain words and the day's top story."""
    answer = DigestPeriod.at(period, context.now)
    found = await answers.digest(db, context.destination, period=period, now=answer.until)
    return _digest_view(found, context, answer) or await _quiet(db, context, answer)


async def shown_again(
    db: Database, context: RequestContext, shown: Origin, message_id: int
) -> Message | None:
    """The digest or the overview that this message showed."""
    match shown:
        case FromPreview():
            return await preview_again(db, context, shown) if context.editor else None
        case FromTopic():
            return await overview_again(db, context, shown)
        case FromSearch():
            return await search_again(db, context, shown)
        case FromSaved():
            return await saved_list(db, context, shown.page)
        case FromHistory():
            return await history_list(db, context, shown.page)
        case FromEdition():
            return await _past_edition(db, context, shown)
        case FromMore():
            return await more_of(db, context, shown.digest, message_id, shown.page)
    found = await _digest_of(db, context, shown, message_id)
    return _digest_view(found, context, shown) if found else None


async def more_of(
    db: Database, context: RequestContext, shown: DigestOrigin, message_id: int, page: int
) -> Message | None:
    if isinstance(shown, FromPreview):
        return await preview_more(db, context, shown, page) if context.editor else None
    found = await _digest_of(db, context, shown, message_id)
    if found is None or not found.items:
        return None
    return rest_page(
        found,
        context.say,
        now=context.now,
        zone=context.destination.zone,
        bot_username=context.bot_username,
        page=page,
        shown=shown,
    )


async def story_answer(
    db: Database, context: RequestContext, story_id: int, *, page: int = 0, shown: Origin = None
) -> Message | None:
    """Without what hidden sources add, unless nobody else tells it."""
    whole, wish = await answers.story(db, story_id), preferences_of(context.destination)
    story = whole and (visible_to(whole, wish) or whole)
    item = await asyncio.to_thread(whole_story, story, wish.languages) if story else None
    if story is None or item is None:
        return None
    followed = await follows.words_in(db, context.destination.id, story)
    why = replace(reasons(story_stats(story, now=context.now), wish), follows=followed)
    return story_message(
        replace(item, reasons=why),
        context.say,
        now=context.now,
        zone=context.destination.zone,
        bot_username=context.bot_username,
        page=page,
        shown=shown,
        names=await names_in(db, context, story),
        editor=context.editor,
        similar=await _similar(db, story, wish, context.now),
        may_hide=not wish.only,
        saved=await is_saved(db, context.destination, story.id),
        picture=await picture_of(db, story),
    )


async def _similar(db: Database, story: Story, wish: ReadingPreferences, now: datetime) -> list[DigestItem]:
    found = await similar(db, story, now, alike)
    wanted = (seen for each in found if (seen := visible_to(each, wish)))
    told = (summarise_story(each, wish.languages, limit=1) for each in wanted)
    return [item for item in told if item and item.language in wish.languages][:MAX_SIMILAR]


async def _digest_of(db: Database, context: RequestContext, shown: Origin, message_id: int) -> Digest | None:
    if isinstance(shown, DigestPeriod):
        return await answers.digest(db, context.destination, period=shown.period, now=shown.until)
    if isinstance(shown, FromEdition):
        past = await opened(db, context.destination, shown.edition_id)
        return past[0] if past else None
    return await answers.edition_digest(db, Address(context.destination.address.chat_id), message_id)


async def _past_edition(db: Database, context: RequestContext, shown: FromEdition) -> Message | None:
    past = await opened(db, context.destination, shown.edition_id)
    return _digest_view(past[0], context, shown, past[1]) if past else None


def _digest_view(
    digest: Digest, context: RequestContext, shown: Origin, came: datetime | None = None
) -> Message | None:
    messages = digest_messages(
        digest,
        context.say,
        now=shown.until if isinstance(shown, DigestPeriod) else came or context.now,
        zone=context.destination.zone,
        bot_username=context.bot_username,
        kind=context.destination.kind,
        shown=shown or EDITION,
    )
    return messages[0] if messages else None


async def _quiet(db: Database, context: RequestContext, answer: DigestPeriod) -> Message:
    return no_news(
        await answers.top_story(db, context.destination, answer.until),
        context.say,
        period=answer.period,
        scope=_scope(context.destination),
        now=context.now,
        zone=context.destination.zone,
        bot_username=context.bot_username,
        kind=context.destination.kind,
    )


def _scope(destination: Destination) -> Scope:
    if destination.topics:
        return "topics"
    return "languages" if destination.news_languages else "all"
