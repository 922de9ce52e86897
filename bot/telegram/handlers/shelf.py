"""/saved and /history: what a reader can come back to, and the button that puts a story aside."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.services import saved
from bot.telegram.answering import story_answer
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shelves import history_list, saved_list
from bot.telegram.showing import reply, send_to_presser, show
from bot.telegram.visit import Visit
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.help import with_menu
from bot.views.shelf import shelf_full
from bot.views.shown import load_shown
from storage.database import Database


def router() -> Router:
    router = Router(name="shelf")
    router.message.register(open_saved, Command("saved", ignore_case=True), IN_PRIVATE)
    router.message.register(open_history, Command("history", ignore_case=True), IN_PRIVATE)
    router.callback_query.register(switch, Pressed(Action.SAVE), PRESSED_IN_PRIVATE)
    return router


async def open_saved(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await saved_list(db, visit))


async def open_history(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await history_list(db, visit))


async def switch(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    """Save the story or put it back; its screen shows which."""
    story, wanted, page, shown = press.arguments
    if wanted == "0":
        await saved.put_back(db, visit.destination, int(story))
    elif not await saved.save(db, visit.destination, int(story), visit.now):
        await send_to_presser(call, bot, shelf_full(visit.say, saved.MOST))
        return
    view = await story_answer(db, visit, int(story), page=int(page), shown=load_shown(shown))
    await show(call, bot, view or with_menu(visit.say("story-gone"), visit.say))
