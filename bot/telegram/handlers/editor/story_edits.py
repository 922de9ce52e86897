"""On a story's screen, editors split and merge stories, put one first or last, and take that back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.answers import digest
from bot.answers.digest import preferences_of
from bot.answers.story import similar
from bot.intake import story_edits
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import MergeStory, PlaceStory, SetModelAside, SplitStory, UnmergeStories
from bot.views.common.codec import Number
from bot.views.common.menu import with_menu
from bot.views.common.message import Message as View
from bot.views.common.origin import Origin
from bot.views.editor import story_edits as views
from bot.views.editor.buttons import AskMerge, AskSplit, MergeStories, SplitOff
from bot.views.editor.story_edits import ReturnPath
from digests.composing.story_text import summarise_story
from digests.models.digest import DigestItem
from digests.models.stories import Story
from digests.models.texts import Language
from storage import articles
from storage.articles import StoredArticle
from storage.database import Database

NUMBER_CHARACTERS = 60  # a longer text is an article that an editor pastes


@QUESTIONS.named("merge")
@dataclass(frozen=True, slots=True)
class WhichStory(Question):
    """The story that is the same event as this one."""

    story: Number


def register(router: Router) -> None:
    editor, private = IsEditor(), PRESSED_IN_PRIVATE
    for kind, press in (
        (SplitStory, choose_article),
        (AskSplit, ask_split),
        (SplitOff, split),
        (MergeStory, choose_story),
        (AskMerge, ask_merge),
        (MergeStories, merge),
        (UnmergeStories, unmerge),
        (PlaceStory, place),
        (SetModelAside, set_model_aside),
    ):
        router.callback_query.register(press, Pressed(kind), private, editor)
    number = F.text.len() <= NUMBER_CHARACTERS
    router.message.register(
        take_number, number, IN_PRIVATE, ~F.forward_origin, editor, AwaitingAnswer(WhichStory)
    )


async def choose_article(_: TelegramObject, press: SplitStory, context: RequestContext, db: Database) -> None:
    item = await _item(press.story, context, db)
    if item is None:
        await context.answer(_gone(context))
        return
    way = ReturnPath(item.story.id, press.shown)
    if len(item.story.articles) < 2:
        await context.answer(views.said_about(context.say("split-single"), context.say, way))
    else:
        await context.answer(views.choose_article(item, context.place, way, press.page))


async def ask_split(_: TelegramObject, press: AskSplit, context: RequestContext, db: Database) -> None:
    stored = await _stored(press.article, db)
    item = await _item(stored.story_id, context, db) if stored else None
    if stored is None or item is None:
        await context.answer(_gone(context))
        return
    way = ReturnPath(item.story.id, press.shown)
    await context.answer(views.ask_split(stored.article, item, context.say, way))


async def split(_: TelegramObject, press: SplitOff, context: RequestContext, db: Database) -> None:
    stored = await _stored(press.article, db)
    own = await story_edits.split(db, press.article, context.by)
    if stored is None or own is None:
        await context.answer(_over(context, stored.story_id if stored else None, press.shown))
        return
    await context.answer(views.was_split(press.article, own, stored.story_id, context.say, press.shown))


async def choose_story(_: TelegramObject, press: MergeStory, context: RequestContext, db: Database) -> None:
    """The next number that this editor types is the other story's."""
    story = await digest.story(db, press.story)
    if story is None:
        await context.answer(_gone(context))
        return
    found = await similar(db, story, context.now)
    items = await asyncio.to_thread(_items, found, preferences_of(context.destination).languages)
    await ask(db, context.person.id, WhichStory(story.id))
    way = ReturnPath(story.id, press.shown)
    await context.answer(views.choose_story(items, context.place, way, press.page))


async def take_number(message: Message, question: WhichStory, context: RequestContext, db: Database) -> None:
    """The question stays open until the number of another story is typed."""
    say, way = context.say, ReturnPath(question.story, None)
    number = parse_number(message.text or "")
    one, other = await _item(way.story_id, context, db), number and await _item(number, context, db)
    if one and other and one.story.id != other.story.id:
        await close_question(db, context.person.id)
        await context.answer(views.ask_merge(one, other, say, way))
    elif other:
        await context.answer(views.said_about(say("merge-same"), say, way))
    elif number is None:
        await context.answer(views.said_about(say("merge-not-number"), say, way))
    else:
        await context.answer(views.said_about(say("merge-not-found", number=str(number)), say, way))


async def ask_merge(_: TelegramObject, press: AskMerge, context: RequestContext, db: Database) -> None:
    one, other = await _item(press.story, context, db), await _item(press.other, context, db)
    if one is None or other is None or one.story.id == other.story.id:
        await context.answer(_over(context, one.story.id if one else None, press.shown))
        return
    way = ReturnPath(one.story.id, press.shown)
    await context.answer(views.ask_merge(one, other, context.say, way))


async def merge(_: TelegramObject, press: MergeStories, context: RequestContext, db: Database) -> None:
    merged = await story_edits.merge(db, press.story, press.other, context.by)
    if merged is None:
        await context.answer(_over(context, press.story, press.shown))
        return
    await context.answer(views.was_merged(merged.kept, merged.gone, context.say, press.shown))


async def unmerge(_: TelegramObject, press: UnmergeStories, context: RequestContext, db: Database) -> None:
    kept = await story_edits.unmerge(db, press.gone, context.by)
    if kept is None:
        await context.answer(_over(context, press.gone, press.shown))
        return
    await context.answer(views.was_unmerged(kept, press.gone, context.say, press.shown))


async def place(_: TelegramObject, press: PlaceStory, context: RequestContext, db: Database) -> None:
    placed = await story_edits.put(db, press.story, press.place, context.now, context.person.id)
    story = await digest.story(db, placed.story_id) if placed else None
    if placed is None or story is None:
        await context.answer(_gone(context))
        return
    await context.answer(views.was_placed(story, placed.before, context.place, press.shown))


async def set_model_aside(
    _: TelegramObject, press: SetModelAside, context: RequestContext, db: Database
) -> None:
    number = await story_edits.set_model_aside(db, press.story, context.by, aside=press.aside)
    if number is None:
        await context.answer(_gone(context))
        return
    await context.answer(views.model_was_set(number, context.say, press.shown, aside=press.aside))


async def _stored(article_id: int, db: Database) -> StoredArticle | None:
    async with db.read() as reader:
        return await articles.get(reader, article_id)


async def _item(story_id: int, context: RequestContext, db: Database) -> DigestItem | None:
    story = await digest.story(db, story_id)
    return summarise_story(story, preferences_of(context.destination).languages, limit=1) if story else None


def _items(found: Sequence[Story], languages: tuple[Language, ...]) -> list[DigestItem]:
    return [item for story in found if (item := summarise_story(story, languages, limit=1))]


def _over(context: RequestContext, story_id: int | None, shown: Origin) -> View:
    """The answer when another editor was quicker, or the button is an old one."""
    if story_id is None:
        return _gone(context)
    return views.said_about(context.say("correction-over"), context.say, ReturnPath(story_id, shown))


def _gone(context: RequestContext) -> View:
    return with_menu(context.say("story-gone"), context.say)
