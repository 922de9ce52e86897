"""/privacy, /export, /forget."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, TelegramObject

from bot.ops.retention import DRAFTS_KEPT, SEEN_KEPT, SUBJECTS_KEPT
from bot.settings import Settings
from bot.subscribers import privacy
from bot.telegram.handlers.reader.settings import MAX_CHATS
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.replies import typing
from bot.views.reader.buttons import AskForget, ExportOwnData, Forget, OpenPrivacy
from bot.views.reader.privacy import RetentionTerms, ask_forget, forgotten, privacy_screen
from storage import destinations
from storage.database import Database


def register(router: Router) -> None:
    for name, kind, handler in (
        ("privacy", OpenPrivacy, open_privacy),
        ("export", ExportOwnData, export),
        ("forget", AskForget, ask),
    ):
        router.message.register(handler, Command(name, ignore_case=True), IN_PRIVATE)
        router.callback_query.register(handler, Pressed(kind), PRESSED_IN_PRIVATE)
    router.callback_query.register(forget, Pressed(Forget), PRESSED_IN_PRIVATE)


async def open_privacy(_: TelegramObject, context: RequestContext, settings: Settings) -> None:
    sent = timedelta(days=settings.retention_days) if settings.retention_days else None
    copies = settings.backup_keep if settings.backup_dir else None
    terms = RetentionTerms(sent, DRAFTS_KEPT, SUBJECTS_KEPT, SEEN_KEPT, copies)
    screen = privacy_screen(
        terms,
        context.say,
        editor=context.editor,
        admin=context.admin,
        by_meaning=context.meaning is not None,
    )
    await context.answer(screen)


async def export(_: TelegramObject, context: RequestContext, db: Database) -> None:
    async with typing(context.bot, context.person.id):
        written = await privacy.export(db, context.person.id, context.now)
    file = BufferedInputFile(written, f"{context.bot_username}-{context.now:%Y-%m-%d}.json")
    await context.bot.send_document(context.person.id, file, caption=context.say("export-caption"))


async def ask(_: TelegramObject, context: RequestContext, db: Database, settings: Settings) -> None:
    async with db.read() as reader:
        owned = await destinations.owned(reader, context.person.id, MAX_CHATS)
    invited = settings.access == "invite"
    await context.answer(ask_forget(context.say, chats=len(owned), editor=context.editor, invited=invited))


async def forget(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await privacy.forget(db, context.person.id)
    await context.answer(forgotten(context.place))
