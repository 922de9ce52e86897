"""Composes for many destinations at one moment; what is the same for several is composed once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from bot.editions.posts import frame_of
from bot.editions.rendering import Composition, CompositionFailed, RenderRequest, compose_all
from bot.editions.round_news import CompositionRequest, NewsForOne, RoundNews
from bot.worker.process import Worker, WorkerError
from storage import edition_contents, message_texts
from storage.database import Database, Transaction
from storage.edition_contents import EditionStory

MAX_COMPOSED_IN_THREAD = 8  # are composed in a thread: to start the worker takes longer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """The numbers under which an edition's contents and message are stored."""

    issue_id: int
    message_id: int


class Composer:
    """Composes during one round of planning, for which `now` stands still.

    Once a composition is stored, only the numbers of its rows are kept, so that many different wishes need
    little memory.
    """

    def __init__(self, db: Database, worker: Worker, now: datetime, bot_username: str) -> None:
        self._news = RoundNews(db)
        self._worker = worker
        self._now = now
        self._bot_username = bot_username
        self._numbers: dict[RenderRequest, int] = {}
        self._done: dict[int, Composition | StoredEdition | None] = {}

    @property
    def up_to(self) -> int:
        """The newest release that this round covers."""
        return self._news.up_to

    async def compose(self, requests: Sequence[CompositionRequest]) -> list[int | None]:
        """For each request, in order, the number of what it gets: the same for all who get the same.

        None where there is nothing new.
        """
        found = await self._news.read(requests)
        wanted = [_render_request(request, news) for request, news in zip(requests, found, strict=True)]
        for each in wanted:
            self._numbers.setdefault(each, len(self._numbers))
        await self._compose({each for each in wanted if self._numbers[each] not in self._done})
        numbers = [self._numbers[each] for each in wanted]
        return [number if self._done[number] is not None else None for number in numbers]

    def told_by(self, number: int) -> list[EditionStory]:
        """The stories of a composition that was not stored yet; `number` is from `compose`."""
        done = self._done[number]
        return [EditionStory(*told) for told in done.stories] if isinstance(done, Composition) else []

    async def store(self, tx: Transaction, numbers: Collection[int]) -> dict[int, StoredEdition]:
        """Store these compositions, and return where each is; hand that to `keep` after the commit."""
        done = {number: self._done[number] for number in numbers}
        new = {number: made for number, made in done.items() if isinstance(made, Composition)}
        told = [[EditionStory(*story) for story in made.stories] for made in new.values()]
        texts = [(made.text, made.buttons, made.contents) for made in new.values()]
        kept = map(
            StoredEdition, await edition_contents.add_all(tx, told), await message_texts.add_all(tx, texts)
        )
        known = {number: made for number, made in done.items() if isinstance(made, StoredEdition)}
        return known | dict(zip(new, kept, strict=True))

    def keep(self, stored: Mapping[int, StoredEdition]) -> None:
        """Remember where compositions were stored, and forget their texts."""
        self._done.update(stored)

    async def _compose(self, new: Set[RenderRequest]) -> None:
        asked = sorted(new, key=self._numbers.__getitem__)
        for each, made in zip(asked, await self._run(asked), strict=True):
            if isinstance(made, CompositionFailed):
                log.error("no edition for all who wish %s: %s", each.wish, made.reason)
            self._done[self._numbers[each]] = None if isinstance(made, CompositionFailed) else made

    async def _run(self, asked: Sequence[RenderRequest]) -> Sequence[Composition | CompositionFailed | None]:
        needed = self._news.stories_of({story_id for each in asked for story_id in each.story_ids})
        if len(asked) > MAX_COMPOSED_IN_THREAD:
            try:
                return await self._worker.run(compose_all, needed, asked, self._now, self._bot_username)
            except WorkerError:
                log.exception("the worker did not compose; a thread does")
        return await asyncio.to_thread(compose_all, needed, asked, self._now, self._bot_username)


def _render_request(request: CompositionRequest, news: NewsForOne) -> RenderRequest:
    who = request.destination
    return RenderRequest(
        wish=news.preferences,
        story_ids=news.story_ids,
        told=news.told,
        language=who.language,
        zone=request.zone,
        kind=who.kind,
        frame=frame_of(who),
        least=who.preferences.least,
        days=request.days,
    )
