"""/digest, and the stories that open and page in place."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram.answering import digest_answer, more_of, shown_again, story_answer
from bot.telegram.filters import PRESSED_IN_PRIVATE, Pressed
from bot.telegram.showing import reply, send_to_presser, show, typing
from bot.telegram.typed import parse_period
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.help import sentence, with_menu
from bot.views.quiet import wrong_period
from bot.views.shown import EDITION, Answer, PastEdition, Previewed, ShownDigest, load_shown
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


async def digest(message: Message, command: CommandObject, bot: Bot, visit: Visit, db: Database) -> None:
    period = parse_period(command.args or "24h")
    if period is None:
        await reply(message, _wrong_period(visit))
        return
    async with typing(bot, message.chat.id):
        view = await digest_answer(db, visit, period)
    await reply(message, view)


async def another_digest(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    period = parse_period(f"{press.arguments[0]}h")
    if period is None:
        await show(call, bot, _wrong_period(visit))
        return
    async with typing(bot, call.from_user.id):
        view = await digest_answer(db, visit, period)
    await send_to_presser(call, bot, view)


async def same_digest(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    (shown,) = press.arguments
    view = await shown_again(db, visit, load_shown(shown), _message_id(call))
    await show(call, bot, view or _gone(visit))


async def more(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    dumped, page = press.arguments
    shown = load_shown(dumped)
    known: ShownDigest = shown if isinstance(shown, Answer | Previewed | PastEdition) else EDITION
    view = await more_of(db, visit, known, _message_id(call), int(page))
    await show(call, bot, view or _gone(visit))


async def story(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    story_id, page, shown = press.arguments
    view = await story_answer(db, visit, int(story_id), page=int(page), shown=load_shown(shown))
    await show(call, bot, view or with_menu(visit.say("story-gone"), visit.say))


def _wrong_period(visit: Visit) -> views.Message:
    in_private = visit.destination.kind == "private"
    return wrong_period(visit.say) if in_private else sentence(visit.say("digest-wrong-period"))


def _message_id(call: CallbackQuery) -> int:
    return call.message.message_id if call.message else 0


def _gone(visit: Visit) -> views.Message:
    return with_menu(visit.say("digest-gone"), visit.say)
