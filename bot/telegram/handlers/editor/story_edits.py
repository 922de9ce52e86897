"""For editors, from a story's screen: splitting an article off, merging two stories, taking that back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from bot.answers import digest
from bot.answers.digest import preferences_of
from bot.answers.story import similar
from bot.intake import story_edits
from bot.subscribers import readers
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import with_menu
from bot.views.editor import story_edits as screens
from bot.views.editor.story_edits import ReturnPath
from digests.composing.story_text import summarise_story
from digests.models import DigestItem, Language, Story
from storage import articles
from storage.database import Database

QUESTION = "merge"
NUMBER_CHARACTERS = 60  # a longer text is an article that an editor pastes
FROM_NOWHERE = "-"


def router() -> Router:
    router = Router(name="story_corrections")
    editor, private = IsEditor(), PRESSED_IN_PRIVATE
    for action, press in (
        (Action.SPLIT, choose_article),
        (Action.ASK_SPLIT, ask_split),
        (Action.SPLIT_OFF, split),
        (Action.MERGE, choose_story),
        (Action.ASK_MERGE, ask_merge),
        (Action.JOIN, merge),
        (Action.UNMERGE, unmerge),
    ):
        router.callback_query.register(press, Pressed(action), private, editor)
    number = F.text.len() <= NUMBER_CHARACTERS
    router.message.register(
        typed_number, number, IN_PRIVATE, ~F.forward_origin, editor, AwaitingAnswer(QUESTION)
    )
    return router


async def choose_article(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    story_id, page, shown = press.arguments
    item = await _item(int(story_id), context, db)
    if item is None:
        await edit_or_send(call, bot, _gone(context))
        return
    way = ReturnPath(item.story.id, shown)
    if len(item.story.articles) < 2:
        view = screens.said_about(context.say("split-single"), context.place, way)
    else:
        view = screens.choose_article(item, context.place, way, int(page))
    await edit_or_send(call, bot, view)


async def ask_split(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    article_id, shown = press.arguments
    async with db.read() as reader:
        stored = await articles.get(reader, int(article_id))
    item = await _item(stored.story_id, context, db) if stored else None
    if stored is None or item is None:
        await edit_or_send(call, bot, _gone(context))
        return
    await edit_or_send(
        call, bot, screens.ask_split(stored.article, item, context.place, ReturnPath(item.story.id, shown))
    )


async def split(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    article_id, shown = press.arguments
    async with db.read() as reader:
        stored = await articles.get(reader, int(article_id))
    own = await story_edits.split(db, int(article_id))
    if stored is None or own is None:
        await edit_or_send(call, bot, _over(context, stored.story_id if stored else None, shown))
        return
    await edit_or_send(
        call, bot, screens.was_split(int(article_id), own, stored.story_id, context.place, shown)
    )


async def choose_story(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    """The next number that this editor types is the other story's."""
    story_id, page, shown = press.arguments
    story = await digest.story(db, int(story_id))
    if story is None:
        await edit_or_send(call, bot, _gone(context))
        return
    found = await similar(db, story, context.now)
    items = await asyncio.to_thread(_items, found, preferences_of(context.destination).languages)
    await readers.set_pending_question(db, context.person.id, f"{QUESTION}:{story.id}")
    await edit_or_send(
        call, bot, screens.choose_story(items, context.place, ReturnPath(story.id, shown), int(page))
    )


async def typed_number(message: Message, asked_in: str, context: RequestContext, db: Database) -> None:
    """The question stays open until the number of another story has come."""
    way = ReturnPath(int(asked_in), FROM_NOWHERE)
    number = parse_number(message.text or "")
    one, other = await _item(way.story_id, context, db), number and await _item(number, context, db)
    if one and other and one.story.id != other.story.id:
        await readers.set_pending_question(db, context.person.id, None)
        await reply(message, screens.ask_merge(one, other, context.place, way))
    elif other:
        await reply(message, screens.said_about(context.say("merge-same"), context.place, way))
    elif number is None:
        await reply(message, screens.said_about(context.say("merge-not-number"), context.place, way))
    else:
        words = context.say("merge-not-found", number=str(number))
        await reply(message, screens.said_about(words, context.place, way))


async def ask_merge(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    story_id, other_id, shown = press.arguments
    one, other = await _item(int(story_id), context, db), await _item(int(other_id), context, db)
    if one is None or other is None or one.story.id == other.story.id:
        await edit_or_send(call, bot, _over(context, one.story.id if one else None, shown))
        return
    await edit_or_send(
        call, bot, screens.ask_merge(one, other, context.place, ReturnPath(one.story.id, shown))
    )


async def merge(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    one, other, shown = press.arguments
    merged = await story_edits.merge(db, int(one), int(other))
    if merged is None:
        await edit_or_send(call, bot, _over(context, int(one), shown))
        return
    await edit_or_send(call, bot, screens.was_merged(merged.kept, merged.gone, context.place, shown))


async def unmerge(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    gone, shown = press.arguments
    kept = await story_edits.unmerge(db, int(gone))
    if kept is None:
        await edit_or_send(call, bot, _over(context, int(gone), shown))
        return
    await edit_or_send(call, bot, screens.was_unmerged(kept, int(gone), context.place, shown))


async def _item(story_id: int, context: RequestContext, db: Database) -> DigestItem | None:
    story = await digest.story(db, story_id)
    return summarise_story(story, preferences_of(context.destination).languages, limit=1) if story else None


def _items(found: Sequence[Story], languages: tuple[Language, ...]) -> list[DigestItem]:
    return [item for story in found if (item := summarise_story(story, languages, limit=1))]


def _over(context: RequestContext, story_id: int | None, shown: str) -> views.Message:
    """Somebody else was quicker, or the button is an old one."""
    if story_id is None:
        return _gone(context)
    return screens.said_about(context.say("correction-over"), context.place, ReturnPath(story_id, shown))


def _gone(context: RequestContext) -> views.Message:
    return with_menu(context.say("story-gone"), context.say)
