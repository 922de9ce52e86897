"""/admin, /stats, /health, /backup: how the bot is doing; what did not arrive and why, to be sent again."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.services import copies, failures, overseeing
from bot.services.overseeing import Pulse
from bot.settings import Settings
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsAdmin, Pressed
from bot.telegram.showing import reply, show, typing
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.failures import PAGE, failures_screen, sent_again
from bot.views.overseeing import admin_screen, backup_failed, backup_made, health_screen, stats_screen
from bot.worker import Worker
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


async def start(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await _start(visit, db))


async def press_start(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _start(visit, db))


async def stats(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await _stats(visit, db))


async def press_stats(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _stats(visit, db))


async def health(
    message: Message, visit: Visit, db: Database, worker: Worker, pulse: Pulse, *, settings: Settings
) -> None:
    found = await overseeing.vitals(db, worker, pulse, settings.database_path)
    await reply(message, health_screen(found, visit.place))


async def press_health(
    call: CallbackQuery,
    bot: Bot,
    visit: Visit,
    db: Database,
    *,
    worker: Worker,
    pulse: Pulse,
    settings: Settings,
) -> None:
    found = await overseeing.vitals(db, worker, pulse, settings.database_path)
    await show(call, bot, health_screen(found, visit.place))


async def backup(message: Message, bot: Bot, visit: Visit, settings: Settings) -> None:
    async with typing(bot, message.chat.id):
        view = await _backup(visit, settings)
    await reply(message, view)


async def press_backup(call: CallbackQuery, bot: Bot, visit: Visit, settings: Settings) -> None:
    async with typing(bot, call.from_user.id):
        view = await _backup(visit, settings)
    await show(call, bot, view)


async def press_failures(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _failures(int(press.arguments[0]) or None, visit, db))


async def press_send_again(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> str:
    count = await failures.send_again(db, int(press.arguments[0]), visit.now)
    await show(call, bot, await _failures(None, visit, db))
    return sent_again(count, visit.say)


async def press_send_all_again(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> str:
    count = await failures.send_again(db, None, visit.now)
    await show(call, bot, await _failures(None, visit, db))
    return sent_again(count, visit.say)


async def _stats(visit: Visit, db: Database) -> views.Message:
    return stats_screen(await overseeing.stats(db, visit.now, visit.destination.zone), visit.say)


async def _backup(visit: Visit, settings: Settings) -> views.Message:
    made = await copies.back_up(settings.database_path, settings.backup_dir, visit.now)
    if made is None:
        return backup_failed(visit.say)
    return backup_made(str(made.path), made.size, visit.say, daily=settings.backup_dir is not None)


async def _start(visit: Visit, db: Database) -> views.Message:
    found = await failures.look(db, None, 0)
    return admin_screen(found.waiting, sum(many for _, many in found.causes), visit.say)


async def _failures(before: int | None, visit: Visit, db: Database) -> views.Message:
    found = await failures.look(db, before, PAGE)
    return failures_screen(found.shown, found.causes, found.newest, found.older, visit.place)
