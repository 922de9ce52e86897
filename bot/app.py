"""Wires the bot: database, worker, Telegram, jobs; runs it until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.utils.backoff import Backoff

from bot import fatal_errors
from bot.alarms import Alarms, Tell, Words
from bot.answers.trends import draw
from bot.delivery.loop import OutboxLoop
from bot.delivery.settle import TokenRefusedError
from bot.editions.approvals import ApprovalPlanner
from bot.editions.breaking import Breaking
from bot.editions.broadcasts import Broadcasts
from bot.editions.corrections.loop import CorrectionLoop
from bot.editions.corrections.propagate import CorrectionPropagator
from bot.editions.error_reports import ErrorReports
from bot.editions.follow_alerts import FollowAlerts
from bot.editions.hold_notices import HoldNotices
from bot.editions.planner import Planner
from bot.editions.surges import Surges
from bot.fatal_errors import MissingExtraError, sentence_of
from bot.health import Health, beat, serving_health
from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.intake.feeds.loop import FeedLoop
from bot.intake.intake import Intake
from bot.intake.reindexing import Reindexer, ReindexingLoop
from bot.intake.rereading import Rereader
from bot.model.client import check_installed
from bot.model.embeddings import model_at
from bot.model.meaning import Meaning
from bot.model.setup import asking
from bot.ops.backups import back_up_daily
from bot.ops.clock_repair import repair_at_start
from bot.ops.figures import Figures
from bot.ops.instance_lock import instance_lock
from bot.ops.logging_setup import set_up_logging
from bot.ops.watch import ShowWeek, Watch
from bot.outlets.wiring import feed_routes, hand_over_events, switch_hook
from bot.reports.planner import ReviewPlanner
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.subscribers.invitations import invite_admin
from bot.telegram.client import make_bot, tell, tell_chat
from bot.telegram.dispatcher import build_dispatcher
from bot.telegram.inbox import Inbox
from bot.telegram.middlewares.arrivals import ArrivalMiddleware
from bot.telegram.polling import BACKOFF, Polling
from bot.telegram.profile import publish_profile
from bot.telegram.registration import (
    Registration,
    WebhookElsewhereError,
    WebhookRefusedError,
    default_secret,
)
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.sender import TelegramSender
from bot.telegram.shared.replies import send_picture
from bot.timing.clock import Clock, SystemClock
from bot.views.admin.trends import Trends, chart_of
from bot.web.fetcher import WebFetcher
from bot.worker.process import Worker
from digests.models.texts import TOPICS
from digests.models.vectors import described
from storage.database import Database, StorageError, trouble_of
from storage.identity import check_place

if TYPE_CHECKING:
    from bot.telegram.webhook import Webhook

GRACE_SECONDS = 5.0
RETRY_SECONDS = 5.0
REFUSED = "Telegram does not accept BOT_TOKEN; check it or get a new one from @BotFather"
FATAL_ERRORS = (
    *(TokenRefusedError, TelegramUnauthorizedError, TelegramNotFound, TelegramConflictError),
    *(WebhookElsewhereError, WebhookRefusedError),
    *fatal_errors.FATAL_ERRORS,
)

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class App:
    """A bot that is running."""

    username: str
    db: Database
    intake: Intake
    ticks: Scheduler
    outbox: OutboxLoop
    receiving: asyncio.Task[None]
    delivering: asyncio.Task[None]


def run_bot(settings: Settings) -> int:
    """Run the bot until it is stopped and return the exit status: 0 after a stop that was asked for."""
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
    """The bot, which ends with the stack. A full disk and a locked database are waited out."""
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
    """With a connection of its own for each word: the bot's begins with the database."""
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
    """Tries again what fails by what passes by itself."""
    while True:
        try:
            return await step()
        except (StorageError, OSError) as error:
            trouble = trouble_of(error)
            if trouble not in ("database-full", "database-locked"):
                raise
            alarms.sound(trouble, str(error))
        await asyncio.sleep(RETRY_SECONDS)


@asynccontextmanager
async def running(settings: Settings, *, token: str, clock: Clock, alone: bool) -> AsyncIterator[App]:
    """Start everything; on leaving, finish what is under way and close in order.

    Raises TokenRefusedError.
    """
    db = await Database.open(settings.database_path)
    worker = Worker()
    fetcher = WebFetcher(clock, allowed=settings.fetch_allowed_private_hosts, proxy=settings.feed_proxy_url)
    pacer = Pacer(settings.send_rate, paid=settings.paid_broadcast)
    bot = make_bot(settings, token, pacer)
    bot.session.middleware(ArrivalMiddleware(db))
    alarms = Alarms(tell_chat(bot, settings.error_chat_id, settings.default_language))
    try:
        me = await _answered(bot.me)  # which the handlers ask for too
        intake = Intake(db, worker, settings.default_timezone, meaning := meaning_of(settings, db, clock))
        dispatcher = build_dispatcher(
            db=db,
            clock=clock,
            intake=intake,
            worker=worker,
            settings=settings,
            fetcher=fetcher,
            meaning=meaning,
        )
        dispatcher["alarms"] = alarms
        feed_loop = FeedLoop(db, dispatcher["feeds"], clock)
        sender = TelegramSender(bot, pacer, db)
        outbox = OutboxLoop(db, sender, clock, alarms, paid=settings.paid_broadcast)
        await outbox.recover(alone=alone)
        if await repair_at_start(db, clock.now()):
            alarms.sound("clock-back")
        planner = Planner(db, worker, me.username or "")
        ticks = Scheduler(
            db,
            planner,
            outbox,
            feed_loop,
            clock,
            breaking=Breaking(db, me.username or ""),
            follow_alerts=FollowAlerts(db, me.username or ""),
            surges=Surges(db, me.username or ""),
            approval_planner=ApprovalPlanner(db, worker, me.username or ""),
            broadcasts=Broadcasts(db),
            error_reports=ErrorReports(db, settings.admin_ids),
            reviews=ReviewPlanner(db, worker, intake.own_topics),
            embargoes=dispatcher["embargoes"],
            hold_notices=HoldNotices(db, settings.admin_ids),
            progress=partial(dispatcher["progress_messages"].step, sender=sender),
            alarms=alarms,
            kept=timedelta(days=settings.retention_days) if settings.retention_days else None,
            texts_kept=timedelta(days=settings.full_text_days) if settings.full_text_days else None,
            last_tick=dispatcher["last_tick"],
        )
        receiver = make_receiver(settings, bot, db, Inbox(bot, dispatcher, db, clock, alarms), alarms)
        following = CorrectionLoop(CorrectionPropagator(db, me.username or ""), outbox, clock)
        health = Health(
            db,
            outbox,
            receiver,
            Figures(db, outbox, worker, clock, database=settings.database_path, backups=settings.backup_dir),
            dispatcher["last_tick"],
        )
        await dispatcher["paste_collector"].resume(bot)
        chores = ReindexingLoop(
            Reindexer(db, worker, intake.own_topics, clock),
            Rereader(db, intake, clock),
            intake.own_topics.changed,
        )
        await switch_hook(settings, db)
        async with (
            asking(settings, db, worker, clock, alarms) as dispatcher["calls"],
            serving_health(
                health,
                settings.http_host,
                settings.http_port,
                [*receiver.routes(), *feed_routes(settings, db)],
            ),
        ):
            await _answered(receiver.prepare)
            tasks = [
                asyncio.create_task(job)
                for job in (
                    receiver.run(),
                    outbox.run(),
                    publish_profile(bot, settings.default_language),
                    following.run(),
                    chores.run(),
                    _watch(settings, db, alarms, clock, _show_week(settings, bot, worker)).run(),
                    *_backups(settings),
                    *_heartbeat(settings, health),
                    *([meaning.run()] if meaning else []),
                    hand_over_events(settings, db, clock, alarms),
                )
            ]
            ticks.start()
            log.info("@%s is running", me.username)
            try:
                yield App(me.username or "", db, intake, ticks, outbox, tasks[0], tasks[1])
            finally:
                outbox.stop()
                for task in (tasks[0], *tasks[2:]):
                    task.cancel()
                await receiver.finish(GRACE_SECONDS)
                await dispatcher["paste_collector"].close()
                await ticks.stop()
                await feed_loop.stop()
                following.stop()
                await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        await bot.session.close()
        await fetcher.close()
        await worker.close()
        await db.close()


def make_receiver(
    settings: Settings, bot: Bot, db: Database, inbox: Inbox, alarms: Alarms | None = None
) -> Polling | Webhook:
    """What brings updates, by the settings."""
    if settings.webhook_url is None:
        return Polling(bot, inbox, db, alarms)
    from bot.telegram.webhook import Webhook

    chosen = settings.webhook_secret
    secret = chosen.get_secret_value() if chosen else default_secret(bot.token)
    registration = Registration(bot, db, settings.webhook_address, secret, inbox.kinds)
    return Webhook(inbox, registration, settings.webhook_path, alarms)


def meaning_of(settings: Settings, db: Database, clock: Clock) -> Meaning | None:
    """Raises MissingExtraError."""
    address = settings.embedding_base_url or settings.llm_base_url
    if settings.embedding_model is None or address is None:
        return None

    def samples() -> tuple[list[str], list[str]]:
        from bot.samples.newsroom import load_samples

        texts = [described(each.raw.title or "", each.raw.text) for each in load_samples(clock.now())]
        return texts, [speak(language).topic(topic) for language in INTERFACE_LANGUAGES for topic in TOPICS]

    return Meaning(db, model_at(address, settings, db, clock), clock, samples)


def _watch(
    settings: Settings, db: Database, alarms: Alarms, clock: Clock, show: ShowWeek | None = None
) -> Watch:
    place, backups = settings.database_path, settings.backup_dir
    return Watch(
        db, alarms, clock, zone=settings.default_timezone, database=place, backups=backups, show=show
    )


def _show_week(settings: Settings, bot: Bot, worker: Worker) -> ShowWeek | None:
    """What sends the operators' chat a picture of a week; None where there is no such chat."""
    chat_id, say = settings.error_chat_id, speak(settings.default_language)
    if chat_id is None:
        return None

    async def show(week: Trends) -> None:
        picture = await draw(worker, chart_of(week, say))
        if picture is not None:
            await send_picture(bot, chat_id, picture, say("stats-picture"))

    return show


def _backups(settings: Settings) -> list[Coroutine[None, None, None]]:
    if settings.backup_dir is None:
        return []
    return [back_up_daily(settings.database_path, settings.backup_dir, settings.backup_keep)]


def _heartbeat(settings: Settings, health: Health) -> list[Coroutine[None, None, None]]:
    return [beat(settings.heartbeat_url.get_secret_value(), health)] if settings.heartbeat_url else []


async def _answered(call: Callable[[], Awaitable[T]]) -> T:
    """What Telegram answers, however long it is away. Raises TokenRefusedError, and what is not of a call."""
    backoff = Backoff(config=BACKOFF)
    while True:
        try:
            return await call()
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise TokenRefusedError from error
        except (AiogramError, OSError) as error:
            log.warning("Telegram does not answer (%s); the next try in %.0f s", error, backoff.next_delay)
            await backoff.asleep()


def stop_signal() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work gives or raises; None when the stop came first: then it was cancelled and has ended."""
    task, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait((task, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None


async def first(*waits: Awaitable[Any]) -> None:
    """Return when the first of these ends; raise what it raised."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
