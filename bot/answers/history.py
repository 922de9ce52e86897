"""The digests that a reader has received, to be opened as they were."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.answers.digest import PastDigest, digest_of_edition, preferences_of, tell_stories, texts_of
from bot.views.common.kept_digest import load_kept
from bot.views.reader.saved import HistoryPage, ReceivedEdition
from digests.composing.rebuild import rebuild
from digests.models.digest import ChosenDigest, Digest
from digests.models.wishes import ToldStories
from storage import edition_contents, edition_messages, editions, stories
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.editions import Edition

EDITIONS_PER_PAGE = 8
STORIES_LOOKED_AT = 3  # stories of which one stands for the edition: the first may have been retracted


async def history(db: Database, destination: Destination, page: int) -> HistoryPage:
    """A page, counted from 0, of the editions that a destination received, without those of which nothing is
    left.
    """
    async with db.read() as reader:
        found = await editions.list_past(
            reader, destination.id, limit=EDITIONS_PER_PAGE + 1, skip=page * EDITIONS_PER_PAGE
        )
        named = await _named(reader, found[:EDITIONS_PER_PAGE], destination)
    return HistoryPage(tuple(named), page, len(found) > EDITIONS_PER_PAGE)


async def opened(db: Database, destination: Destination, edition_id: int) -> PastDigest | None:
    """An edition as it was, except for what was corrected or retracted since.

    None when nothing is left of it, or when it belongs to another destination.
    """
    async with db.read() as reader:
        edition = await editions.get(reader, edition_id)
    if edition is None or edition.destination_id != destination.id:
        return None
    past = await digest_of_edition(db, edition, read=False)
    return past if past and past.digest.items else None


async def _named(reader: Reader, found: Sequence[Edition], destination: Destination) -> list[ReceivedEdition]:
    contents = {
        edition.id: await edition_messages.contents_of(reader, edition.id, destination.id)
        for edition in found
    }
    kept = {
        number: ChosenDigest(load_kept(text).chosen.items[:STORIES_LOOKED_AT])
        for number, text in contents.items()
        if text
    }
    texts = await texts_of(reader, kept.values())
    older = [edition for edition in found if edition.id not in kept]
    titles = await _titles_of_stories(reader, older, destination)
    for number, chosen in kept.items():
        rebuilt = await asyncio.to_thread(rebuild, chosen, texts, read=False)
        titles[number] = _title(rebuilt.digest)
    named = ((edition, titles[edition.id]) for edition in found)
    return [ReceivedEdition(edition.id, edition.created, title) for edition, title in named if title]


async def _titles_of_stories(
    reader: Reader, found: Sequence[Edition], destination: Destination
) -> dict[int, str | None]:
    """The titles of editions from earlier versions, of which only the stories were kept."""
    kept = await edition_contents.stories_of(reader, sorted({edition.issue_id for edition in found}))
    first = {contents: told[:STORIES_LOOKED_AT] for contents, told in kept.items()}
    numbers = sorted({then.story_id for told in first.values() for then in told})
    loaded = {story.id: story for story in await stories.get_many(reader, numbers)}
    wish = preferences_of(destination)
    return {
        edition.id: _title(tell_stories(first[edition.issue_id], loaded, wish, ToldStories()))
        for edition in found
    }


def _title(digest: Digest) -> str | None:
    return digest.items[0].headline if digest.items else None
