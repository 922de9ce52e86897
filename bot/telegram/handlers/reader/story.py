"""A story that a button opens; its screen turns pages, saves and follows in place."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.answers import digest, saved
from bot.answers.story import tell
from bot.subscribers import story_follows
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.views.common.menu import with_menu
from bot.views.common.message import Message
from bot.views.common.origin import Origin
from bot.views.reader.answer_buttons import OpenStory, SaveStory, SwitchFollowStory
from bot.views.reader.digest import follow_story_button
from bot.views.reader.follows import follows_story
from bot.views.reader.saved import save_button, saved_full
from bot.views.reader.story import story_message
from digests.composing.compose import for_wish
from digests.composing.story_text import summarise_story
from digests.search.follow_index import FollowProblem
from storage.database import Database


def register(router: Router) -> None:
    router.callback_query.register(open_story, Pressed(OpenStory), PRESSED_IN_PRIVATE)
    router.callback_query.register(save, Pressed(SaveStory), PRESSED_IN_PRIVATE)
    router.callback_query.register(follow, Pressed(SwitchFollowStory), PRESSED_IN_PRIVATE)


async def open_story(
    _: CallbackQuery, press: OpenStory | SaveStory, context: RequestContext, db: Database
) -> None:
    await context.answer(await story_screen(db, context, press.story_id, page=press.page, shown=press.shown))


async def save(_: CallbackQuery, press: SaveStory, context: RequestContext, db: Database) -> None:
    """Save the story or remove it from the list, as its button says; the rest of the screen stays."""
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


async def follow(
    _: CallbackQuery, press: SwitchFollowStory, context: RequestContext, db: Database
) -> str | None:
    """Follow the story or stop following it, as its button says; the rest of the screen stays.

    Returns the line that Telegram shows on the press.
    """
    story = await digest.story(db, press.story)
    wish = digest.preferences_of(context.destination)
    told = (
        await asyncio.to_thread(summarise_story, for_wish(story, wish), wish.languages, limit=1)
        if story
        else None
    )
    if told is None:
        await context.answer(with_menu(context.say("story-gone"), context.say))
        return None
    if press.on:
        alert = await story_follows.follow(db, context.destination.id, told, context.now)
        if isinstance(alert, FollowProblem):
            return context.say("follow-story-many", limit=alert.limit)
    else:
        alert = None
        await story_follows.unfollow(db, context.destination.id, told)
    if not await context.swap_pressed(follow_story_button(replace(press, on=not press.on), context.say)):
        await context.answer(await story_screen(db, context, press.story, shown=press.shown))
    return follows_story(alert, context.say)


async def story_screen(
    db: Database, context: RequestContext, story_id: int, *, page: int = 0, shown: Origin = None
) -> Message:
    """The story as this reader is told it, or a sentence when no story has this number."""
    told = await tell(db, context.destination, story_id, context.now, context.meaning)
    if told is None:
        return with_menu(context.say("story-gone"), context.say)
    return story_message(told, context.place, page, shown, editor=context.editor)
