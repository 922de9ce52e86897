"""/help, and an answer to everything that no other handler understood."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.telegram.filters import IN_PRIVATE
from bot.telegram.showing import reply, send_to_presser
from bot.telegram.visit import Visit
from bot.views.help import help_screen, with_menu

EDITORS_COMMANDS = ("add", "articles", "article", "retract")
ARTICLE_CHARACTERS = 200  # what a reader sends is then meant as an article
_CONTENT = (
    F.photo | F.document | F.sticker | F.voice | F.video | F.video_note | F.audio | F.animation
    | F.contact | F.location | F.poll | F.dice | F.story
)  # fmt: skip


def router() -> Router:
    router = Router(name="help")
    router.message.register(help_, Command("help", ignore_case=True), IN_PRIVATE)
    return router


def fallback_router() -> Router:
    """The last one."""
    router = Router(name="fallback")
    editors = Command(*EDITORS_COMMANDS, ignore_case=True)
    router.message.register(editors_only, editors, IN_PRIVATE)
    router.message.register(unknown_command, F.text.startswith("/"), IN_PRIVATE)
    router.message.register(unknown_text, F.text, IN_PRIVATE)
    router.message.register(rest_of_album, F.media_group_id, ~F.caption, IN_PRIVATE)
    router.message.register(unknown_content, _CONTENT, IN_PRIVATE)
    router.callback_query.register(stale)
    return router


async def help_(message: Message, visit: Visit) -> None:
    await reply(message, help_screen(visit.say, editor=visit.editor))


async def editors_only(message: Message, visit: Visit) -> None:
    await reply(message, with_menu(visit.say("refusal-not-editor"), visit.say))


async def unknown_command(message: Message, visit: Visit) -> None:
    await reply(message, with_menu(visit.say("unknown-command"), visit.say))


async def unknown_text(message: Message, visit: Visit) -> None:
    long = len(message.text or "") > ARTICLE_CHARACTERS
    words = visit.say("refusal-not-editor") if long else visit.say("unknown-text")
    await reply(message, with_menu(words, visit.say))


async def rest_of_album() -> None:
    """Its caption stands at another of its messages."""


async def unknown_content(message: Message, visit: Visit) -> None:
    await reply(message, with_menu(visit.say("unknown-content"), visit.say))


async def stale(call: CallbackQuery, bot: Bot, visit: Visit) -> str:
    """The line that the presser sees; in private a fresh menu as well."""
    if visit.destination.kind != "private":
        return visit.say("group-private-only")
    await send_to_presser(call, bot, with_menu(visit.say("menu"), visit.say))
    return visit.say("stale-button")
