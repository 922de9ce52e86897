"""/privacy, /export, /forget."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.ops.retention import DRAFTS_KEPT, SUBJECTS_KEPT
from bot.settings import Settings
from bot.subscribers import privacy
from bot.telegram.handlers.reader.settings_screens import MAX_CHATS
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.replies import edit_or_send, reply, typing
from bot.views.common import message as views
from bot.views.common.buttons import Action
from bot.views.reader.privacy import RetentionTerms, ask_forget, forgotten, privacy_screen
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


async def open_privacy(message: Message, context: RequestContext, settings: Settings) -> None:
    await reply(message, _screen(context, settings))


async def press_privacy(call: CallbackQuery, bot: Bot, context: RequestContext, settings: Settings) -> None:
    await edit_or_send(call, bot, _screen(context, settings))


async def export(_: Message, bot: Bot, context: RequestContext, db: Database) -> None:
    await _send_all(bot, context, db)


async def press_export(_: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await _send_all(bot, context, db)


async def ask(message: Message, context: RequestContext, db: Database, settings: Settings) -> None:
    await reply(message, await _question(context, db, settings))


async def press_ask(
    call: CallbackQuery, bot: Bot, context: RequestContext, db: Database, settings: Settings
) -> None:
    await edit_or_send(call, bot, await _question(context, db, settings))


async def press_forget(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await privacy.forget(db, context.person.id)
    await edit_or_send(call, bot, forgotten(context.say, context.bot_username))


def _screen(context: RequestContext, settings: Settings) -> views.Message:
    sent = timedelta(days=settings.retention_days) if settings.retention_days else None
    copies = settings.backup_keep if settings.backup_dir else None
    terms = RetentionTerms(sent, DRAFTS_KEPT, SUBJECTS_KEPT, copies)
    return privacy_screen(terms, context.say, editor=context.editor, admin=context.admin)


async def _send_all(bot: Bot, context: RequestContext, db: Database) -> None:
    async with typing(bot, context.person.id):
        written = await privacy.export(db, context.person.id, context.now)
    file = BufferedInputFile(written, f"{context.bot_username}-{context.now:%Y-%m-%d}.json")
    await bot.send_document(context.person.id, file, caption=context.say("export-caption"))


async def _question(context: RequestContext, db: Database, settings: Settings) -> views.Message:
    async with db.read() as reader:
        owned = await destinations.owned(reader, context.person.id, MAX_CHATS)
    invited = settings.access == "invite"
    return ask_forget(context.say, chats=len(owned), editor=context.editor, invited=invited)
