"""/digest, and the stories that open and page in place."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram.handlers.reader.screens import digest_answer, more_of, shown_again, story_answer
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.parsing import parse_period
from bot.telegram.shared.replies import edit_or_send, reply, send_to_user, typing
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import plain, with_menu
from bot.views.common.origin import (
    EDITION,
    DigestOrigin,
    DigestPeriod,
    FromEdition,
    FromPreview,
    decode_origin,
)
from bot.views.reader.quiet import wrong_period
from storage.database import Database


def router() -> Router:
    router = Router(name="digest")
    router.message.register(digest, Command("digest", ignore_case=True))
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(another_digest, Pressed(Action.DIGEST), private)
    router.callback_query.register(same_digest, Pressed(Action.SHOWN), private)
    router.callback_query.register(more, Pressed(Action.MORE), private)
    router.callback_query.register(story, Pressed(Action.STORY), private)
    return router


async def digest(
    message: Message, command: CommandObject, bot: Bot, context: RequestContext, db: Database
) -> None:
    period = parse_period(command.args or "24h")
    if period is None:
        await reply(message, _wrong_period(context))
        return
    async with typing(bot, message.chat.id):
        view = await digest_answer(db, context, period)
    await reply(message, view)


async def another_digest(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    period = parse_period(f"{press.arguments[0]}h")
    if period is None:
        await edit_or_send(call, bot, _wrong_period(context))
        return
    async with typing(bot, call.from_user.id):
        view = await digest_answer(db, context, period)
    await send_to_user(call, bot, view)


async def same_digest(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    (shown,) = press.arguments
    view = await shown_again(db, context, decode_origin(shown), _message_id(call))
    await edit_or_send(call, bot, view or _gone(context))


async def more(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    dumped, page = press.arguments
    shown = decode_origin(dumped)
    known: DigestOrigin = shown if isinstance(shown, DigestPeriod | FromPreview | FromEdition) else EDITION
    view = await more_of(db, context, known, _message_id(call), int(page))
    await edit_or_send(call, bot, view or _gone(context))


async def story(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    story_id, page, shown = press.arguments
    view = await story_answer(db, context, int(story_id), page=int(page), shown=decode_origin(shown))
    await edit_or_send(call, bot, view or with_menu(context.say("story-gone"), context.say))


def _wrong_period(context: RequestContext) -> views.Message:
    in_private = context.destination.kind == "private"
    return wrong_period(context.say) if in_private else plain(context.say("digest-wrong-period"))


def _message_id(call: CallbackQuery) -> int:
    return call.message.message_id if call.message else 0


def _gone(context: RequestContext) -> views.Message:
    return with_menu(context.say("digest-gone"), context.say)
