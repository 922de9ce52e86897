"""What readers follow: what was typed or pressed becomes a change, and the screen that follows it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.answers.digest import preferences_of
from bot.answers.story import names_in
from bot.subscribers import follows, readers
from bot.telegram.shared.context import RequestContext
from bot.views.common.message import Message
from bot.views.reader import follows as screens
from bot.views.reader.follows import FollowContext, FollowEntry
from digests.composing.compose import visible_to
from digests.composing.story_text import summarise_story
from digests.models import DigestItem, Story
from digests.search.follow_index import FollowProblem
from storage.database import Database
from storage.follows import Follow

QUESTION = "follow"
WEEK = timedelta(days=7)


async def listing(db: Database, context: RequestContext, said: str | None = None) -> Message:
    await readers.set_pending_question(db, context.person.id, None)
    kept = await follows.of_destination(db, context.destination.id)
    return screens.listing([_shown(each, context) for each in kept], context.say, said=said)


async def one(db: Database, context: RequestContext, number: int, said: str | None = None) -> Message:
    found = await follows.get(db, context.destination.id, number)
    return await _screen(db, context, found, said) if found else await listing(db, context)


async def ask(db: Database, context: RequestContext, problem: str | None = None) -> Message:
    await readers.set_pending_question(db, context.person.id, QUESTION)
    return screens.ask(context.say, problem)


async def take(db: Database, context: RequestContext, said: str) -> Message:
    """Follow what was typed, then show the screen of a single follow, or the list when there were several."""
    made = await follows.follow(db, context.destination.id, said, context.now)
    if isinstance(made, FollowProblem):
        words = context.say(f"follow-problem-{made.kind}", words=made.words, limit=made.limit)
        return await (listing if made.kind == "many" else ask)(db, context, words)
    await readers.set_pending_question(db, context.person.id, None)
    return await _screen(db, context, made[0]) if len(made) == 1 else await listing(db, context)


async def drop(db: Database, context: RequestContext, number: int) -> Message:
    gone = await follows.remove(db, context.destination.id, number)
    return await listing(db, context, _gone([gone], context) if gone else None)


async def drop_typed(db: Database, context: RequestContext, said: str) -> Message:
    gone = await follows.unfollow(db, context.destination.id, said)
    words = " ".join(said.split())[:60]
    return await listing(
        db, context, _gone(gone, context) if gone else context.say("follow-not-followed", words=words)
    )


async def set_alert(db: Database, context: RequestContext, number: int, *, alert: bool) -> Message:
    await follows.set_alert(db, context.destination.id, number, alert=alert)
    return await one(db, context, number)


async def switch_name(
    db: Database, context: RequestContext, story: Story, key: int, *, on: bool
) -> FollowProblem | None:
    """Follow the name that a button means, or no longer; nothing when the story has it no more."""
    name = next(
        (each.name for each in await names_in(db, context.destination, story) if each.key == key), None
    )
    if name is None:
        return None
    if on:
        made = await follows.follow(db, context.destination.id, name, context.now)
        return made if isinstance(made, FollowProblem) else None
    await follows.unfollow(db, context.destination.id, name)
    return None


async def _screen(db: Database, context: RequestContext, found: Follow, said: str | None = None) -> Message:
    wish = preferences_of(context.destination)
    caught = await follows.caught(db, found, context.now - WEEK)
    items = await asyncio.to_thread(
        _items, [part for each in caught if (part := visible_to(each, wish))], context
    )
    look = FollowContext(
        context.say, context.bot_username, said, paused=context.destination.pause is not None
    )
    return screens.one(_shown(found, context), items[: screens.SHOWN_STORIES], len(items), look)


def _items(stories: Sequence[Story], context: RequestContext) -> list[DigestItem]:
    languages = preferences_of(context.destination).languages
    readable = [s for s in stories if any(article.language in languages for article in s.articles)]
    told = (summarise_story(story, languages, limit=1) for story in readable)
    return [item for item in told if item]


def _shown(follow: Follow, context: RequestContext) -> FollowEntry:
    chosen = context.destination.preferences
    awake = (chosen.awake_from, chosen.awake_to)
    return FollowEntry(follow.number, follow.followed.words, follow.followed.excluded, follow.alert, awake)


def _gone(gone: Sequence[Follow], context: RequestContext) -> str:
    return context.say("follow-removed", words=", ".join(each.followed.words for each in gone))
