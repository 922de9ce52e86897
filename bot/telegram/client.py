"""The connection to Telegram: server, proxy, and the pacer that no call bypasses."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message

from bot.alarms import Tell, Words
from bot.i18n import speak
from bot.settings import Settings
from bot.telegram.middlewares.presses import note_call
from bot.telegram.salvage import understood
from bot.telegram.sending.pacer import Pacer
from bot.telegram.shared.replies import send
from bot.telegram.shared.retrying import Rest, until_it_passes
from bot.views.common.menu import plain
from digests.models.texts import Language

CONNECTIONS = 256  # more than the outbox's window: replies and the long poll are never queued behind it


def make_bot(settings: Settings, token: str, pacer: Pacer) -> Bot:
    session = Session(settings.proxy_url, api=TelegramAPIServer.from_base(settings.telegram_api_url))
    session.middleware(pacer)
    return Bot(token, session=session)


class Session(AiohttpSession):
    """aiogram's own, whose failures are those of a connection, which one tries again: a proxy's too, and a
    page in another encoding, from a proxy or a provider, in place of an answer."""

    def __init__(self, proxy: str | None, *, api: TelegramAPIServer, rest: Rest = asyncio.sleep) -> None:
        super().__init__(api=api, limit=CONNECTIONS)
        self._rest = rest
        self._answered: set[type[Response[Any]]] = set()
        if proxy is not None:
            from bot.web.proxy import NamesForProxy, TunnelConnector

            self._connector_type = TunnelConnector
            self._connector_init |= {"proxy": proxy, "resolver": NamesForProxy()}

    async def __call__(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # as in aiogram
    ) -> TelegramType:
        """Each try passes the pacer anew."""

        async def once() -> TelegramType:
            middleware = self.middleware.wrap_middlewares(self.make_request, timeout=timeout)
            return cast("TelegramType", await middleware(bot, method))

        answer = await until_it_passes(method, once, self._rest)
        note_call(method.__api_method__)
        return answer

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # as in aiogram
    ) -> TelegramType:
        try:
            return await super().make_request(bot, method, timeout=timeout)
        except ClientDecodeError as error:
            if (message := _message_in(error.data, method)) is None:
                raise
            return cast("TelegramType", Message.model_validate(message, context={"bot": bot}))
        except UnicodeDecodeError as error:
            raise ClientDecodeError("the answer is no UTF-8", error, error.object) from error

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """The type of each answer is kept: pydantic makes it in 5 ms and forgets what nobody holds."""
        self._answered.add(Response[method.__returning__])  # type: ignore[name-defined]
        return super().check_response(bot, method, status_code, content)


def _message_in(answer: object, method: TelegramMethod[Any]) -> dict[str, Any] | None:
    """Of a message that was sent or changed and that Telegram describes in fields of another version."""
    sent = answer.get("result") if isinstance(answer, dict) and answer.get("ok") is True else None
    if not isinstance(sent, dict) or not method.__api_method__.startswith(("send", "edit")):
        return None
    return understood(Message, sent)


def tell_chat(bot: Bot, chat_id: int | None, language: Language) -> Tell | None:
    """What tells the operators' chat; None when there is no such chat."""
    if chat_id is None:
        return None

    async def to_chat(words: Words) -> None:
        await tell(bot, chat_id, language, words)

    return to_chat


async def tell(bot: Bot, chat_id: int, language: Language, words: Words) -> None:
    await send(bot, chat_id, plain(words(speak(language))))
