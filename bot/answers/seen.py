"""What a person has seen in an answer, which their next edition does not tell in full again."""

from __future__ import annotations

from datetime import datetime

from digests.models import Digest
from storage import seen
from storage.database import Database
from storage.destinations import Destination


async def note_seen(db: Database, destination: Destination, digest: Digest, now: datetime) -> None:
    """The stories that the answer had room for have been seen in a private chat; those behind it have not."""
    named = (story for item in digest.main + digest.brief for story in item.stories)
    shown = {article.id for story in named for article in story.articles}
    if destination.kind != "private" or not shown:
        return
    async with db.transaction() as tx:
        await seen.add(tx, destination.id, shown, now)
