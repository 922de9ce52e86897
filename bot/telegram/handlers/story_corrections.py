"""For editors, from a story's screen: splitting an article off, merging two stories, taking that back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from bot.services import answers, readers, story_corrections
from bot.services.answers import wish_of
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Asked, IsEditor, Pressed
from bot.telegram.showing import reply, show
from bot.telegram.typed import parse_number
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views import story_corrections as screens
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.help import with_menu
from bot.views.story_corrections import Way
from digests.models import DigestItem, Language, Story
from digests.telling import tell
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
    router.message.register(typed_number, number, IN_PRIVATE, ~F.forward_origin, editor, Asked(QUESTION))
    return router


async def choose_article(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    story_id, page, shown = press.arguments
    item = await _item(int(story_id), visit, db)
    if item is None:
        await show(call, bot, _gone(visit))
        return
    way = Way(item.story.id, shown)
    if len(item.story.articles) < 2:
        view = screens.said_about(visit.say("split-single"), visit.place, way)
    else:
        view = screens.choose_article(item, visit.place, way, int(page))
    await show(call, bot, view)


async def ask_split(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    article_id, shown = press.arguments
    async with db.read() as reader:
        stored = await articles.get(reader, int(article_id))
    item = await _item(stored.story_id, visit, db) if stored else None
    if stored is None or item is None:
        await show(call, bot, _gone(visit))
        return
    await show(call, bot, screens.ask_split(stored.article, item, visit.place, Way(item.story.id, shown)))


async def split(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    article_id, shown = press.arguments
    async with db.read() as reader:
        stored = await articles.get(reader, int(article_id))
    own = await story_corrections.split(db, int(article_id))
    if stored is None or own is None:
        await show(call, bot, _over(visit, stored.story_id if stored else None, shown))
        return
    await show(call, bot, screens.was_split(int(article_id), own, stored.story_id, visit.place, shown))


async def choose_story(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    """The next number that this editor types is the other story's."""
    story_id, page, shown = press.arguments
    story = await answers.story(db, int(story_id))
    if story is None:
        await show(call, bot, _gone(visit))
        return
    found = await story_corrections.similar(db, story, visit.now)
    items = await asyncio.to_thread(_items, found, wish_of(visit.destination).languages)
    await readers.ask(db, visit.person.id, f"{QUESTION}:{story.id}")
    await show(call, bot, screens.choose_story(items, visit.place, Way(story.id, shown), int(page)))


async def typed_number(message: Message, asked_in: str, visit: Visit, db: Database) -> None:
    """The question stays open until the number of another story has come."""
    way = Way(int(asked_in), FROM_NOWHERE)
    number = parse_number(message.text or "")
    one, other = await _item(way.story_id, visit, db), number and await _item(number, visit, db)
    if one and other and one.story.id != other.story.id:
        await readers.ask(db, visit.person.id, None)
        await reply(message, screens.ask_merge(one, other, visit.place, way))
    elif other:
        await reply(message, screens.said_about(visit.say("merge-same"), visit.place, way))
    elif number is None:
        await reply(message, screens.said_about(visit.say("merge-not-number"), visit.place, way))
    else:
        words = visit.say("merge-not-found", number=str(number))
        await reply(message, screens.said_about(words, visit.place, way))


async def ask_merge(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    story_id, other_id, shown = press.arguments
    one, other = await _item(int(story_id), visit, db), await _item(int(other_id), visit, db)
    if one is None or other is None or one.story.id == other.story.id:
        await show(call, bot, _over(visit, one.story.id if one else None, shown))
        return
    await show(call, bot, screens.ask_merge(one, other, visit.place, Way(one.story.id, shown)))


async def merge(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    one, other, shown = press.arguments
    merged = await story_corrections.merge(db, int(one), int(other))
    if merged is None:
        await show(call, bot, _over(visit, int(one), shown))
        return
    await show(call, bot, screens.was_merged(merged.kept, merged.gone, visit.place, shown))


async def unmerge(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    gone, shown = press.arguments
    kept = await story_corrections.unmerge(db, int(gone))
    if kept is None:
        await show(call, bot, _over(visit, int(gone), shown))
        return
    await show(call, bot, screens.was_unmerged(kept, int(gone), visit.place, shown))


async def _item(story_id: int, visit: Visit, db: Database) -> DigestItem | None:
    story = await answers.story(db, story_id)
    return tell(story, wish_of(visit.destination).languages, limit=1) if story else None


def _items(found: Sequence[Story], languages: tuple[Language, ...]) -> list[DigestItem]:
    return [item for story in found if (item := tell(story, languages, limit=1))]


def _over(visit: Visit, story_id: int | None, shown: str) -> views.Message:
    """Somebody else was quicker, or the button is an old one."""
    if story_id is None:
        return _gone(visit)
    return screens.said_about(visit.say("correction-over"), visit.place, Way(story_id, shown))


def _gone(visit: Visit) -> views.Message:
    return with_menu(visit.say("story-gone"), visit.say)
