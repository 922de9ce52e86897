"""What a reader asks for: a digest of a period, a story, the edition behind a message."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from bot.answers.cache import answered_together
from bot.views.common.kept_digest import KeptDigest, load_kept
from digests.composing.compose import SHAPES, Composing, for_wish, summarise_story, visible_to, with_steps
from digests.composing.rebuild import ArticleText, name_withdrawn, rebuild
from digests.models.digest import ChosenDigest, Digest, DigestItem
from digests.models.stories import Story
from digests.models.texts import NEWS_LANGUAGES, Language
from digests.models.wishes import Length, ReadingPreferences, ToldStories
from digests.overview.review import Reviewing
from storage import (
    articles,
    destinations,
    edition_contents,
    edition_messages,
    editions,
    follow_matches,
    followed_stories,
    mutes,
    revisions,
    sent_messages,
    stories,
)
from storage.database import Database, Reader
from storage.destinations import Address, Destination
from storage.edition_contents import EditionStory
from storage.editions import Edition

SHORTLIST_STORIES = 200
STORIES_PER_QUERY = 40  # rows become values on the event loop, where others wait for their turn
ARTICLES_PER_QUERY = 100
QUIET_DAY = timedelta(days=1)
REVIEWED_FROM = timedelta(days=7)
KEPT_BACK_SHOWN = 10


def preferences_of(destination: Destination) -> ReadingPreferences:
    """What a destination reads. Without chosen news languages it reads all, the language of its interface
    first.

    Where it has muted every topic that it chose, it reads the other topics.
    """
    chosen = destination.preferences
    topics = destination.topics - destination.mutes.topics
    wish = _preferences(
        topics, destination.news_languages, destination.language, chosen.length, chosen.extracted
    )
    if not chosen.sources:
        return wish
    if chosen.source_rule == "only":
        return replace(wish, only=frozenset(chosen.sources))
    return replace(wish, hidden=frozenset(chosen.sources))


@lru_cache(maxsize=4096)  # many readers wish the same
def _preferences(
    topics: frozenset[str], chosen: tuple[Language, ...], own: Language, length: Length, extracted: bool
) -> ReadingPreferences:
    languages = sorted(chosen or NEWS_LANGUAGES, key=lambda language: language != own)
    return ReadingPreferences(topics, tuple(languages), length=length, extracted=extracted)


async def digest(db: Database, destination: Destination, *, period: timedelta, now: datetime) -> Digest:
    """The digest of a period as an answer: it covers the whole period, and nothing counts as told by it.

    A digest of a week or more is a review.
    """
    since = now - period
    async with db.read() as reader:
        own = await followed_stories.in_period(reader, destination.id, since=since, until=now)
        by_words = await follow_matches.of_destination(reader, destination.id, since=since, until=now)
        muted = await _muted(reader, destination, by_words, since, now) - own
    followed = own | (by_words - muted)
    wish = replace(preferences_of(destination), followed=followed, stories=own, muted=muted)
    return await _cached_digest(db, _DigestKey(wish, since, now))


async def _muted(
    db: Reader, destination: Destination, followed: frozenset[int], since: datetime, until: datetime
) -> frozenset[int]:
    """The stories of the period that it does not want; a muted topic still brings what it follows."""
    muted = destination.mutes
    by_words = await follow_matches.in_period(db, muted.words, since=since, until=until)
    by_topic = await mutes.topics_in_period(db, muted.topics, since=since, until=until)
    of_topics = frozenset().union(*by_topic.values())
    return muted.stories.union(*by_words.values(), of_topics - followed)


@dataclass(frozen=True, slots=True)
class _DigestKey:
    wish: ReadingPreferences
    since: datetime
    until: datetime

    @property
    def reviews(self) -> bool:
        return self.until - self.since >= REVIEWED_FROM


async def _digests(db: Database, questions: Sequence[_DigestKey]) -> dict[_DigestKey, Digest]:
    async with db.read() as reader:
        ids = {each: await _top_story_ids(reader, each.wish, each.since, each.until) for each in questions}
        found: dict[int, Story] = {}
        missing = sorted({number for numbers in ids.values() for number in numbers})
        for start in range(0, len(missing), STORIES_PER_QUERY):
            read = await stories.get_many(reader, missing[start : start + STORIES_PER_QUERY])
            found.update((story.id, story) for story in read)
    return await asyncio.to_thread(_compose_all, ids, found)


def _compose_all(
    ids: Mapping[_DigestKey, Sequence[int]], found: Mapping[int, Story]
) -> dict[_DigestKey, Digest]:
    """Composes digests of one moment together, so that what two of them share is worked out once."""
    periods = {(each.since, each.until) for each in ids if each.reviews}
    composing = {each.until: Composing(each.until, found.values()) for each in ids if not each.reviews}
    reviewing = {period: Reviewing(*period, found.values()) for period in periods}
    made: dict[_DigestKey, Digest] = {}
    for each, numbers in ids.items():
        read = [found[n] for n in numbers if n in found]
        if each.reviews:
            made[each] = reviewing[each.since, each.until].digest(read, each.wish)
        else:
            made[each] = composing[each.until].digest(read, each.wish, ToldStories())
    return made


_cached_digest = answered_together(_digests)


async def top_stories(
    db: Database, wish: ReadingPreferences, *, since: datetime, until: datetime
) -> list[Story]:
    """The followed and the weightiest stories of the period that the preferences let through, with all
    articles.
    """
    async with db.read() as reader:
        return await stories.get_many(reader, await _top_story_ids(reader, wish, since, until))


async def _top_story_ids(db: Reader, wish: ReadingPreferences, since: datetime, until: datetime) -> list[int]:
    found = await stories.top_story_ids(
        db,
        since=since,
        until=until,
        topics=sorted(wish.topics),
        languages=wish.languages,
        only=sorted(wish.only),
        muted=sorted(wish.muted),
        limit=SHORTLIST_STORIES,
    )
    return [*sorted(wish.followed), *(number for number in found if number not in wish.followed)][
        :SHORTLIST_STORIES
    ]


async def top_story(
    db: Database, destination: Destination, *, period: timedelta, now: datetime
) -> DigestItem | None:
    """The weightiest story of any topic, for a reader whose own topics bring nothing.

    It is of the period where that is a week or more, otherwise of the last day.
    """
    period = period if period >= REVIEWED_FROM else QUIET_DAY
    since = now - period
    async with db.read() as reader:
        muted = await _muted(reader, destination, frozenset(), since, now)
    wish = replace(preferences_of(destination), topics=frozenset(), muted=muted)
    items = (await _cached_digest(db, _DigestKey(wish, since, now))).main
    return items[0] if items else None


async def headlines(db: Database, destination: Destination, story_ids: Sequence[int]) -> list[DigestItem]:
    """The first of these stories that still exist, whatever their sources, to be shown in a line each."""
    wish = preferences_of(destination)
    async with db.read() as reader:
        found = await stories.get_many(reader, story_ids[:KEPT_BACK_SHOWN])
    told = (summarise_story(for_wish(story, wish), wish.languages, limit=1) for story in found)
    return [item for item in told if item]


async def story(db: Database, story_id: int) -> Story | None:
    """The story with this number, or the one into which it was merged; None when there is neither."""
    async with db.read() as reader:
        return await stories.get(reader, story_id)


@dataclass(frozen=True, slots=True)
class PastDigest:
    """A digest that somebody received, and when. `kept` is None where only its stories are known."""

    digest: Digest
    came: datetime
    kept: KeptDigest | None = None


async def edition_digest(db: Database, address: Address, sent_as: int) -> PastDigest | None:
    """The digest behind a delivered message, as it reads after corrections."""
    async with db.read() as reader:
        found = await sent_messages.sent_for(reader, address, sent_as)
        edition = await editions.get(reader, found[1]) if found else None
    return await digest_of_edition(db, edition, read=True) if edition else None


async def digest_of_edition(db: Database, edition: Edition, *, read: bool) -> PastDigest | None:
    """The digest that an edition told, made again from what was kept of it.

    `read`: the message has been read, so withdrawn stories leave gaps.
    """
    async with db.read() as reader:
        contents = await edition_messages.contents_of(reader, edition.id, edition.destination_id)
        kept = load_kept(contents) if contents else None
        texts = await texts_of(reader, [kept.chosen]) if kept else {}
        named = [story.headline for story in kept.chosen.main] if kept and read and edition.breaking else []
        headlines = await articles.headlines(reader, named)
    if kept is not None:
        made = (await asyncio.to_thread(rebuild, kept.chosen, texts, read=read)).digest
        made = name_withdrawn(made, kept.chosen, headlines) if named else made
        return PastDigest(made, edition.created, kept)
    digest = await _digest_of_stories(db, edition)
    return PastDigest(digest, edition.created) if digest else None


async def texts_of(db: Reader, chosen: Iterable[ChosenDigest]) -> dict[int, ArticleText]:
    """The articles from which digests are made again, except those that are retracted."""
    told = (story for each in chosen for item in each.items for story in item.stories)
    numbers = sorted({number for story in told for number, _ in story.articles})
    found: dict[int, ArticleText] = {}
    for start in range(0, len(numbers), ARTICLES_PER_QUERY):
        some = numbers[start : start + ARTICLES_PER_QUERY]
        bodies = await revisions.bodies(db, some)
        chosen_summaries = await articles.summaries_chosen(db, some)
        for number, article in (await articles.get_live(db, some)).items():
            body, *earlier = bodies.get(number, ("",))
            found[number] = ArticleText(article, body, tuple(earlier), number in chosen_summaries)
    return found


async def _digest_of_stories(db: Database, edition: Edition) -> Digest | None:
    """The digest of an edition from an earlier version, of which only the stories were kept."""
    async with db.read() as reader:
        destination = await destinations.get(reader, edition.destination_id)
        kept = (await edition_contents.stories_of(reader, [edition.issue_id]))[edition.issue_id]
        ids = [then.story_id for then in kept]
        known = await editions.told_stories(reader, edition.destination_id, ids, before=edition.id)
        loaded = {story.id: story for story in await stories.get_many(reader, ids)}
    if destination is None:
        return None
    return await asyncio.to_thread(tell_stories, kept, loaded, preferences_of(destination), known)


def tell_stories(
    kept: Sequence[EditionStory], loaded: dict[int, Story], wish: ReadingPreferences, known: ToldStories
) -> Digest:
    """These stories in this order, told anew from the articles they had; steps stay beneath their item."""
    parts: dict[int, list[tuple[EditionStory, DigestItem]]] = {}
    shape = SHAPES[wish.length]
    for then in kept:
        story = _digest_of_edition(loaded.get(then.story_id), known.articles.union(then.articles), wish)
        limit = shape.sentences if parts else shape.top
        item = story and summarise_story(story, wish.languages, known=known.articles, limit=limit)
        if item:
            parts.setdefault(then.step_of or then.story_id, []).append((then, item))
    told = [
        (first.shown, with_steps(item, [step for _, step in steps]))
        for (first, item), *steps in parts.values()
    ]
    shown = [item for is_shown, item in told if is_shown]
    rest = [item for is_shown, item in told if not is_shown]
    return Digest(tuple(shown[: shape.main]), tuple(shown[shape.main :]), tuple(rest))


def _digest_of_edition(story: Story | None, had: Collection[int], wish: ReadingPreferences) -> Story | None:
    then = story and Story(story.id, tuple(a for a in story.articles if a.id in had))
    return then and visible_to(then, wish)
