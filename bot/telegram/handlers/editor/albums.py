"""Albums: what comes as several messages is answered once, unless each brings a text."""

from __future__ import annotations

from collections import deque

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE


def register(router: Router) -> None:
    """The first router, for it has to see every message of an album."""
    router.message.register(rest, F.media_group_id, IN_PRIVATE, RestOfAlbum())


class RestOfAlbum(Filter):
    """After the first message of an album, those without a caption or a file to read."""

    def __init__(self) -> None:
        self._begun: deque[str] = deque(maxlen=1000)

    async def __call__(self, message: Message, context: RequestContext) -> bool:
        album = message.media_group_id or ""
        if album not in self._begun:
            self._begun.append(album)
            return False
        return not (context.editor and (message.caption or message.document))


async def rest(_: Message) -> None:
    """Say nothing: the first message of the album has been answered for all."""
