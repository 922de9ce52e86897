"""Files that come at nearly the same time: which of them are one batch, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storage import uploads
from storage.database import Database
from storage.uploads import Upload, UploadResult


async def batch_of(db: Database, person_id: int, message_id: int, album: str | None) -> int:
    """The number of a file's batch, which is that of the batch's first message.

    A batch is an album, or files each of which had come before the one in front of it was answered.
    """
    async with db.read() as reader:
        last = await uploads.before(reader, person_id, message_id)
    if last is None:
        return message_id
    same = last.message_id == message_id or (album is not None and album == last.album)
    return last.batch if same or last.more else message_id


async def keep(db: Database, found: Sequence[Upload]) -> list[Upload]:
    """Store the texts of a file, and return all that its batch has by now, in the order in which it came."""
    async with db.transaction() as tx:
        for upload in found:
            await uploads.put(tx, upload)
        return await uploads.of_batch(tx, found[0].person_id, found[0].batch)


async def answered(db: Database, first: Upload, answer: int) -> None:
    """Remember the bot's message about the batch, which later files of the batch change."""
    async with db.transaction() as tx:
        await uploads.set_answer(tx, first.person_id, first.batch, answer)


async def settle(db: Database, upload: Upload, result: UploadResult, number: int | None, words: str) -> None:
    """Note what an editor's answer to the preview made of the file."""
    async with db.transaction() as tx:
        await uploads.put(tx, replace(upload, result=result, number=number, words=words or upload.words))
