"""/admin, /stats, /health, /backup: how the bot is doing; failed messages, why, and sending them again."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from bot.answers.trends import can_draw, draw, trends
from bot.delivery import failures
from bot.model.calls import Calls
from bot.ops import backups
from bot.ops import stats as ops_stats
from bot.ops.stats import LastTick
from bot.settings import Settings
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsAdmin, Pressed
from bot.telegram.shared.replies import send_picture, typing
from bot.views.admin.admin import admin_screen, backup_failed, backup_made, health_screen, stats_screen
from bot.views.admin.buttons import (
    BackUp,
    OpenAdmin,
    OpenFailures,
    OpenHealth,
    OpenStats,
    SendAgain,
    SendAllAgain,
)
from bot.views.admin.failures import FAILURES_PER_PAGE, failures_screen, sent_again
from bot.views.admin.trends import chart_of
from bot.worker.process import Worker
from storage.database import Database


def register(router: Router) -> None:
    for name, kind, handler in (
        ("admin", OpenAdmin, start),
        ("stats", OpenStats, stats),
        ("health", OpenHealth, health),
        ("backup", BackUp, backup),
    ):
        router.message.register(handler, Command(name, ignore_case=True), IN_PRIVATE, IsAdmin())
        router.callback_query.register(handler, Pressed(kind), PRESSED_IN_PRIVATE, IsAdmin())
    for wanted, press in (
        (OpenFailures, open_failures),
        (SendAgain, send_again),
        (SendAllAgain, send_all_again),
    ):
        router.callback_query.register(press, Pressed(wanted), PRESSED_IN_PRIVATE, IsAdmin())


async def start(_: TelegramObject, context: RequestContext, db: Database, calls: Calls | None = None) -> None:
    found = await failures.look(db, None, 0)
    model = await ops_stats.model_info(db, calls, context.now) if calls else None
    failed = sum(many for _, many in found.causes)
    await context.answer(admin_screen(found.waiting, failed, model, context.say))


async def stats(_: TelegramObject, context: RequestContext, db: Database, worker: Worker) -> None:
    """The figures, with a chart above them where there is something to draw."""
    zone = context.destination.zone
    found, week = await ops_stats.stats(db, context.now, zone), await trends(db, context.now, zone)
    screen = stats_screen(found, week, context.say, drawable=can_draw())
    picture = None if week.is_empty else await draw(worker, chart_of(week, context.say))
    if picture is None:
        await context.answer(screen)
        return
    await send_picture(context.bot, context.person.id, picture, context.say("stats-picture"))
    await context.answer_below(screen)


async def health(
    _: TelegramObject,
    context: RequestContext,
    db: Database,
    worker: Worker,
    last_tick: LastTick,
    *,
    settings: Settings,
) -> None:
    found = await ops_stats.health_info(db, worker, last_tick, settings.database_path, context.meaning)
    await context.answer(health_screen(found, context.place))


async def backup(_: TelegramObject, context: RequestContext, settings: Settings) -> None:
    async with typing(context.bot, context.person.id):
        made = await backups.back_up(settings.database_path, settings.backup_dir, context.now)
    if made is None:
        await context.answer(backup_failed(context.say))
    else:
        daily = settings.backup_dir is not None
        await context.answer(backup_made(str(made.path), made.size, context.say, daily=daily))


async def open_failures(
    _: TelegramObject, press: OpenFailures, context: RequestContext, db: Database
) -> None:
    await _show_failures(press.before or None, context, db)


async def send_again(_: TelegramObject, press: SendAgain, context: RequestContext, db: Database) -> str:
    return await _send_again(press.row, context, db)


async def send_all_again(_: TelegramObject, context: RequestContext, db: Database) -> str:
    return await _send_again(None, context, db)


async def _send_again(row: int | None, context: RequestContext, db: Database) -> str:
    count = await failures.send_again(db, row, context.now)
    await _show_failures(None, context, db)
    return sent_again(count, context.say)


async def _show_failures(before: int | None, context: RequestContext, db: Database) -> None:
    found = await failures.look(db, before, FAILURES_PER_PAGE)
    await context.answer(failures_screen(found.shown, found.causes, found.newest, found.older, context.place))
