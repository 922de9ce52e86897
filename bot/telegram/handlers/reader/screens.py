"""What readers see: digests, stories, topics over a time, previews, what a search found, what was saved
or received.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers import digest, preview, search, topic
from bot.answers.digest import preferences_of
from bot.answers.history import history, opened
from bot.answers.pictures import picture_of
from bot.answers.saved import is_saved, saved_page
from bot.answers.search import STORIES_PER_PAGE, SearchQuestion
from bot.answers.topic import TopicQuestion
from bot.intake.story_edits import similar
from bot.subscribers import follows
from bot.telegram.handlers.reader.follow_screens import names_in
from bot.telegram.shared.context import RequestContext
from bot.views.common.message import Message
from bot.views.common.origin import (
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
from bot.views.editor.preview import preview_message, preview_rest
from bot.views.reader.digest import DigestContext, digest_messages, rest_page
from bot.views.reader.overview import overview_message
from bot.views.reader.quiet import Scope, no_news
from bot.views.reader.saved import history_message, saved_message
from bot.views.reader.search import found_message, search_gone
from bot.views.reader.story import story_message
from bot.views.reader.topic_menu import no_news_of_topic
from digests.composing.compose import summarise_story, visible_to, whole_story
from digests.composing.ranking import reasons, story_stats
from digests.models import Digest, DigestItem, ReadingPreferences, Story
from digests.stories.similar import alike
from storage.database import Database
from storage.destinations import Address, Destination

DAY = timedelta(days=1)
MAX_SIMILAR = 3

STORIES_IN_GROUP = 3


async def digest_answer(db: Database, context: RequestContext, period: timedelta = DAY) -> Message:
    """The digest of the period, or plain words and the day's top story when it is empty."""
    answer = DigestPeriod.at(period, context.now)
    found = await digest.digest(db, context.destination, period=period, now=answer.until)
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
    """A story as this reader sees it: without what hidden sources add, unless nobody else tells it."""
    whole, wish = await digest.story(db, story_id), preferences_of(context.destination)
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
        return await digest.digest(db, context.destination, period=shown.period, now=shown.until)
    if isinstance(shown, FromEdition):
        past = await opened(db, context.destination, shown.edition_id)
        return past[0] if past else None
    return await digest.edition_digest(db, Address(context.destination.address.chat_id), message_id)


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
        await digest.top_story(db, context.destination, answer.until),
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


async def overview_answer(db: Database, context: RequestContext, said: str, period: timedelta) -> Message:
    asked = await topic.ask(db, context.destination, said, context.now, context.own_topics)
    return await _overview_answer(db, context, asked, DigestPeriod.at(period, context.now))


async def overview_of(db: Database, context: RequestContext, key: str, period: timedelta) -> Message | None:
    """The overview of the subject that a button carries; None when its words are not kept any more."""
    return await overview_again(db, context, FromTopic(key, DigestPeriod.at(period, context.now)))


async def overview_again(db: Database, context: RequestContext, shown: FromTopic) -> Message | None:
    asked = await topic.asked_again(db, shown.key, context.say.topics, context.now)
    return await _overview_answer(db, context, asked, shown.answer) if asked else None


async def _overview_answer(
    db: Database, context: RequestContext, asked: TopicQuestion, answer: DigestPeriod
) -> Message:
    subject, now = asked.subject, answer.until
    shown = FromTopic(asked.key, answer)
    destination = context.destination
    look = DigestContext(context.say, now, destination.zone, context.bot_username, destination.kind)
    words = subject.words[:1].upper() + subject.words[1:]
    name = context.say.topic(subject.topic) if subject.topic else words
    found = await topic.about(db, destination, subject, period=answer.period, now=now)
    if found.passages:
        return overview_message(found, name, shown, look)
    latest = await topic.latest(db, destination, subject, now)
    return no_news_of_topic(latest, name, shown, look, is_topic=subject.topic is not None)


async def preview_answer(db: Database, context: RequestContext, period: timedelta) -> Message:
    return await preview_again(db, context, FromPreview(DigestPeriod.at(period, context.now)))


async def preview_again(db: Database, context: RequestContext, shown: FromPreview) -> Message:
    readers = await preview.readers_soon(db, context.now)
    return preview_message(await _digest(db, context, shown), readers, shown, _with_digest(context, shown))


async def preview_more(
    db: Database, context: RequestContext, shown: FromPreview, page: int
) -> Message | None:
    found = await _digest(db, context, shown)
    if not found.items:
        return None
    readers = await preview.readers_soon(db, context.now)
    return preview_rest(found, readers, shown, _with_digest(context, shown), page)


async def _digest(db: Database, context: RequestContext, shown: FromPreview) -> Digest:
    return await preview.digest(db, context.destination, period=shown.answer.period, now=shown.answer.until)


def _with_digest(context: RequestContext, shown: FromPreview) -> DigestContext:
    place = context.destination
    return DigestContext(context.say, shown.answer.until, place.zone, context.bot_username, place.kind)


async def search_answer(db: Database, context: RequestContext, said: str) -> Message | None:
    """The first page of what a text finds; None when it has no word to look for."""
    asked = await search.ask(db, said, context.now, context.own_topics)
    return await _found(db, context, asked, 0) if asked else None


async def search_again(db: Database, context: RequestContext, shown: FromSearch) -> Message:
    """The page of a search that a button or a link carries."""
    asked = await search.asked_again(db, shown.number, context.now, context.own_topics)
    return await _found(db, context, asked, shown.page) if asked else search_gone(context.say)


async def _found(db: Database, context: RequestContext, asked: SearchQuestion, page: int) -> Message:
    searched, query = asked
    destination = context.destination
    size = STORIES_PER_PAGE if destination.kind == "private" else STORIES_IN_GROUP
    found = await search.find(db, query, destination, page=page, now=context.now, size=size)
    look = DigestContext(context.say, context.now, destination.zone, context.bot_username, destination.kind)
    return found_message(found, searched, look, page=page, size=size)


async def saved_list(db: Database, context: RequestContext, page: int = 0) -> Message:
    return saved_message(await saved_page(db, context.destination, page), _look_of(context))


async def history_list(db: Database, context: RequestContext, page: int = 0) -> Message:
    return history_message(await history(db, context.destination, page), _look_of(context))


def _look_of(context: RequestContext) -> DigestContext:
    return DigestContext(context.say, context.now, context.destination.zone, context.bot_username, "private")
