"""Digests and stories for whoever asks: what the services answer, as the views show it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.services import answers, follows
from bot.services.answers import wish_of
from bot.services.history import opened
from bot.services.pictures import picture_of
from bot.services.saved import is_saved
from bot.services.story_corrections import similar
from bot.telegram.follow_desk import names_in
from bot.telegram.overviewing import overview_again
from bot.telegram.previewing import preview_again, preview_more
from bot.telegram.searching import search_again
from bot.telegram.shelves import history_list, saved_list
from bot.telegram.visit import Visit
from bot.views.digest import digest_messages, rest_page
from bot.views.message import Message
from bot.views.quiet import Scope, quiet_day
from bot.views.shown import (
    EDITION,
    Answer,
    FoundOn,
    MoreOn,
    Overviewed,
    PastEdition,
    PastOn,
    Previewed,
    SavedOn,
    Shown,
    ShownDigest,
)
from bot.views.story import story_message
from digests.composing import seen_by, tell, whole_story
from digests.models import Digest, DigestItem, Story, Wish
from digests.nearness import alike
from digests.ranking import reasons, standing
from storage.database import Database
from storage.destinations import Address, Destination

DAY = timedelta(days=1)
SIMILAR = 3


async def digest_answer(db: Database, visit: Visit, period: timedelta = DAY) -> Message:
    """All of the period, or plain words and the day's top story."""
    answer = Answer.at(period, visit.now)
    found = await answers.digest(db, visit.destination, period=period, now=answer.until)
    return _digest_view(found, visit, answer) or await _quiet(db, visit, answer)


async def shown_again(db: Database, visit: Visit, shown: Shown, message_id: int) -> Message | None:
    """The digest or the overview that this message showed."""
    match shown:
        case Previewed():
            return await preview_again(db, visit, shown) if visit.editor else None
        case Overviewed():
            return await overview_again(db, visit, shown)
        case FoundOn():
            return await search_again(db, visit, shown)
        case SavedOn():
            return await saved_list(db, visit, shown.page)
        case PastOn():
            return await history_list(db, visit, shown.page)
        case PastEdition():
            return await _past_edition(db, visit, shown)
        case MoreOn():
            return await more_of(db, visit, shown.digest, message_id, shown.page)
    found = await _digest_of(db, visit, shown, message_id)
    return _digest_view(found, visit, shown) if found else None


async def more_of(
    db: Database, visit: Visit, shown: ShownDigest, message_id: int, page: int
) -> Message | None:
    if isinstance(shown, Previewed):
        return await preview_more(db, visit, shown, page) if visit.editor else None
    found = await _digest_of(db, visit, shown, message_id)
    if found is None or not found.items:
        return None
    return rest_page(
        found,
        visit.say,
        now=visit.now,
        zone=visit.destination.zone,
        bot_username=visit.bot_username,
        page=page,
        shown=shown,
    )


async def story_answer(
    db: Database, visit: Visit, story_id: int, *, page: int = 0, shown: Shown = None
) -> Message | None:
    """Without what hidden sources add, unless nobody else tells it."""
    whole, wish = await answers.story(db, story_id), wish_of(visit.destination)
    story = whole and (seen_by(whole, wish) or whole)
    item = await asyncio.to_thread(whole_story, story, wish.languages) if story else None
    if story is None or item is None:
        return None
    followed = await follows.words_in(db, visit.destination.id, story)
    why = replace(reasons(standing(story, now=visit.now), wish), follows=followed)
    return story_message(
        replace(item, reasons=why),
        visit.say,
        now=visit.now,
        zone=visit.destination.zone,
        bot_username=visit.bot_username,
        page=page,
        shown=shown,
        names=await names_in(db, visit, story),
        editor=visit.editor,
        similar=await _similar(db, story, wish, visit.now),
        may_hide=not wish.only,
        saved=await is_saved(db, visit.destination, story.id),
        picture=await picture_of(db, story),
    )


async def _similar(db: Database, story: Story, wish: Wish, now: datetime) -> list[DigestItem]:
    found = await similar(db, story, now, alike)
    wanted = (seen for each in found if (seen := seen_by(each, wish)))
    told = (tell(each, wish.languages, limit=1) for each in wanted)
    return [item for item in told if item and item.language in wish.languages][:SIMILAR]


async def _digest_of(db: Database, visit: Visit, shown: Shown, message_id: int) -> Digest | None:
    if isinstance(shown, Answer):
        return await answers.digest(db, visit.destination, period=shown.period, now=shown.until)
    if isinstance(shown, PastEdition):
        past = await opened(db, visit.destination, shown.edition_id)
        return past[0] if past else None
    return await answers.edition_digest(db, Address(visit.destination.address.chat_id), message_id)


async def _past_edition(db: Database, visit: Visit, shown: PastEdition) -> Message | None:
    past = await opened(db, visit.destination, shown.edition_id)
    return _digest_view(past[0], visit, shown, past[1]) if past else None


def _digest_view(digest: Digest, visit: Visit, shown: Shown, came: datetime | None = None) -> Message | None:
    messages = digest_messages(
        digest,
        visit.say,
        now=shown.until if isinstance(shown, Answer) else came or visit.now,
        zone=visit.destination.zone,
        bot_username=visit.bot_username,
        kind=visit.destination.kind,
        shown=shown or EDITION,
    )
    return messages[0] if messages else None


async def _quiet(db: Database, visit: Visit, answer: Answer) -> Message:
    return quiet_day(
        await answers.top_story(db, visit.destination, answer.until),
        visit.say,
        period=answer.period,
        scope=_scope(visit.destination),
        now=visit.now,
        zone=visit.destination.zone,
        bot_username=visit.bot_username,
        kind=visit.destination.kind,
    )


def _scope(destination: Destination) -> Scope:
    if destination.topics:
        return "topics"
    return "languages" if destination.news_languages else "all"
