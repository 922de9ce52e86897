"""/admin, /stats, /health, /backup: how the bot is doing; what did not arrive and why, to be sent again."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.delivery import failures
from bot.ops import backups
from bot.ops import stats as ops_stats
from bot.ops.stats import LastTick
from bot.settings import Settings
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsAdmin, Pressed
from bot.telegram.shared.replies import edit_or_send, reply, typing
from bot.views.admin.admin import admin_screen, backup_failed, backup_made, health_screen, stats_screen
from bot.views.admin.failures import FAILURES_PER_PAGE, failures_screen, sent_again
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.worker.process import Worker
from storage.database import Database


def router() -> Router:
    router = Router(name="admin")
    admin, private = IsAdmin(), PRESSED_IN_PRIVATE
    router.message.register(start, Command("admin", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(stats, Command("stats", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(health, Command("health", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(backup, Command("backup", ignore_case=True), IN_PRIVATE, admin)
    for action, press in (
        (Action.BACKUP, press_backup),
        (Action.STATS, press_stats),
        (Action.HEALTH, press_health),
        (Action.ADMIN, press_start),
        (Action.FAILURES, press_failures),
        (Action.SEND_AGAIN, press_send_again),
        (Action.SEND_ALL_AGAIN, press_send_all_again),
    ):
        router.callback_query.register(press, Pressed(action), private, admin)
    return router


async def start(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await _start(context, db))


async def press_start(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await _start(context, db))


async def stats(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await _stats(context, db))


async def press_stats(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await _stats(context, db))


async def health(
    message: Message,
    context: RequestContext,
    db: Database,
    worker: Worker,
    last_tick: LastTick,
    *,
    settings: Settings,
) -> None:
    found = await ops_stats.health_info(db, worker, last_tick, settings.database_path)
    await reply(message, health_screen(found, context.place))


async def press_health(
    call: CallbackQuery,
    bot: Bot,
    context: RequestContext,
    db: Database,
    *,
    worker: Worker,
    last_tick: LastTick,
    settings: Settings,
) -> None:
    found = await ops_stats.health_info(db, worker, last_tick, settings.database_path)
    await edit_or_send(call, bot, health_screen(found, context.place))


async def backup(message: Message, bot: Bot, context: RequestContext, settings: Settings) -> None:
    async with typing(bot, message.chat.id):
        view = await _backup(context, settings)
    await reply(message, view)


async def press_backup(call: CallbackQuery, bot: Bot, context: RequestContext, settings: Settings) -> None:
    async with typing(bot, call.from_user.id):
        view = await _backup(context, settings)
    await edit_or_send(call, bot, view)


async def press_failures(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await _failures(int(press.arguments[0]) or None, context, db))


async def press_send_again(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> str:
    count = await failures.send_again(db, int(press.arguments[0]), context.now)
    await edit_or_send(call, bot, await _failures(None, context, db))
    return sent_again(count, context.say)


async def press_send_all_again(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> str:
    count = await failures.send_again(db, None, context.now)
    await edit_or_send(call, bot, await _failures(None, context, db))
    return sent_again(count, context.say)


async def _stats(context: RequestContext, db: Database) -> views.Message:
    return stats_screen(await ops_stats.stats(db, context.now, context.destination.zone), context.say)


async def _backup(context: RequestContext, settings: Settings) -> views.Message:
    made = await backups.back_up(settings.database_path, settings.backup_dir, context.now)
    if made is None:
        return backup_failed(context.say)
    return backup_made(str(made.path), made.size, context.say, daily=settings.backup_dir is not None)


async def _start(context: RequestContext, db: Database) -> views.Message:
    found = await failures.look(db, None, 0)
    return admin_screen(found.waiting, sum(many for _, many in found.causes), context.say)


async def _failures(before: int | None, context: RequestContext, db: Database) -> views.Message:
    found = await failures.look(db, before, FAILURES_PER_PAGE)
    return failures_screen(found.shown, found.causes, found.newest, found.older, context.place)
