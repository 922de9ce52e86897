"""Connects the publishers that an editor chose from a list, after asking each for its feed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.intake.feeds.adding import FeedAdded, FeedAdding, FeedKnown
from bot.web.results import Unfetched
from digests.formats.entries import FeedProblem
from digests.formats.opml import Outline

MAX_TRIED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a publisher: `added`, `known` before, or the `problem` that kept it from being
    connected.
    """

    title: str
    added: bool = False
    known: bool = False
    problem: str = ""


async def connect(
    adding: FeedAdding, chosen: Sequence[Outline], person_id: int, now: datetime
) -> list[Tried]:
    """Ask each publisher, some at a time; where its address gives no feed, its site is looked through for
    one.
    """
    room = asyncio.Semaphore(MAX_TRIED_AT_ONCE)

    async def one(outline: Outline) -> Tried:
        async with room:
            return await _connect(adding, outline, person_id, now)

    return list(await asyncio.gather(*map(one, chosen)))


async def _connect(adding: FeedAdding, outline: Outline, person_id: int, now: datetime) -> Tried:
    first = result = await adding.add(outline.url, person_id, now)
    if isinstance(first, Unfetched | FeedProblem) and outline.site:
        result = await adding.add(outline.site, person_id, now)
    match result:
        case FeedAdded():
            return Tried(outline.title, added=True)
        case FeedKnown():
            return Tried(outline.title, known=True)
    problem = first.why.value if isinstance(first, Unfetched) else FeedProblem.NO_FEED.value
    return Tried(outline.title, problem=problem)
