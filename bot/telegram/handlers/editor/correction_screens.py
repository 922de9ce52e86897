"""What editors change in articles, and the screen on which they see how many messages follow."""

from __future__ import annotations

from datetime import datetime

from aiogram import Bot

from bot.intake.corrections import (
    ArticleMissing,
    Corrections,
    TextRevised,
    TextTaken,
    TextUnchanged,
    progress,
)
from bot.intake.intake import IntakeRefusal
from bot.telegram.handlers.editor.article_desk import plainly_no_article, refused
from bot.telegram.shared.replies import send, typing
from bot.views.common.context import RenderContext
from bot.views.common.menu import plain
from bot.views.common.message import Message
from bot.views.editor import adding
from bot.views.editor import corrections as views
from bot.views.editor.articles import with_list
from digests.models import RawText
from storage import articles, revisions
from storage.database import Database


class CorrectionScreens:
    def __init__(self, db: Database, corrections: Corrections) -> None:
        self._db = db
        self._corrections = corrections

    async def revise(
        self,
        bot: Bot,
        person_id: int,
        article_id: int,
        raw: RawText,
        place: RenderContext,
        *,
        received: datetime,
    ) -> None:
        """Also when the program ended before it could answer: the text is the article's already then."""
        async with typing(bot, person_id):
            view = await self._revise(person_id, article_id, raw, place, received)
        await send(bot, person_id, view)

    async def take_back(self, revision_id: int, person_id: int, place: RenderContext) -> Message:
        result = await self._corrections.take_back(revision_id, person_id=person_id, now=place.now)
        return await self._result(result, place, None)

    async def retract(self, article_id: int, person_id: int, place: RenderContext) -> Message:
        stored = await self._corrections.retract(article_id, person_id=person_id, now=place.now)
        if stored is None:
            return missing(article_id, place)
        return await self._newest(article_id, place) or adding.retracted(article_id, place.say)

    async def restore(self, article_id: int, person_id: int, place: RenderContext) -> Message:
        stored = await self._corrections.restore(article_id, person_id=person_id, now=place.now)
        if stored is None:
            return missing(article_id, place)
        return await self._newest(article_id, place) or adding.restored(article_id, place.say)

    async def show(self, revision_id: int, place: RenderContext) -> Message:
        """A revision, and how far the editions have followed it."""
        async with self._db.read() as db:
            revision = await revisions.get(db, revision_id)
            stored = await articles.get(db, revision.article_id) if revision else None
        if revision is None or stored is None:
            return with_list(place.say("correction-missing"), place.say)
        found = await progress(self._db, revision_id)
        return views.followed(revision.kind, revision_id, stored.article, found, place)

    async def _revise(
        self, person_id: int, article_id: int, raw: RawText, place: RenderContext, received: datetime
    ) -> Message:
        if problem := plainly_no_article(raw):
            return plain(refused(problem, place))
        result = await self._corrections.revise(article_id, raw, now=place.now, person_id=person_id)
        if isinstance(result, ArticleMissing):
            return missing(article_id, place)
        return await self._result(result, place, received)

    async def _result(
        self,
        result: TextRevised | TextUnchanged | TextTaken | ArticleMissing | IntakeRefusal,
        place: RenderContext,
        received: datetime | None,
    ) -> Message:
        match result:
            case TextRevised(_, revision_id):
                return await self.show(revision_id, place)
            case TextUnchanged(stored, revision_id):
                if received is not None and await self._made_since(revision_id, received):
                    return await self.show(revision_id or 0, place)
                return views.unchanged(stored.article.id, place.say)
            case TextTaken(article_id):
                return views.taken(article_id, place.say)
            case IntakeRefusal():
                return plain(refused(result.value, place))
            case ArticleMissing():
                return with_list(place.say("correction-missing"), place.say)

    async def _made_since(self, revision_id: int | None, received: datetime) -> bool:
        async with self._db.read() as db:
            revision = await revisions.get(db, revision_id or 0)
        return revision is not None and revision.created >= received.replace(microsecond=0)

    async def _newest(self, article_id: int, place: RenderContext) -> Message | None:
        """None for an article whose retraction is older than the revisions."""
        async with self._db.read() as db:
            newest = next(iter(await revisions.of_article(db, article_id)), None)
        return await self.show(newest.id, place) if newest else None


def missing(article_id: int, place: RenderContext) -> Message:
    return with_list(place.say("article-not-found", number=str(article_id)), place.say)
