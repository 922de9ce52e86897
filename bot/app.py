"""Puts the bot together: database, worker, Telegram, jobs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.utils.backoff import Backoff

from bot.alarms import Alarms
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
from bot.health import Health, beat, serving_health
from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.intake.feeds.loop import FeedLoop
from bot.intake.intake import Intake
from bot.intake.reindexing import Reindexer, ReindexingLoop
from bot.intake.rereading import Rereader
from bot.model.embeddings import model_at
from bot.model.meaning import Meaning
from bot.model.setup import asking
from bot.ops.backups import back_up_daily
from bot.ops.clock_repair import repair_at_start
from bot.ops.figures import Figures
from bot.ops.watch import ShowWeek, Watch
from bot.outlets.wiring import feed_routes, hand_over_events, switch_hook
from bot.reports.planner import ReviewPlanner
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.telegram.client import make_bot, tell_chat
from bot.telegram.dispatcher import build_dispatcher
from bot.telegram.inbox import Inbox
from bot.telegram.middlewares.arrivals import ArrivalMiddleware
from bot.telegram.polling import BACKOFF, Polling
from bot.telegram.profile import publish_profile
from bot.telegram.registration import (
    Registration,
    default_secret,
)
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.sender import TelegramSender
from bot.telegram.shared.replies import send_picture
from bot.timing.clock import Clock
from bot.views.admin.trends import Trends, chart_of
from bot.web.fetcher import WebFetcher
from bot.worker.process import Worker
from digests.models.texts import TOPICS
from digests.models.vectors import described
from storage.database import Database

if TYPE_CHECKING:
    from bot.telegram.webhook import Webhook

GRACE_SECONDS = 5.0

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class App:
    """A running bot."""

    username: str
    db: Database
    intake: Intake
    ticks: Scheduler
    outbox: OutboxLoop
    receiving: asyncio.Task[None]
    delivering: asyncio.Task[None]


@asynccontextmanager
async def running(settings: Settings, *, token: str, clock: Clock, alone: bool) -> AsyncIterator[App]:
    """Start everything; on leaving, finish what is under way and close in the reverse order.

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
    """The receiver of updates that the settings choose."""
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
    """Sends the operators' chat a chart of a week; None where there is no such chat."""
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
    """Telegram's answer, however long it is unreachable. Raises TokenRefusedError, and errors that no retry
    mends.
    """
    backoff = Backoff(config=BACKOFF)
    while True:
        try:
            return await call()
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise TokenRefusedError from error
        except (AiogramError, OSError) as error:
            log.warning("Telegram does not answer (%s); the next try in %.0f s", error, backoff.next_delay)
            await backoff.asleep()
