"""The digests that a reader has received, to be opened as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.answers.digest import digest_of_edition, preferences_of, rebuild
from bot.views.reader.saved import HistoryPage, ReceivedEdition
from digests.models import Digest, ToldStories
from storage import edition_contents, editions, stories
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.edition_contents import EditionStory
from storage.editions import Edition

EDITIONS_PER_PAGE = 8
STORIES_LOOKED_AT = 3  # stories of which one stands for the edition: the first may have been retracted


async def history(db: Database, destination: Destination, page: int) -> HistoryPage:
    """A page, counted from 0, of the editions that a destination received; an edition of which nothing is
    left is not named.
    """
    async with db.read() as reader:
        found = await editions.list_past(
            reader, destination.id, limit=EDITIONS_PER_PAGE + 1, skip=page * EDITIONS_PER_PAGE
        )
        named = await _named(reader, found[:EDITIONS_PER_PAGE], destination)
    return HistoryPage(tuple(named), page, len(found) > EDITIONS_PER_PAGE)


async def opened(db: Database, destination: Destination, edition_id: int) -> tuple[Digest, datetime] | None:
    """An edition as it was, but for what was retracted since, and when it came; None when it is another
    destination's.
    """
    async with db.read() as reader:
        edition = await editions.get(reader, edition_id)
    if edition is None or edition.destination_id != destination.id:
        return None
    digest = await digest_of_edition(db, edition)
    return (digest, edition.created) if digest and digest.items else None


async def _named(reader: Reader, found: Sequence[Edition], destination: Destination) -> list[ReceivedEdition]:
    kept = await edition_contents.stories_of(reader, sorted({edition.issue_id for edition in found}))
    first = {contents: told[:STORIES_LOOKED_AT] for contents, told in kept.items()}
    numbers = sorted({then.story_id for told in first.values() for then in told})
    loaded = {story.id: story for story in await stories.get_many(reader, numbers)}

    def headline(told: Sequence[EditionStory]) -> str | None:
        items = rebuild(told, loaded, preferences_of(destination), ToldStories()).items
        return items[0].headline if items else None

    named = ((edition, headline(first[edition.issue_id])) for edition in found)
    return [ReceivedEdition(edition.id, edition.created, title) for edition, title in named if title]
