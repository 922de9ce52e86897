"""The digest as readers who chose nothing would get it now, shown to editors."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers import digest as digest_answers
from digests.models.digest import Digest
from storage import schedules
from storage.database import Database
from storage.destinations import Destination
from storage.mutes import NOTHING
from storage.preferences import USUAL

READERS_DUE_WITHIN = timedelta(days=1)


async def digest(db: Database, editor: Destination, *, period: timedelta, now: datetime) -> Digest:
    """The digest for a reader who chose nothing: all topics and sources, in the editor's languages.

    Nothing is sent, and nothing counts as told.
    """
    return await digest_answers.digest(db, _anybody(editor), period=period, now=now)


async def readers_soon(db: Database, now: datetime) -> int:
    """How many readers are due to get a digest in the next 24 hours if there is news for them."""
    async with db.read() as reader:
        return await schedules.readers_due(reader, now + READERS_DUE_WITHIN)


def _anybody(editor: Destination) -> Destination:
    """A destination without a row in the database, so that it follows and mutes nothing."""
    return replace(editor, id=0, topics=frozenset(), preferences=USUAL, follows=frozenset(), mutes=NOTHING)
