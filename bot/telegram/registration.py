"""Tells Telegram where to post updates, and makes sure that no other program's webhook is replaced."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetWebhookInfo
from aiogram.types import WebhookInfo

from storage import webhook
from storage.database import Database
from storage.webhook import StoredWebhook

MAX_CONNECTIONS = 40
ANSWER_SECONDS = 15

log = logging.getLogger(__name__)


class WebhookElsewhereError(Exception):
    """Telegram posts this bot's updates to this host, which is not this program's."""


class WebhookRefusedError(Exception):
    """Telegram does not accept the address, for the reason given in its words."""


def default_secret(token: str) -> str:
    """The webhook's secret where the operator chose none; it cannot be guessed without the token."""
    return _keyed(token, "the secret of the webhook")


@dataclass(frozen=True, slots=True)
class Registration:
    bot: Bot
    db: Database
    url: str
    secret: str
    kinds: Sequence[str]

    async def ensure(self) -> WebhookInfo:
        """Set the webhook unless it is right already; returns what Telegram said of it before.

        Raises WebhookElsewhereError, WebhookRefusedError, StorageError and what a call raises.
        """
        info = await self.bot(GetWebhookInfo(), request_timeout=ANSWER_SECONDS)
        _refuse_other_host(info.url, self.url)
        wanted = StoredWebhook(self.url, _keyed(self.bot.token, self.secret))
        async with self.db.read() as reader:
            known = await webhook.get(reader)
        if known != wanted or not self._fits(info):
            await self._set(wanted)
            log.info("Telegram posts updates to %s", self.url)
        return info

    def _fits(self, info: WebhookInfo) -> bool:
        """Whether it is right as far as Telegram tells, which says nothing about the secret."""
        kinds = set(info.allowed_updates or ())
        return (info.url, info.max_connections, kinds) == (self.url, MAX_CONNECTIONS, set(self.kinds))

    async def _set(self, wanted: StoredWebhook) -> None:
        """The address counts as ours before Telegram hears of it, but the secret only afterwards."""
        async with self.db.transaction() as tx:
            await webhook.put(tx, StoredWebhook(self.url, ""))
        try:
            await self.bot.set_webhook(
                self.url,
                max_connections=MAX_CONNECTIONS,
                allowed_updates=list(self.kinds),
                secret_token=self.secret,
            )
        except TelegramBadRequest as error:
            raise WebhookRefusedError(error.message) from error
        async with self.db.transaction() as tx:
            await webhook.put(tx, wanted)


async def remove_own(bot: Bot, db: Database) -> None:
    """Remove the webhook that this program has set; updates that wait at Telegram can then be polled.

    Raises WebhookElsewhereError, StorageError and what a call raises.
    """
    async with db.read() as reader:
        known = await webhook.get(reader)
    if known is None:
        return
    info = await bot(GetWebhookInfo(), request_timeout=ANSWER_SECONDS)
    _refuse_other_host(info.url, known.url)
    await bot.delete_webhook()  # Telegram keeps what waits
    async with db.transaction() as tx:
        await webhook.remove(tx)
    log.info("updates are polled from now on: the webhook at %s is taken away", host_of(known.url))


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def _refuse_other_host(set_url: str, own_url: str) -> None:
    if set_url and host_of(set_url) != host_of(own_url):
        raise WebhookElsewhereError(host_of(set_url))


def _keyed(token: str, text: str) -> str:
    return hmac.new(token.encode(), text.encode(), hashlib.sha256).hexdigest()
