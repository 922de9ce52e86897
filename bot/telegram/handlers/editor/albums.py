"""An album comes as several messages but is answered once, unless each of them has a text."""

from __future__ import annotations

from collections import deque

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE


def register(router: Router) -> None:
    """Must be the first router, to see every message of an album."""
    router.message.register(rest, F.media_group_id, IN_PRIVATE, RestOfAlbum())


class RestOfAlbum(Filter):
    """The messages of an album after the first that have neither a caption nor a file to read."""

    def __init__(self) -> None:
        self._begun: deque[str] = deque(maxlen=1000)

    async def __call__(self, message: Message, context: RequestContext) -> bool:
        album = message.media_group_id or ""
        if album not in self._begun:
            self._begun.append(album)
            return False
        return not (context.editor and (message.caption or message.document))


async def rest(_: Message) -> None:
    """Say nothing: the answer to the album's first message is enough."""
