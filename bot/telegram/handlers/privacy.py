"""/privacy, /export, /forget."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.services import privacy
from bot.services.retention import DRAFTS_KEPT, SUBJECTS_KEPT
from bot.settings import Settings
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.screens import MOST_CHATS
from bot.telegram.showing import reply, show, typing
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views.actions import Action
from bot.views.privacy import Terms, ask_forget, forgotten, privacy_screen
from storage import destinations
from storage.database import Database


def router() -> Router:
    router = Router(name="privacy")
    for name, command in (("privacy", open_privacy), ("export", export), ("forget", ask)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    for action, press in (
        (Action.PRIVACY, press_privacy),
        (Action.EXPORT, press_export),
        (Action.ASK_FORGET, press_ask),
        (Action.FORGET, press_forget),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE)
    return router


async def open_privacy(message: Message, visit: Visit, settings: Settings) -> None:
    await reply(message, _screen(visit, settings))


async def press_privacy(call: CallbackQuery, bot: Bot, visit: Visit, settings: Settings) -> None:
    await show(call, bot, _screen(visit, settings))


async def export(_: Message, bot: Bot, visit: Visit, db: Database) -> None:
    await _send_all(bot, visit, db)


async def press_export(_: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await _send_all(bot, visit, db)


async def ask(message: Message, visit: Visit, db: Database, settings: Settings) -> None:
    await reply(message, await _question(visit, db, settings))


async def press_ask(call: CallbackQuery, bot: Bot, visit: Visit, db: Database, settings: Settings) -> None:
    await show(call, bot, await _question(visit, db, settings))


async def press_forget(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await privacy.forget(db, visit.person.id)
    await show(call, bot, forgotten(visit.say, visit.bot_username))


def _screen(visit: Visit, settings: Settings) -> views.Message:
    sent = timedelta(days=settings.retention_days) if settings.retention_days else None
    copies = settings.backup_keep if settings.backup_dir else None
    terms = Terms(sent, DRAFTS_KEPT, SUBJECTS_KEPT, copies)
    return privacy_screen(terms, visit.say, editor=visit.editor, admin=visit.admin)


async def _send_all(bot: Bot, visit: Visit, db: Database) -> None:
    async with typing(bot, visit.person.id):
        written = await privacy.export(db, visit.person.id, visit.now)
    file = BufferedInputFile(written, f"{visit.bot_username}-{visit.now:%Y-%m-%d}.json")
    await bot.send_document(visit.person.id, file, caption=visit.say("export-caption"))


async def _question(visit: Visit, db: Database, settings: Settings) -> views.Message:
    async with db.read() as reader:
        owned = await destinations.owned(reader, visit.person.id, MOST_CHATS)
    invited = settings.access == "invite"
    return ask_forget(visit.say, chats=len(owned), editor=visit.editor, invited=invited)
