"""Stories that readers follow until nothing more is reported."""

from __future__ import annotations

from datetime import datetime, timedelta

from digests.models.digest import DigestItem
from digests.search.follow_index import FollowProblem
from storage import followed_stories, mutes, schedules
from storage.database import Database
from storage.followed_stories import FollowedStory

MAX_STORIES = 20  # of one reader, those that have ended not counted
QUIET = timedelta(days=7)  # without a new article: the follow ends
HEADLINE_CHARACTERS = 200


async def follow(db: Database, destination_id: int, told: DigestItem, now: datetime) -> bool | FollowProblem:
    """Follow a story, which the reader is taken to know as it is now.

    True if news of it will be sent at once, as to a reader who gets no editions.
    """
    articles = told.story.articles
    by = next((each for each in articles if each.headline == told.headline), articles[-1])
    async with db.transaction() as tx:
        kept = await followed_stories.of_destination(tx, destination_id)
        others = [each for each in kept if not each.ended and each.story_id != told.story.id]
        if len(others) >= MAX_STORIES:
            return FollowProblem("many", limit=MAX_STORIES)
        for mute in await mutes.of_destination(tx, destination_id):
            if mute.story_id == told.story.id:
                await mutes.remove(tx, destination_id, mute.number)
        alert = not await schedules.of_destination(tx, destination_id)
        await followed_stories.remove_story(tx, destination_id, told.story.id)
        await followed_stories.add(
            tx,
            destination_id,
            by.id,
            known=[article.id for article in articles],
            headline=told.headline[:HEADLINE_CHARACTERS],
            alert=alert,
            now=now,
        )
    return alert


async def unfollow(db: Database, destination_id: int, told: DigestItem) -> None:
    async with db.transaction() as tx:
        await followed_stories.remove_story(tx, destination_id, told.story.id)


async def remove(db: Database, destination_id: int, number: int) -> FollowedStory | None:
    """End a follow; returns it as it was, or None when there was none."""
    async with db.transaction() as tx:
        found = await followed_stories.get(tx, destination_id, number)
        if found is not None:
            await followed_stories.remove_story(tx, destination_id, found.story_id)
    return found


async def set_alert(db: Database, destination_id: int, number: int, *, alert: bool) -> None:
    async with db.transaction() as tx:
        await followed_stories.set_alert(tx, destination_id, number, alert=alert)


async def end_quiet(db: Database, now: datetime) -> int:
    """End the follows of stories that were quiet for `QUIET`; returns how many."""
    async with db.read() as reader:
        over = await followed_stories.quiet(reader, now - QUIET)
    if over:
        async with db.transaction() as tx:
            await followed_stories.end(tx, over, now)
    return len(over)
