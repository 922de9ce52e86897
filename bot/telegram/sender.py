"""One outbox row becomes one request; aiogram's exceptions become outcomes."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

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
from aiogram.methods import (
    DeleteMessage,
    EditMessageText,
    PinChatMessage,
    SendMessage,
    TelegramMethod,
    UnpinChatMessage,
)
from aiogram.types import LinkPreviewOptions, Message

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
_DONE = ("message is not modified", "message to delete not found", "message to unpin not found")
_TOPIC = ("thread not found", "topic_closed", "topic_deleted")


class TelegramSender:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, row: Row, *, plain: bool = False) -> Outcome:
        try:
            with bulk():
                done = await self._bot(_method(row, plain=plain))
        except (TelegramAPIError, ClientDecodeError, UnicodeDecodeError, OSError) as error:
            return outcome_of(error, row)
        return Sent(done.message_id if isinstance(done, Message) else row.target or 0)


def _method(row: Row, *, plain: bool) -> TelegramMethod[Any]:
    chat_id, target = row.address.chat_id, row.target or 0
    shown: dict[str, Any] = {
        "text": plain_text(row.text) if plain else row.text,
        "parse_mode": None if plain else "HTML",
        "reply_markup": inline_keyboard(load_buttons(row.buttons)),
        "link_preview_options": NO_PREVIEW,
    }
    match row.operation:
        case "send":
            thread, silent = row.address.thread_id or None, row.silent or None
            return SendMessage(
                chat_id=chat_id, message_thread_id=thread, disable_notification=silent, **shown
            )
        case "edit":
            return EditMessageText(chat_id=chat_id, message_id=target, **shown)
        case "pin":
            return PinChatMessage(chat_id=chat_id, message_id=target, disable_notification=row.silent)
        case "unpin":
            return UnpinChatMessage(chat_id=chat_id, message_id=target)
        case "delete":
            return DeleteMessage(chat_id=chat_id, message_id=target)


def outcome_of(error: Exception, row: Row) -> Outcome:
    match error:
        case TelegramRetryAfter():
            return Wait(error.retry_after, everywhere=row.destination_kind == "private")
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Forbidden(error.message)
        case TelegramBadRequest():
            return _refused(error.message, row)
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


def _refused(reason: str, row: Row) -> Outcome:
    said = reason.lower()
    if row.target and any(words in said for words in _DONE):
        return Sent(row.target)
    if "can't parse entities" in said:
        return Unparsable(reason)
    if any(words in said for words in _TOPIC):
        return Closed(reason)
    return Forbidden(reason) if any(words in said for words in _GONE) else Rejected(reason)
