"""/saved and /history: what a reader can come back to, and the button that puts a story aside."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.answers import saved
from bot.telegram.handlers.reader.screens import history_list, saved_list, story_answer
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.replies import edit_or_send, reply, send_to_user
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import with_menu
from bot.views.common.origin import decode_origin
from bot.views.reader.saved import saved_full
from storage.database import Database


def router() -> Router:
    router = Router(name="shelf")
    router.message.register(open_saved, Command("saved", ignore_case=True), IN_PRIVATE)
    router.message.register(open_history, Command("history", ignore_case=True), IN_PRIVATE)
    router.callback_query.register(switch, Pressed(Action.SAVE), PRESSED_IN_PRIVATE)
    return router


async def open_saved(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await saved_list(db, context))


async def open_history(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await history_list(db, context))


async def switch(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    """Save the story or take it off the list again; its screen shows which."""
    story, wanted, page, shown = press.arguments
    if wanted == "0":
        await saved.put_back(db, context.destination, int(story))
    elif not await saved.save(db, context.destination, int(story), context.now):
        await send_to_user(call, bot, saved_full(context.say, saved.MAX_SAVED))
        return
    view = await story_answer(db, context, int(story), page=int(page), shown=decode_origin(shown))
    await edit_or_send(call, bot, view or with_menu(context.say("story-gone"), context.say))
