"""An answer that reaches a group or channel ends the pause that began when Telegram refused it."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.subscribers import readers
from storage.database import Database, StorageError
from storage.destinations import Address

log = logging.getLogger(__name__)


class ArrivalMiddleware(BaseRequestMiddleware):
    """Watches replies only: rows of the outbox have outcomes of their own, and private chats resume when they
    write.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        response = await make_request(bot, method)
        chat_id = getattr(method, "chat_id", None)
        said = method.__api_method__.startswith("send") and method.__api_method__ != "sendChatAction"
        if said and isinstance(chat_id, int) and chat_id < 0:
            await self._note(Address(chat_id, getattr(method, "message_thread_id", None) or 0))
        return response

    async def _note(self, address: Address) -> None:
        try:
            await readers.arrived(self._db, address)
        except StorageError as error:  # the next answer will do
            log.warning("chat %d may write again, which could not be stored: %s", address.chat_id, error)
