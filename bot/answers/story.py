"""A story as one reader is told it, and similar stories."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers.digest import preferences_of
from bot.model.meaning import Meaning
from bot.views.reader.story import StoryName, ToldStory
from digests.composing.compose import summarise_story, visible_to, whole_story
from digests.composing.ranking import reasons, story_stats
from digests.models.digest import DigestItem
from digests.models.stories import Story
from digests.models.texts import Fingerprint
from digests.models.wishes import FollowedWords, ReadingPreferences
from digests.names.most_named import names_of
from digests.search.follow_index import same_words
from digests.stories.similar import alike, nearest
from storage import (
    article_search,
    article_terms,
    follow_matches,
    followed_stories,
    follows,
    mutes,
    pictures,
    saved_stories,
    stories,
)
from storage.article_search import ArticleQuery
from storage.database import Database, Reader
from storage.destinations import Destination

MAX_SIMILAR = 3
STORY_NAMES = 4
OFFERED_FOR = timedelta(days=14)
REPORTS_ASKED = 2
MAX_CANDIDATE_STORIES = 48
MAX_PICTURES_TRIED = 5
MAX_STORIES_LOOKED_AT = 20

Pick = Callable[[Sequence[Fingerprint], Iterable[tuple[int, Fingerprint]]], list[int]]


async def tell(
    db: Database, destination: Destination, story_id: int, now: datetime, meaning: Meaning | None = None
) -> ToldStory | None:
    """The story without what hidden sources add, unless only they tell it; None when there is none."""
    wish = preferences_of(destination)
    async with db.read() as reader:
        whole = await stories.get(reader, story_id)
        if whole is None:
            return None
        story = visible_to(whole, wish) or whole
        followed = await follow_matches.followers_words(reader, destination.id, story.id)
        saved = await saved_stories.has(reader, destination.id, story.id)
        own = await followed_stories.has(reader, destination.id, story.id)
        picture = await _picture(reader, story)
    item = await asyncio.to_thread(whole_story, story, wish.languages)
    if item is None:
        return None
    why = replace(reasons(story_stats(story, now=now), wish), follows=tuple(followed))
    return ToldStory(
        replace(item, reasons=why),
        await names_in(db, destination, story),
        await _told_alike(db, story, wish, now, meaning),
        saved=saved,
        followed=own,
        picture=picture,
    )


async def names_in(db: Database, destination: Destination, story: Story) -> list[StoryName]:
    """The names of a story that a reader may follow, in the reader's language where it has reports in it."""
    async with db.read() as reader:
        kept = [each.followed for each in await follows.of_destination(reader, destination.id)]
    return await _names(story, destination, kept)


async def muted_names_in(db: Database, destination: Destination, story: Story) -> list[StoryName]:
    """The same names, `on` where the reader wants to hear no more of them."""
    async with db.read() as reader:
        kept = await mutes.of_destination(reader, destination.id)
    return await _names(story, destination, [each.written for each in kept if each.words_id is not None])


async def _names(story: Story, destination: Destination, kept: Sequence[FollowedWords]) -> list[StoryName]:
    own = tuple(article for article in story.articles if article.language == destination.language)
    found = (await asyncio.to_thread(names_of, [own or story.articles]))[:STORY_NAMES]
    return [StoryName(name, any(same_words(each, FollowedWords(name)) for each in kept)) for name in found]


async def similar(db: Database, story: Story, now: datetime, pick: Pick = nearest) -> list[Story]:
    """Other recent stories that may be about the same event, or that `pick` finds, the most similar first."""
    newest = [article.id for article in story.articles][-REPORTS_ASKED:]
    async with db.read() as reader:
        own = await article_terms.fingerprints(reader, newest)
    return await similar_to(db, own, now, pick, but=story.id)


async def similar_to(
    db: Database, own: Sequence[Fingerprint], now: datetime, pick: Pick = nearest, *, but: int = 0
) -> list[Story]:
    """As `similar`, for texts with these fingerprints; the story `but` is left out."""
    async with db.read() as reader:
        candidates = [found for each in own for found in await _sharing(reader, each, now)]
    numbers = await asyncio.to_thread(pick, own, candidates)
    async with db.read() as reader:
        found = await stories.get_many(reader, [number for number in numbers if number != but])
    return sorted(found, key=lambda each: numbers.index(each.id))


async def _sharing(db: Reader, found: Fingerprint, now: datetime) -> list[tuple[int, Fingerprint]]:
    return await article_terms.sharing(
        db, found.index, since=now - OFFERED_FOR, until=now, limit=MAX_CANDIDATE_STORIES
    )


async def _told_alike(
    db: Database, story: Story, wish: ReadingPreferences, now: datetime, meaning: Meaning | None
) -> list[DigestItem]:
    found = await similar(db, story, now, alike)
    if meaning is not None:
        found += await _near(db, story, meaning, [story.id, *(each.id for each in found)])
    wanted = (seen for each in found if (seen := visible_to(each, wish)))
    told = (summarise_story(each, wish.languages, limit=1) for each in wanted)
    return [item for item in told if item and item.language in wish.languages][:MAX_SIMILAR]


async def _near(db: Database, story: Story, meaning: Meaning, but: Sequence[int]) -> list[Story]:
    """Stories on the same matter in other words or languages, the most similar first."""
    found = await meaning.like([article.id for article in story.articles][-REPORTS_ASKED:])
    numbers = found[:MAX_CANDIDATE_STORIES]
    async with db.read() as reader:
        hits = await article_search.among(reader, ArticleQuery(), numbers)
        place = {number: place for place, number in enumerate(numbers)}
        told = dict.fromkeys(hit.story_id for hit in sorted(hits, key=lambda hit: place[hit.article_id]))
        return await stories.get_many(reader, [each for each in told if each not in but][: 2 * MAX_SIMILAR])


async def _picture(db: Reader, story: Story) -> str | None:
    """The first picture of the story's reports that no other story has; None when there is none."""
    found = dict.fromkeys(article.picture for article in story.articles if article.picture)
    for picture in list(found)[:MAX_PICTURES_TRIED]:
        if await pictures.stories_pictured(db, picture, MAX_STORIES_LOOKED_AT) == 1:
            return picture
    return None
