"""The digests that a reader has received, to be opened as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.services.answers import as_it_was, retell, wish_of
from bot.views.shelf import History, Received
from digests.models import Digest, Told
from storage import editions, issues, stories
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.editions import Edition
from storage.issues import IssueStory

PAGE = 8
LOOKED_AT = 3  # stories of which one stands for the edition: the first may have been retracted


async def history(db: Database, destination: Destination, page: int) -> History:
    """`page` counts from 0. An edition of which nothing is left is not named."""
    async with db.read() as reader:
        found = await editions.past(reader, destination.id, limit=PAGE + 1, skip=page * PAGE)
        named = await _named(reader, found[:PAGE], destination)
    return History(tuple(named), page, len(found) > PAGE)


async def opened(db: Database, destination: Destination, edition_id: int) -> tuple[Digest, datetime] | None:
    """The edition as it was, but for what was retracted since, and when it came; None for another's."""
    async with db.read() as reader:
        edition = await editions.get(reader, edition_id)
    if edition is None or edition.destination_id != destination.id:
        return None
    digest = await as_it_was(db, edition)
    return (digest, edition.created) if digest and digest.items else None


async def _named(reader: Reader, found: Sequence[Edition], destination: Destination) -> list[Received]:
    kept = await issues.stories_of(reader, sorted({edition.issue_id for edition in found}))
    first = {issue: told[:LOOKED_AT] for issue, told in kept.items()}
    numbers = sorted({then.story_id for told in first.values() for then in told})
    loaded = {story.id: story for story in await stories.load(reader, numbers)}

    def headline(told: Sequence[IssueStory]) -> str | None:
        items = retell(told, loaded, wish_of(destination), Told()).items
        return items[0].headline if items else None

    named = ((edition, headline(first[edition.issue_id])) for edition in found)
    return [Received(edition.id, edition.created, title) for edition, title in named if title]
