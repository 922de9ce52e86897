"""What readers follow: what was typed or pressed becomes a change, and the screen that follows it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.services import follows, readers
from bot.services.answers import wish_of
from bot.telegram.visit import Visit
from bot.views import follows as screens
from bot.views.follows import Followed, FollowLook, StoryName
from bot.views.message import Message
from digests.composing import seen_by
from digests.follows import Problem, same_words
from digests.models import DigestItem, Story
from digests.models import Followed as Words
from digests.names_of import names_of
from digests.telling import tell
from storage.database import Database
from storage.follows import Follow

QUESTION = "follow"
WEEK = timedelta(days=7)
STORY_NAMES = 4


async def listing(db: Database, visit: Visit, said: str | None = None) -> Message:
    await readers.ask(db, visit.person.id, None)
    kept = await follows.of_destination(db, visit.destination.id)
    return screens.listing([_shown(each, visit) for each in kept], visit.say, said=said)


async def one(db: Database, visit: Visit, number: int, said: str | None = None) -> Message:
    found = await follows.get(db, visit.destination.id, number)
    return await _screen(db, visit, found, said) if found else await listing(db, visit)


async def ask(db: Database, visit: Visit, problem: str | None = None) -> Message:
    await readers.ask(db, visit.person.id, QUESTION)
    return screens.ask(visit.say, problem)


async def take(db: Database, visit: Visit, said: str) -> Message:
    """Of one follow its screen, of several the list."""
    made = await follows.follow(db, visit.destination.id, said, visit.now)
    if isinstance(made, Problem):
        words = visit.say(f"follow-problem-{made.kind}", words=made.words, limit=made.limit)
        return await (listing if made.kind == "many" else ask)(db, visit, words)
    await readers.ask(db, visit.person.id, None)
    return await _screen(db, visit, made[0]) if len(made) == 1 else await listing(db, visit)


async def drop(db: Database, visit: Visit, number: int) -> Message:
    gone = await follows.remove(db, visit.destination.id, number)
    return await listing(db, visit, _gone([gone], visit) if gone else None)


async def drop_typed(db: Database, visit: Visit, said: str) -> Message:
    gone = await follows.unfollow(db, visit.destination.id, said)
    words = " ".join(said.split())[:60]
    return await listing(
        db, visit, _gone(gone, visit) if gone else visit.say("follow-not-followed", words=words)
    )


async def set_alert(db: Database, visit: Visit, number: int, *, alert: bool) -> Message:
    await follows.set_alert(db, visit.destination.id, number, alert=alert)
    return await one(db, visit, number)


async def names_in(db: Database, visit: Visit, story: Story) -> list[StoryName]:
    """The names of a story that a reader may follow, in the reader's language where it has reports in it."""
    language = visit.destination.language
    own = tuple(article for article in story.articles if article.language == language)
    kept = await follows.of_destination(db, visit.destination.id)
    found = await asyncio.to_thread(names_of, [own or story.articles])
    return [StoryName(name, _find(name, kept) is not None) for name in found[:STORY_NAMES]]


async def switch_name(db: Database, visit: Visit, story: Story, key: int, *, on: bool) -> Problem | None:
    """Follow the name that a button means, or no longer; nothing when the story has it no more."""
    name = next((each.name for each in await names_in(db, visit, story) if each.key == key), None)
    if name is None:
        return None
    if on:
        made = await follows.follow(db, visit.destination.id, name, visit.now)
        return made if isinstance(made, Problem) else None
    await follows.unfollow(db, visit.destination.id, name)
    return None


async def _screen(db: Database, visit: Visit, found: Follow, said: str | None = None) -> Message:
    wish = wish_of(visit.destination)
    caught = await follows.caught(db, found, visit.now - WEEK)
    items = await asyncio.to_thread(_items, [part for each in caught if (part := seen_by(each, wish))], visit)
    look = FollowLook(visit.say, visit.bot_username, said, paused=visit.destination.pause is not None)
    return screens.one(_shown(found, visit), items[: screens.SHOWN_STORIES], len(items), look)


def _items(stories: Sequence[Story], visit: Visit) -> list[DigestItem]:
    languages = wish_of(visit.destination).languages
    readable = [s for s in stories if any(article.language in languages for article in s.articles)]
    told = (tell(story, languages, limit=1) for story in readable)
    return [item for item in told if item]


def _shown(follow: Follow, visit: Visit) -> Followed:
    chosen = visit.destination.preferences
    awake = (chosen.awake_from, chosen.awake_to)
    return Followed(follow.number, follow.followed.words, follow.followed.excluded, follow.alert, awake)


def _gone(gone: Sequence[Follow], visit: Visit) -> str:
    return visit.say("follow-removed", words=", ".join(each.followed.words for each in gone))


def _find(name: str, kept: Sequence[Follow]) -> Follow | None:
    return next((each for each in kept if same_words(each.followed, Words(name))), None)
