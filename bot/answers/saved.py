"""The stories that a reader saves to read later."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot.answers.digest import preferences_of
from bot.views.reader.saved import SavedPage
from digests.composing.compose import for_wish
from digests.composing.story_text import summarise_story
from storage import counts, saved_stories, stories
from storage.database import Database
from storage.destinations import Destination

MAX_SAVED = 200
STORIES_PER_PAGE = 8

SaveOutcome = Literal["saved", "full", "gone"]


async def save(db: Database, destination: Destination, story_id: int, now: datetime) -> SaveOutcome:
    """Save a story: `full` when the reader has `MAX_SAVED` already, `gone` when no story has this number any
    more.
    """
    async with db.transaction() as tx:
        current = await stories.current_id(tx, story_id)
        if current is None:
            return "gone"
        known = await saved_stories.has(tx, destination.id, current)
        added = await saved_stories.add(tx, destination.id, current, now, most=MAX_SAVED)
        if added and not known:
            await counts.add(tx, "saved", now, destination.zone)
    return "saved" if added else "full"


async def put_back(db: Database, destination: Destination, story_id: int) -> None:
    async with db.transaction() as tx:
        await saved_stories.remove(tx, destination.id, await stories.current_id(tx, story_id) or story_id)


async def saved_page(db: Database, destination: Destination, page: int) -> SavedPage:
    """A page of the saved stories, counted from 0; a number past the end gives the last page."""
    wish = preferences_of(destination)
    async with db.read() as reader:
        numbers = await saved_stories.list_all(reader, destination.id)
        page = min(page, max(0, len(numbers) - 1) // STORIES_PER_PAGE)
        found = await stories.get_many(
            reader, numbers[page * STORIES_PER_PAGE : (page + 1) * STORIES_PER_PAGE]
        )
    items = [
        item for story in found if (item := summarise_story(for_wish(story, wish), wish.languages, limit=0))
    ]
    return SavedPage(
        tuple(items),
        len(numbers),
        page,
        page * STORIES_PER_PAGE + 1,
        (page + 1) * STORIES_PER_PAGE < len(numbers),
    )
