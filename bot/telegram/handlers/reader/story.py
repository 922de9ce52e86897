"""A story that a button opens, pages or saves, in place."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.answers import saved
from bot.answers.story import tell
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.views.common.menu import with_menu
from bot.views.common.message import Message
from bot.views.common.origin import Origin
from bot.views.reader.answer_buttons import OpenStory, SaveStory
from bot.views.reader.saved import save_button, saved_full
from bot.views.reader.story import story_message
from storage.database import Database


def router() -> Router:
    router = Router(name="story")
    router.callback_query.register(open_story, Pressed(OpenStory), PRESSED_IN_PRIVATE)
    router.callback_query.register(save, Pressed(SaveStory), PRESSED_IN_PRIVATE)
    return router


async def open_story(
    _: CallbackQuery, press: OpenStory | SaveStory, context: RequestContext, db: Database
) -> None:
    await context.answer(await story_screen(db, context, press.story_id, page=press.page, shown=press.shown))


async def save(_: CallbackQuery, press: SaveStory, context: RequestContext, db: Database) -> None:
    """Save the story or take it off the list again: its button says which, all else on its screen stays."""
    outcome = "saved"
    if press.on:
        outcome = await saved.save(db, context.destination, press.story_id, context.now)
    else:
        await saved.put_back(db, context.destination, press.story_id)
    if outcome == "full":
        await context.answer_below(saved_full(context.say, saved.MAX_SAVED))
    elif outcome == "gone" or not await context.swap_pressed(
        save_button(replace(press, on=not press.on), context.say)
    ):
        await open_story(_, press, context, db)


async def story_screen(
    db: Database, context: RequestContext, story_id: int, *, page: int = 0, shown: Origin = None
) -> Message:
    """The story as this reader is told it, or a sentence when there is none with this number."""
    told = await tell(db, context.destination, story_id, context.now)
    if told is None:
        return with_menu(context.say("story-gone"), context.say)
    return story_message(told, context.place, page, shown, editor=context.editor)
