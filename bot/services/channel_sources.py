"""Posts of connected channels become articles, and their edits revisions."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from bot.services.corrections import Corrections
from bot.services.intake import Intake, Refusal
from digests.models import RawText
from storage import channel_sources
from storage.channel_sources import ChannelSource, TakenPost
from storage.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it was when it was `made`, or a part of an `album`, which is one article."""

    chat_id: int
    message_id: int
    album: str | None
    raw: RawText
    made: datetime

    @property
    def key(self) -> str:
        """The same for all parts of an album."""
        return f"album {self.album}" if self.album else str(self.message_id)

    def follows(self, taken: TakenPost) -> bool:
        """Whether it has the text now: a later version, or the longer caption of an album.

        A crash lets posts come again, also those that were edited meanwhile.
        """
        if taken.message_id in (0, self.message_id):
            return self.made >= taken.made
        return len(self.raw.text) > taken.characters


class ChannelSources:
    def __init__(self, db: Database, intake: Intake) -> None:
        self._db = db
        self._intake = intake
        self._corrections = Corrections(db, intake)
        self._turn = asyncio.Lock()  # the parts of an album come at once

    async def connect(self, source: ChannelSource, person_id: int, now: datetime) -> None:
        async with self._db.transaction() as tx:
            await channel_sources.add(tx, source, added_by=person_id, now=now)

    async def disconnect(self, chat_id: int) -> None:
        async with self._db.transaction() as tx:
            await channel_sources.remove(tx, chat_id)

    async def renamed(self, chat_id: int, title: str) -> None:
        async with self._db.transaction() as tx:
            await channel_sources.rename(tx, chat_id, title)

    async def every_one(self) -> list[ChannelSource]:
        async with self._db.read() as db:
            return await channel_sources.all_of_them(db)

    async def take(self, post: Post, now: datetime) -> int | None:
        """The number of the article that this post is; None for a stranger's channel or no article."""
        async with self._turn:
            return await self._take(post, now)

    async def _take(self, post: Post, now: datetime) -> int | None:
        async with self._db.read() as db:
            source = await channel_sources.get(db, post.chat_id)
            known = await channel_sources.post(db, post.chat_id, post.key)
        if source is None:
            return None
        if known is not None:
            if post.follows(known):
                await self._revise(post, known.article_id, now)
            return known.article_id
        return await self._add(post, now)

    async def _add(self, post: Post, now: datetime) -> int | None:
        added = await self._intake.add(post.raw, added_by=None, now=now)
        if isinstance(added, Refusal):
            log.info("post %s of channel %d is no article: %s", post.key, post.chat_id, added.value)
            return None
        await self._remember(post, added.article.article.id)
        return added.article.article.id

    async def _revise(self, post: Post, article_id: int, now: datetime) -> None:
        revised = await self._corrections.revise(article_id, post.raw, now=now)
        if isinstance(revised, Refusal):
            log.info("article %d stays as it was: its post is no article now (%s)", article_id, revised.value)
            return
        await self._remember(post, article_id)

    async def _remember(self, post: Post, article_id: int) -> None:
        taken = TakenPost(article_id, post.message_id, post.made, len(post.raw.text))
        async with self._db.transaction() as tx:
            await channel_sources.remember(tx, post.chat_id, post.key, taken)
