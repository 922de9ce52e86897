"""Starts the playground: a simulated Telegram with people to act as, sample news, and the real bot on top.

The page is up before the bot: importing aiogram takes seconds, in a thread, while the user can already type.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import AsyncExitStack
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.fatal_errors import FATAL_ERRORS, sentence_of
from bot.ops.instance_lock import instance_lock
from bot.ops.logging_setup import set_up_logging
from bot.playground.pages.control import OnClock
from bot.playground.server import Server, serve
from bot.playground.sites.sites import NewsSite, SiteArticle
from bot.playground.telegram import Telegram
from bot.samples.newsroom import load_samples
from bot.settings import PLAYGROUND_DATABASE, Settings
from bot.stopping import first, stop_signal, unless_stopped
from storage.identity import UnusableDatabaseError, check_replaceable

if TYPE_CHECKING:
    from bot.app import App

EDITOR = 1002
LOOPBACK = ("localhost", "127.0.0.1", "::1")

log = logging.getLogger(__name__)


class PlaygroundError(Exception):
    """Why the playground cannot run, as a sentence for the user."""


def run_playground(settings: Settings, port: int) -> int:
    """The exit status: 0 after a requested stop, 1 when the port or the folder cannot be used."""
    set_up_logging(settings.log_level if settings.log_level != "INFO" else "WARNING", [])
    try:
        asyncio.run(_run(settings, port))
    except (PlaygroundError, UnusableDatabaseError) as error:
        print(error, file=sys.stderr)
    except FATAL_ERRORS as error:
        print(sentence_of(error), file=sys.stderr)
    else:
        return 0
    return 1


async def _run(settings: Settings, port: int) -> None:
    stop = stop_signal()
    telegram = Telegram()
    populate(telegram)
    started: asyncio.Future[App] = asyncio.get_running_loop().create_future()

    async def tick(_now: datetime) -> None:
        await (await started).ticks.plan()

    check_replaceable(PLAYGROUND_DATABASE)
    async with AsyncExitStack() as stack:
        if not stack.enter_context(instance_lock(PLAYGROUND_DATABASE)):
            raise PlaygroundError("Another playground is running in this folder; stop it first.")
        forget(PLAYGROUND_DATABASE)
        server = await _listening(stack, telegram, port, tick)
        print(f"The playground is at {server.url} (Ctrl+C ends it)", flush=True)
        own = _settings(settings, server.url)
        await first(asyncio.to_thread(_import_bot), stop.wait())
        if stop.is_set():
            return
        from bot import run
        from bot.app import running

        bot = running(own, token=telegram.token, clock=telegram.clock, alone=True)
        try:
            app = await unless_stopped(stop, stack.enter_async_context(bot))
            if app is None:
                return
            started.set_result(app)
            samples = asyncio.create_task(bring_samples(app, telegram))
            await first(stop.wait(), app.receiving, app.delivering)
            samples.cancel()
        except run.FATAL_ERRORS as error:
            raise PlaygroundError(f"The bot has ended: {run.ending(error)}") from error


def _import_bot() -> None:
    from bot.telegram.lazy_models import import_aiogram

    import_aiogram()
    import_module("bot.run")


async def _listening(stack: AsyncExitStack, telegram: Telegram, port: int, tick: OnClock) -> Server:
    try:
        sites = sample_sites(telegram)
        return await stack.enter_async_context(serve(telegram, port, on_clock=tick, sites=sites))
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise PlaygroundError(
            f"The playground cannot listen on port {port}: {reason}. Try another --port."
        ) from error


def _settings(settings: Settings, url: str) -> Settings:
    """The playground's settings; sample news are sent to a hook only if it is on this machine."""
    hook = settings.hook_url and urlsplit(settings.hook_url.get_secret_value()).hostname
    return settings.model_copy(
        update={
            "admin_ids": frozenset({EDITOR}),
            "database_path": PLAYGROUND_DATABASE,
            "telegram_api_url": url,
            "proxy_url": None,
            "backup_dir": None,
            "webhook_url": None,
            "hook_url": settings.hook_url if hook in LOOPBACK else None,
            "fetch_allowed_private_hosts": frozenset({url.removeprefix("http://")}),
        }
    )


def populate(telegram: Telegram) -> None:
    """A reader, an editor, a group, a channel and a forum."""
    reader = telegram.person("Айгерим", 1001, language="ru", role="reader")
    editor = telegram.person("Ерлан", EDITOR, language="kk", role="editor")
    group = telegram.group("Читатели", owner=editor)
    group.joins(reader)
    telegram.channel("Новости дня", owner=editor)
    forum = telegram.group("Форум", owner=editor, forum=True)
    forum.joins(reader)
    forum.opens_topic("Новости")


def sample_sites(telegram: Telegram) -> list[NewsSite]:
    """A site for each source of the sample newsroom, with its articles of the last days."""
    sites: dict[str, NewsSite] = {}
    for sample in load_samples(telegram.clock.now()):
        raw = sample.raw
        if raw.source and raw.title:
            site = sites.setdefault(raw.source, NewsSite(raw.source))
            site.articles.append(SiteArticle(raw.title, raw.text, sample.at))
    return list(sites.values())


def forget(database: Path) -> None:
    """Start from an empty database each time: the chats live in memory, so what the bot knows of them must go
    too.
    """
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


async def bring_samples(app: App, telegram: Telegram) -> None:
    """Add each sample article as if at the time when its source published it."""
    for sample in load_samples(telegram.clock.now()):
        await app.intake.add(sample.raw, added_by=None, now=sample.at)
    log.info("the sample news are in")
