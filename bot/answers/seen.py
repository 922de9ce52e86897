"""Notes what a person saw in an answer, so that their next edition does not tell it in full again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from digests.models.digest import Digest
from storage import seen
from storage.database import Database, Transaction
from storage.destinations import Destination


@dataclass(frozen=True, slots=True)
class SeenNote:
    """Which articles a destination was shown, and when."""

    destination_id: int
    articles: frozenset[int]
    at: datetime


_gathered: ContextVar[list[SeenNote] | None] = ContextVar("gathered", default=None)


async def note_seen(db: Database, destination: Destination, digest: Digest, now: datetime) -> None:
    """In a private chat, the stories that the answer showed count as seen; those behind its buttons do not.

    The note is written at once or, within `gathering`, by whoever gathers.
    """
    named = (story for item in digest.main + digest.brief for story in item.stories)
    shown = frozenset(article.id for story in named for article in story.articles)
    if destination.kind != "private" or not shown:
        return
    note = SeenNote(destination.id, shown, now)
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(note)
        return
    async with db.transaction() as tx:
        await store(tx, [note])


@contextmanager
def gathering() -> Iterator[Sequence[SeenNote]]:
    """Collects what is noted in the block, to be stored in a commit that is made anyway."""
    found: list[SeenNote] = []
    token = _gathered.set(found)
    try:
        yield found
    finally:
        _gathered.reset(token)


async def store(tx: Transaction, notes: Sequence[SeenNote]) -> None:
    for note in notes:
        await seen.add(tx, note.destination_id, note.articles, note.at)
