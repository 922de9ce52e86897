"""Counts how often links to stories are followed, and the reactions to posts in channels."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.answers.digest import preferences_of
from bot.views.owner.week import ChatWeek
from digests.composing.story_text import summarise_story
from storage import counts, stories
from storage.database import Database
from storage.destinations import Destination

WEEK = timedelta(days=7)
SHOWN_STORIES = 5


async def count(db: Database, story_id: int, edition_id: int, now: datetime, zone: str) -> None:
    """Count that somebody in this zone followed a link to a story; each tap counts.

    The edition is recorded only for groups and channels, because a private edition would identify a person.
    """
    async with db.transaction() as tx:
        current = await stories.current_id(tx, story_id)
        if current is not None:
            public = bool(edition_id) and await counts.is_public(tx, edition_id)
            await counts.add_tap(tx, current, edition_id if public else 0, now, zone)


async def set_reactions(db: Database, chat_id: int, sent_as: int, reactions: int) -> None:
    """Store the present number of reactions to a message in a chat."""
    async with db.transaction() as tx:
        await counts.set_reactions(tx, chat_id, sent_as, reactions)


async def week_of(db: Database, chat: Destination, now: datetime) -> ChatWeek:
    """How the posts of the last seven days were read."""
    async with db.read() as reader:
        posts = await counts.of_posts(reader, chat.id, now - WEEK)
        tapped = dict(await counts.most_tapped(reader, chat.id, now - WEEK, SHOWN_STORIES))
        found = {story.id: story for story in await stories.get_many(reader, list(tapped))}
    languages = preferences_of(chat).languages
    items = [
        (summarise_story(found[each], languages, limit=0), tapped[each]) for each in tapped if each in found
    ]
    return ChatWeek(posts, [(item.headline, taps) for item, taps in items if item])
