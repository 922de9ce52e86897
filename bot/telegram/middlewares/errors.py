"""When a handler fails, the person gets a plain sentence and the log the traceback."""

from __future__ import annotations

import logging
from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import ErrorEvent

from bot.alarms import Alarms
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.refusals import subject_of
from bot.telegram.shared.replies import send
from bot.views.common.menu import plain
from storage.database import StorageError

log = logging.getLogger(__name__)


async def failed(
    event: ErrorEvent, bot: Bot, context: RequestContext | None = None, alarms: Alarms | None = None
) -> None:
    person_id = context.person.id if context else None
    if _is_unwelcome(event.exception):
        log.info("update %d of person %s: %s", event.update.update_id, person_id, event.exception)
        return
    if alarms is not None and isinstance(event.exception, StorageError):
        alarms.storage(event.exception)
    log.error("update %d of person %s failed", event.update.update_id, person_id, exc_info=event.exception)
    if context is not None and context.destination.kind == "private":
        with suppress(AiogramError, OSError):
            await send(bot, context.destination.address.chat_id, plain(context.say("failed")))


def _is_unwelcome(error: Exception) -> bool:
    """Whether the bot may not write there (any more): blocked, removed, or the token revoked, which ends the
    program elsewhere.
    """
    if isinstance(error, TelegramForbiddenError | TelegramUnauthorizedError | TelegramRetryAfter):
        return True
    unwelcome = ("chat", "topic", "rights")
    return isinstance(error, TelegramBadRequest) and subject_of(400, error.message) in unwelcome
