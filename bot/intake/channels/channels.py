"""Posts of connected channels become articles, and their edits revisions."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.intake.arrivals import IntakeRefusal
from bot.intake.channels.cut_posts import ChannelPost, WholePost, whole
from bot.intake.corrections import Corrections
from bot.intake.intake import Intake
from storage import channel_sources, editor_actions
from storage.channel_sources import ChannelSource
from storage.database import Database
from storage.editor_actions import ByEditor

log = logging.getLogger(__name__)


class ChannelSources:
    def __init__(self, db: Database, intake: Intake) -> None:
        self._db = db
        self._intake = intake
        self._corrections = Corrections(db, intake)

    async def connect(self, source: ChannelSource, person_id: int, now: datetime) -> None:
        """Take posts of a channel from now on."""
        async with self._db.transaction() as tx:
            await channel_sources.add(tx, source, added_by=person_id, now=now)
            await editor_actions.add(tx, "channel-added", ByEditor(person_id, now), words=source.title)

    async def disconnect(self, chat_id: int, by: ByEditor) -> None:
        async with self._db.transaction() as tx:
            source = await channel_sources.get(tx, chat_id)
            if source is not None:
                await editor_actions.add(tx, "channel-removed", by, words=source.title)
            await channel_sources.remove(tx, chat_id)

    async def renamed(self, chat_id: int, title: str) -> None:
        async with self._db.transaction() as tx:
            await channel_sources.rename(tx, chat_id, title)

    async def take(self, post: ChannelPost, now: datetime) -> int | None:
        """The number of the article that this post is; None when it is none, or its channel is not connected.

        The posts of a channel must be handed over one after another, in their order.
        """
        async with self._db.read() as db:
            source = await channel_sources.get(db, post.chat_id)
            known = await channel_sources.post(db, post.chat_id, post.key)
            if source is None:
                return None
            if known is not None and not post.follows(known):
                return known.article_id
            text = await whole(db, post, known)
        article_id = await self._store(text, post, now)
        if article_id is not None:
            async with self._db.transaction() as tx:
                await channel_sources.remember(tx, post.chat_id, post.key, post.taken(article_id, text.begun))
        return article_id

    async def _store(self, text: WholePost, post: ChannelPost, now: datetime) -> int | None:
        """The number of the article that was added or revised; None when the text is refused."""
        if text.article_id is None:
            added = await self._intake.add(text.raw, added_by=None, now=now, kind="channel")
            if not isinstance(added, IntakeRefusal):
                return added.article.article.id
            log.info("post %s of channel %d is no article: %s", post.key, post.chat_id, added.value)
            return None
        revised = await self._corrections.revise(text.article_id, text.raw, now=now)
        if not isinstance(revised, IntakeRefusal):
            return text.article_id
        log.info("article %d stays as it was: its post is none now (%s)", text.article_id, revised.value)
        return None
