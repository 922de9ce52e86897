"""Answers everything that no other handler understood."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.telegram.shared.commands import ADMINS_COMMANDS, EDITORS_COMMANDS
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import ARTICLE_CHARACTERS, IN_PRIVATE
from bot.views.common.menu import with_menu

_CONTENT = (
    F.photo | F.sticker | F.voice | F.video | F.video_note | F.audio | F.animation | F.paid_media
    | F.contact | F.location | F.venue | F.poll | F.dice | F.game | F.story | F.checklist | F.document
)  # fmt: skip


def register(router: Router) -> None:
    """Must be the last router: it answers what no other took."""
    editors = Command(*EDITORS_COMMANDS, ignore_case=True)
    router.message.register(editors_only, editors, IN_PRIVATE)
    router.message.register(admins_only, Command(*ADMINS_COMMANDS, ignore_case=True), IN_PRIVATE)
    router.message.register(unknown_text, F.text, IN_PRIVATE)
    nothing_known = F.content_type == ContentType.UNKNOWN  # of a newer Telegram
    router.message.register(unknown_content, _CONTENT | nothing_known, IN_PRIVATE)
    router.edited_message.register(edited, F.edit_date, F.text | F.caption, IN_PRIVATE)
    router.callback_query.register(stale)


async def editors_only(_: Message, context: RequestContext) -> None:
    await context.answer(with_menu(context.say("refusal-not-editor"), context.say))


async def admins_only(_: Message, context: RequestContext) -> None:
    await context.answer(with_menu(context.say("refusal-not-admin"), context.say))


async def unknown_text(_: Message, context: RequestContext) -> None:
    """Plain words were answered before, so this text is too long for them."""
    await context.answer(with_menu(context.say("refusal-not-editor"), context.say))


async def unknown_content(message: Message, context: RequestContext) -> None:
    article = message.document or len(message.caption or "") > ARTICLE_CHARACTERS
    refused = article and not context.editor and not message.animation
    words = context.say("refusal-file-not-editor") if refused else context.say("unknown-content")
    await context.answer(with_menu(words, context.say))


async def edited(_: Message, context: RequestContext) -> None:
    await context.answer(with_menu(context.say("edited"), context.say))


async def stale(_: CallbackQuery, context: RequestContext) -> str:
    """The line shown to the person who pressed; in private they also get a fresh menu."""
    if context.destination.kind != "private":
        return context.say("group-private-only")
    await context.answer_below(with_menu(context.say("menu"), context.say))
    return context.say("stale-button")
