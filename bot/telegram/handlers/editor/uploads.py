"""Files that editors send: one gets the usual answer, several get one message that grows with them."""

from __future__ import annotations

import asyncio
import logging
from io import BytesIO
from typing import TYPE_CHECKING

from aiogram import Bot, F, Router
from aiogram.exceptions import AiogramError
from aiogram.types import Document, Message, TelegramObject
from aiohttp import ClientError

from bot.intake import uploads
from bot.intake.corrections import Corrections
from bot.intake.feeds.adding import MAX_FEEDS, FeedAdding
from bot.telegram.handlers.editor.submission import (
    ArticleSubmission,
    SubmissionResult,
    plainly_no_article,
    refused,
    texts_of,
)
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, IsOwn, Pressed
from bot.telegram.shared.incoming import file_text, raw_of
from bot.telegram.shared.replies import edit, send
from bot.views.common import message as views
from bot.views.common.context import RenderContext
from bot.views.common.menu import file_too_big, plain
from bot.views.editor import uploads as screens
from bot.views.editor.draft_buttons import AddAll, AddAllNew, DropAll, UndoAll
from bot.views.editor.feeds import listed, with_feeds
from bot.worker import tasks
from bot.worker.process import TooMuchError, Worker, WorkerError
from digests.formats.files import FileProblem
from digests.formats.opml import Outline
from digests.models.texts import RawText
from storage import updates
from storage import uploads as stored_uploads
from storage.database import Database
from storage.uploads import Upload

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

LIST_OF_FEEDS = ".opml"
SHOWN_EVERY = 2.0  # seconds, while more files wait

MAX_FILE_MB = 10
TOO_BIG = "file-too-big"

log = logging.getLogger(__name__)


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(upload, F.document, ~F.animation, IN_PRIVATE, editor, ~IsOwn())
    for kind, press in (
        (AddAll, add_all),
        (AddAllNew, add_all_new),
        (DropAll, drop_all),
        (UndoAll, undo_all),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def upload(message: Message, context: RequestContext, upload_batches: UploadBatches) -> None:
    if message.document is not None:
        await upload_batches.take(message, message.document, context)


async def add_all(
    _: TelegramObject, press: AddAll, context: RequestContext, upload_batches: UploadBatches
) -> None:
    await context.answer(await upload_batches.add_all(press.batch, context))


async def add_all_new(
    _: TelegramObject, press: AddAllNew, context: RequestContext, upload_batches: UploadBatches
) -> None:
    await context.answer(await upload_batches.add_all(press.batch, context, archive_old=True))


async def drop_all(
    _: TelegramObject, press: DropAll, context: RequestContext, upload_batches: UploadBatches
) -> None:
    await context.answer(await upload_batches.drop_all(press.batch, context))


async def undo_all(
    _: TelegramObject, press: UndoAll, context: RequestContext, upload_batches: UploadBatches
) -> None:
    await context.answer(await upload_batches.undo_all(press.batch, context))


class UploadBatches:
    def __init__(
        self,
        db: Database,
        submission: ArticleSubmission,
        worker: Worker,
        feed_adding: FeedAdding,
        corrections: Corrections,
    ) -> None:
        self._db = db
        self._submission = submission
        self._worker = worker
        self._feed_adding = feed_adding
        self._corrections = corrections
        self._shown: dict[int, float] = {}  # when each person's message was last changed

    async def take(self, message: Message, document: Document, context: RequestContext) -> None:
        """Take a file and answer it; one that comes again after a crash replaces its row."""
        person_id, album = context.person.id, message.media_group_id
        batch = await uploads.batch_of(self._db, person_id, message.message_id, album)
        outcomes = await self._outcomes(message, document, context)
        async with self._db.read() as db:
            more = await updates.has_file_after(db, message.chat.id, message.message_id, context.bot.id)
        kept = await uploads.keep(
            self._db,
            [
                Upload(
                    person_id=person_id,
                    message_id=message.message_id,
                    batch=batch,
                    received=message.date,
                    name=document.file_name or "",
                    result=outcome.result,
                    part=part,
                    album=album,
                    more=more,
                    number=outcome.number,
                    words=outcome.words,
                    old=outcome.old,
                )
                for part, outcome in enumerate(outcomes)
            ],
        )
        alone = len(kept) == 1 and album is None and not more
        view = outcomes[0].view if alone else screens.batch(kept, more, context.say)
        await self._show(kept, more, context.bot, view)

    async def add_all(
        self, batch: int, context: RequestContext, *, archive_old: bool = False
    ) -> views.Message:
        """Add the drafts that are left; pressing twice does nothing twice.

        `archive_old`: old articles, also those added before, are kept out of editions.
        """
        for upload in await self._of_batch(batch, context):
            archived = archive_old and upload.old
            if upload.result == "draft" and upload.number is not None:
                outcome = await self._submission.add_draft(
                    upload.number, context.person.id, context.place, archived=archived, held_until="told"
                )
                await uploads.settle(self._db, upload, outcome.result, outcome.number, outcome.words)
            elif upload.result == "added" and upload.number is not None and archived:
                await self._corrections.archive(
                    upload.number, archived=True, person_id=context.person.id, now=context.now
                )
        return await self._now(batch, context)

    async def drop_all(self, batch: int, context: RequestContext) -> views.Message:
        for upload in await self._of_batch(batch, context):
            if upload.result == "draft" and upload.number is not None:
                await self._submission.drop_draft(upload.number, context.person.id, context.place)
        return await self._now(batch, context)

    async def undo_all(self, batch: int, context: RequestContext) -> views.Message:
        """Retract what these files added."""
        for upload in await self._of_batch(batch, context):
            if upload.result == "added" and upload.number is not None:
                await self._corrections.retract(upload.number, person_id=context.person.id, now=context.now)
                await uploads.settle(self._db, upload, "dropped", upload.number, upload.words)
        return await self._now(batch, context)

    async def _now(self, batch: int, context: RequestContext) -> views.Message:
        kept = await self._of_batch(batch, context)
        return screens.batch(kept, False, context.say) if kept else screens.gone(context.say)

    async def _of_batch(self, batch: int, context: RequestContext) -> list[Upload]:
        async with self._db.read() as db:
            return await stored_uploads.of_batch(db, context.person.id, batch)

    async def _show(self, kept: list[Upload], more: bool, bot: Bot, view: views.Message) -> None:
        """Only now and then while more files wait; after the last one in any case."""
        first, now = kept[0], asyncio.get_running_loop().time()
        person_id = first.person_id
        if more and first.answer is not None and now - self._shown.get(person_id, 0.0) < SHOWN_EVERY:
            return
        self._shown[person_id] = now
        if first.answer is None or not await edit(bot, person_id, first.answer, view):
            await uploads.answered(self._db, first, await send(bot, person_id, view))

    async def _outcomes(
        self, message: Message, document: Document, context: RequestContext
    ) -> list[SubmissionResult]:
        """The result of each text in the file; where a file has no text, its caption may be the article."""
        content = await download(document, context.bot)
        if (document.file_name or "").lower().endswith(LIST_OF_FEEDS):
            return [await self._feeds(content, context)]
        read = content if isinstance(content, str) else await self._read(document.file_name or "", content)
        caption = raw_of(message)
        if isinstance(read, str) and plainly_no_article(caption):
            words = unread(read, context.place)
            return [SubmissionResult(plain(words), "refused", words=words)]
        raw = caption if isinstance(read, str) else file_text(read, message)
        person, at_once = context.person.id, context.person.adds_at_once
        return [
            await self._submission.submit(person, text, context.place, received=message.date, at_once=at_once)
            for text in texts_of(raw)
        ]

    async def _read(self, name: str, content: bytes) -> RawText | str:
        """The text, or why there is none."""
        try:
            read = await self._worker.read(tasks.read_file, name, content)
        except TooMuchError:
            return FileProblem.TOO_LARGE.value
        except WorkerError:
            return "unreadable"
        return read if isinstance(read, RawText) else read.value

    async def _feeds(self, content: bytes | str, context: RequestContext) -> SubmissionResult:
        """Takes a file as a list of feeds from another feed reader."""
        outlines = content if isinstance(content, str) else await self._outlines(content)
        if isinstance(outlines, str):
            words = unread(outlines, context.place)
            return SubmissionResult(with_feeds(words, context.say), "refused", words=words)
        result = await self._feed_adding.add_list(outlines, context.person.id, context.now)
        words = listed(result.added, result.known, result.left, MAX_FEEDS, context.say)
        return SubmissionResult(with_feeds(words, context.say), "feeds", words=words)

    async def _outlines(self, content: bytes) -> tuple[Outline, ...] | str:
        try:
            return await self._worker.read(tasks.read_opml, content) or "no-feeds"
        except WorkerError:
            return "no-feeds"


async def download(document: Document, bot: Bot) -> bytes | str:
    """The content of the file, or the name of a refusal."""
    if (document.file_size or 0) > MAX_FILE_MB * 1_000_000:
        return TOO_BIG
    content = _Content()
    try:
        await bot.download(document, content)
    except _TooBigError:
        return TOO_BIG
    except (AiogramError, ClientError, OSError) as error:
        log.warning("a file could not be fetched: %s", error)
        return "file-gone"
    return content.getvalue()


class _TooBigError(Exception):
    """There is more than was said, or nothing was said."""


class _Content(BytesIO):
    def write(self, part: ReadableBuffer) -> int:
        if self.tell() + len(memoryview(part)) > MAX_FILE_MB * 1_000_000:
            raise _TooBigError
        return super().write(part)


def unread(reason: str, place: RenderContext) -> str:
    return file_too_big(MAX_FILE_MB, place.say) if reason == TOO_BIG else refused(reason, place)
