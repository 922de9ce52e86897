"""Posts of connected channels become articles, and their edits revisions."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from bot.services.corrections import Corrections
from bot.services.intake import Intake, Refusal
from digests.models import RawText
from storage import channel_sources
from storage.channel_sources import ChannelSource
from storage.database import Database

log = logging.getLogger(__name__)


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

    async def every_one(self) -> list[ChannelSource]:
        async with self._db.read() as db:
            return await channel_sources.all_of_them(db)

    async def take(self, chat_id: int, key: str, raw: RawText, now: datetime) -> int | None:
        """The number of the article that this post is; None for a stranger's channel or no article.

        `key` is the post's, so that an edit, or the next part of an album, revises the same article.
        """
        async with self._turn:
            return await self._take(chat_id, key, raw, now)

    async def _take(self, chat_id: int, key: str, raw: RawText, now: datetime) -> int | None:
        async with self._db.read() as db:
            source = await channel_sources.get(db, chat_id)
            known = await channel_sources.article_of(db, chat_id, key)
        if source is None:
            return None
        if known is not None:
            await self._corrections.revise(known, raw, now=now)
            return known
        added = await self._intake.add(raw, added_by=None, now=now)
        if isinstance(added, Refusal):
            log.info("post %s of channel %d is no article: %s", key, chat_id, added.value)
            return None
        number = added.article.article.id
        async with self._db.transaction() as tx:
            await channel_sources.remember(tx, chat_id, key, number)
        return number
