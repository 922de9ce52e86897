"""Answers `/topic`: what happened with a topic, or with any words that somebody typed."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.answers.cache import answered_apart
from bot.answers.digest import SHORTLIST_STORIES, preferences_of, top_stories
from bot.answers.latest import NEWEST_STORIES, is_readable, newest_story
from digests.composing.compose import for_wish
from digests.composing.story_text import summarise_story
from digests.models.digest import DigestItem
from digests.models.overviews import Overview
from digests.models.stories import Story
from digests.models.wishes import OwnTopic, ReadingPreferences
from digests.overview.overview import Subject, overview
from digests.topics.topic_names import topic_like, topic_named
from storage import article_search, asked_words, stories
from storage.asked_words import AskedWords
from storage.database import Database, Reader
from storage.destinations import Destination

WORDS_CHARACTERS = 60
MAX_ARTICLES = 400
NOTED_AFTER = timedelta(days=1)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TopicQuestion:
    """A subject and the key that a button carries for it: a topic's id, or the number of the stored words."""

    key: str
    subject: Subject


async def ask(
    db: Database, destination: Destination, said: str, now: datetime, own: Sequence[OwnTopic] = ()
) -> TopicQuestion:
    """The topic of this name; else the words, if there ever was news of them; else a topic with a similar
    name.
    """
    words = " ".join(said.split())[:WORDS_CHARACTERS]
    if topic := topic_named(words, own):
        return TopicQuestion(topic, Subject(topic))
    named = Subject(words=words)
    if (topic := topic_like(words)) and await latest(db, destination, named, now) is None:
        return TopicQuestion(topic, Subject(topic))
    return TopicQuestion(str(await remember(db, words, now)), named)


async def asked_again(db: Database, key: str, topics: Collection[str], now: datetime) -> TopicQuestion | None:
    """The question of a key; None for a number that is not kept any more, or an unknown topic."""
    if not key.isdecimal():
        return TopicQuestion(key, Subject(key)) if key in topics else None
    words = await recall(db, int(key), now)
    return TopicQuestion(key, Subject(words=words)) if words else None


async def remember(db: Database, words: str, now: datetime) -> int:
    """Store the words that somebody asks about; returns their number."""
    async with db.read() as reader:
        kept = await asked_words.of_words(reader, words)
    if kept is not None:
        await _note(db, kept, now)
        return kept.number
    async with db.transaction() as tx:
        return await asked_words.add(tx, words, now)


async def recall(db: Database, number: int, now: datetime) -> str | None:
    """The words with this number, if they are still kept."""
    async with db.read() as reader:
        kept = await asked_words.get(reader, number)
    if kept is None:
        return None
    await _note(db, kept, now)
    return kept.words


async def _note(db: Database, kept: AskedWords, now: datetime) -> None:
    """Once a day is enough to know which words are still asked about."""
    if now - kept.asked > NOTED_AFTER:
        async with db.transaction() as tx:
            await asked_words.touch(tx, kept.number, now)


async def about(
    db: Database, destination: Destination, subject: Subject, *, period: timedelta, now: datetime
) -> Overview:
    """The overview of a subject in a period, in the destination's languages; nothing counts as told by it."""
    return await _cached_overview(db, _OverviewKey(preferences_of(destination), subject, now - period, now))


@dataclass(frozen=True, slots=True)
class _OverviewKey:
    wish: ReadingPreferences
    subject: Subject
    since: datetime
    until: datetime


async def _overview(db: Database, asked: _OverviewKey) -> Overview:
    subject, since, now = asked.subject, asked.since, asked.until
    found = await _stories(db, asked.wish, subject, since=since, now=now)
    told = await asyncio.to_thread(overview, found, subject, asked.wish.languages, since=since, now=now)
    return told if len(found) < SHORTLIST_STORIES else replace(told, story_count=None)


_cached_overview = answered_apart(_overview)


async def latest(
    db: Database, destination: Destination, subject: Subject, now: datetime
) -> DigestItem | None:
    """The newest story of the subject, however old."""
    wish = preferences_of(destination)
    async with db.read() as reader:
        found = await _newest(reader, wish, subject, now)
    return summarise_story(for_wish(found, wish), wish.languages) if found else None


async def _stories(
    db: Database, wish: ReadingPreferences, subject: Subject, *, since: datetime, now: datetime
) -> list[Story]:
    if subject.topic is not None:
        wish = replace(wish, topics=frozenset({subject.topic}))
        return await top_stories(db, wish, since=since, until=now)
    async with db.read() as reader:
        ids = await article_search.stories_about(
            reader, subject.stems, since=since, until=now, limit=MAX_ARTICLES
        )
        found = await stories.get_many(reader, ids[:SHORTLIST_STORIES])
    return [story for story in found if is_readable(story, wish)]


async def _newest(reader: Reader, wish: ReadingPreferences, subject: Subject, now: datetime) -> Story | None:
    if subject.topic is not None:
        return await newest_story(reader, replace(wish, topics=frozenset({subject.topic})), now)
    ids = await article_search.stories_about(
        reader, subject.stems, since=_EVER, until=now, limit=NEWEST_STORIES
    )
    found = await stories.get_many(reader, ids)
    return next((story for story in found if is_readable(story, wish)), None)
