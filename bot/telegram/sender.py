"""One outbox row becomes one request; aiogram's exceptions become outcomes."""

from __future__ import annotations

import re
from html import unescape

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import LinkPreviewOptions

from bot.services.delivery import (
    Closed,
    Forbidden,
    Moved,
    Outcome,
    Rejected,
    Sent,
    Unknown,
    Unparsable,
    Wait,
)
from bot.telegram.keyboards import inline_keyboard
from bot.telegram.pacer import bulk
from bot.views.message import load_buttons
from storage.outbox import Row

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "need administrator rights",
    "not enough rights",
)
_TOPIC = ("thread not found", "topic_closed", "topic_deleted")


class TelegramSender:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, row: Row, *, plain: bool = False) -> Outcome:
        try:
            with bulk():
                message = await self._bot.send_message(
                    chat_id=row.address.chat_id,
                    message_thread_id=row.address.thread_id or None,
                    text=plain_text(row.text) if plain else row.text,
                    parse_mode=None if plain else "HTML",
                    reply_markup=inline_keyboard(load_buttons(row.buttons)),
                    link_preview_options=NO_PREVIEW,
                )
        except (TelegramAPIError, ClientDecodeError, UnicodeDecodeError, OSError) as error:
            return outcome_of(error, row)
        return Sent(message.message_id)


def outcome_of(error: Exception, row: Row) -> Outcome:
    match error:
        case TelegramRetryAfter():
            return Wait(error.retry_after, everywhere=row.destination_kind == "private")
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Forbidden(error.message)
        case TelegramBadRequest():
            return _refused(error.message)
        case TelegramNetworkError() | TelegramServerError() | TelegramConflictError():
            return Unknown(error.message)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Unknown(f"the token is not accepted: {error.message}")
        case TelegramAPIError():
            return Rejected(error.message)
        case _:
            return Unknown(type(error).__name__)


def plain_text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def _refused(reason: str) -> Outcome:
    said = reason.lower()
    if "can't parse entities" in said:
        return Unparsable(reason)
    if any(words in said for words in _TOPIC):
        return Closed(reason)
    return Forbidden(reason) if any(words in said for words in _GONE) else Rejected(reason)
