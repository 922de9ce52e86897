"""Runs the bot from its settings until it is told to stop; where it cannot go on, it ends with a sentence."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TypeVar

from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)

from bot import fatal_errors
from bot.alarms import Alarms, Tell, Words
from bot.app import App, running
from bot.delivery.settle import TokenRefusedError
from bot.fatal_errors import MissingExtraError, sentence_of
from bot.model.client import check_installed
from bot.ops.instance_lock import instance_lock
from bot.ops.logging_setup import set_up_logging
from bot.settings import Settings
from bot.stopping import first, stop_signal, unless_stopped
from bot.subscribers.invitations import invite_admin
from bot.telegram.client import make_bot, tell
from bot.telegram.registration import (
    WebhookElsewhereError,
    WebhookRefusedError,
    default_secret,
)
from bot.telegram.sending.pacer import Pacer
from bot.timing.clock import SystemClock
from storage.database import StorageError, trouble_of
from storage.identity import check_place

RETRY_SECONDS = 5.0
REFUSED = "Telegram does not accept BOT_TOKEN; check it or get a new one from @BotFather"
FATAL_ERRORS = (
    *(TokenRefusedError, TelegramUnauthorizedError, TelegramNotFound, TelegramConflictError),
    *(WebhookElsewhereError, WebhookRefusedError),
    *fatal_errors.FATAL_ERRORS,
)

log = logging.getLogger(__name__)

T = TypeVar("T")


def run_bot(settings: Settings) -> int:
    """Run the bot until it is stopped; the exit status is 0 after a requested stop."""
    if settings.bot_token is None:
        print("BOT_TOKEN is not set: ask @BotFather, or try `newsdigest playground`.", file=sys.stderr)
        return 2
    if settings.llm_model or settings.embedding_model:
        try:
            check_installed()
        except MissingExtraError as missing:
            print(missing, file=sys.stderr)
            return 2
    token = settings.bot_token.get_secret_value()
    chosen = (
        *(settings.heartbeat_url, settings.webhook_secret, settings.llm_api_key),
        *(settings.hook_url, settings.hook_secret),
    )
    secrets = [token, default_secret(token), *(each.get_secret_value() for each in chosen if each)]
    set_up_logging(settings.log_level, secrets, settings.log_format)
    try:
        asyncio.run(_run(settings, token))
    except FATAL_ERRORS as error:
        log.error(ending(error))  # noqa: TRY400  # a sentence says more than a traceback
        return 1
    return 0


def ending(error: Exception) -> str:
    """What an operator should do about one of FATAL_ERRORS."""
    match error:
        case TelegramConflictError():
            return f"this bot is run elsewhere too; stop one of the two ({error.message})"
        case WebhookElsewhereError():
            return (
                f"Telegram posts this bot's updates to {error}: stop the program there, then take its webhook"
                " away as docs/operators.md says and start this one again"
            )
        case WebhookRefusedError():
            return f"WEBHOOK_URL: Telegram does not take it ({error})"
        case TokenRefusedError() | TelegramUnauthorizedError() | TelegramNotFound():
            return REFUSED
    return sentence_of(error)


async def _run(settings: Settings, token: str) -> None:
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        app = await unless_stopped(stop, _started(stack, settings, token))
        if app is not None:
            await first(stop.wait(), app.receiving, app.delivering)


async def _started(stack: AsyncExitStack, settings: Settings, token: str) -> App:
    """The bot, which ends with the stack. A full disk or a locked database is waited for."""
    alarms = Alarms(_teller(settings, token))
    alone = await _patiently(alarms, lambda: _lock(stack, settings.database_path))
    app = await _patiently(
        alarms,
        lambda: stack.enter_async_context(running(settings, token=token, clock=SystemClock(), alone=alone)),
    )
    link = await _patiently(alarms, lambda: invite_admin(app.db, settings, app.username, SystemClock().now()))
    if link:
        print(f"Open this link once, within a day, to become the admin: {link}", flush=True)
    return app


def _teller(settings: Settings, token: str) -> Tell | None:
    """Tells operators with a connection of its own for each message, as the bot's exists only with the
    database.
    """
    chat_id = settings.error_chat_id
    if chat_id is None:
        return None

    async def to_chat(words: Words) -> None:
        bot = make_bot(settings, token, Pacer(settings.send_rate))
        try:
            await tell(bot, chat_id, settings.default_language, words)
        finally:
            await bot.session.close()

    return to_chat


async def _lock(stack: AsyncExitStack, database: Path) -> bool:
    check_place(database)
    return stack.enter_context(instance_lock(database))


async def _patiently(alarms: Alarms, step: Callable[[], Awaitable[T]]) -> T:
    """Repeats a step while it fails for reasons that may pass by themselves."""
    while True:
        try:
            return await step()
        except (StorageError, OSError) as error:
            trouble = trouble_of(error)
            if trouble not in ("database-full", "database-locked"):
                raise
            alarms.sound(trouble, str(error))
        await asyncio.sleep(RETRY_SECONDS)
