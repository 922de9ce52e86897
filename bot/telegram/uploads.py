"""Files that people send: their bytes, within the bound, or why not."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import Document
from aiohttp import ClientError

from bot.telegram.desk import refused
from bot.views.articles import RenderContext
from bot.views.refusals import file_too_big

MAX_FILE_MB = 10
TOO_BIG = "file-too-big"

log = logging.getLogger(__name__)


async def download(document: Document, bot: Bot) -> bytes | str:
    """The content, or the name of a refusal."""
    if (document.file_size or 0) > MAX_FILE_MB * 1_000_000:
        return TOO_BIG
    try:
        content = await bot.download(document)
    except (AiogramError, ClientError, OSError) as error:
        log.warning("a file could not be fetched: %s", error)
        return "file-gone"
    return "file-gone" if content is None else content.read()


def unread(reason: str, place: RenderContext) -> str:
    return file_too_big(MAX_FILE_MB, place.say) if reason == TOO_BIG else refused(reason, place)
