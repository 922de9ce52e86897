"""/mute, /unmute: what a reader does not want to hear about, by typing, by buttons, or from a story."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.answers import digest, topic
from bot.answers.story import muted_names_in
from bot.subscribers import chats, mutes
from bot.telegram.handlers.reader.follows import follows_screen, told_items
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common import message as views
from bot.views.common.menu import with_menu
from bot.views.common.origin import Origin
from bot.views.reader import follows as screens
from bot.views.reader.answer_buttons import (
    HideStorySource,
    OpenLess,
    SwitchMuteName,
    SwitchMuteStory,
    SwitchMuteTopic,
)
from bot.views.reader.buttons import AskMute, LeaveOutTopic, MuteWords, OpenMute, Unmute
from bot.views.reader.news_sources import Less, less_of
from bot.views.reader.topic_menu import overview_gone
from digests.composing.compose import for_wish
from digests.composing.story_text import summarise_story
from digests.models.stories import Story
from digests.search.follow_index import MAX_FOLLOWS, FollowProblem, read_muted
from storage import destinations, sources, stories
from storage import mutes as kept_mutes
from storage.database import Database
from storage.mutes import Mute

WEEK = timedelta(days=7)
MAX_SOURCES_OFFERED = 30
HEADLINE_CHARACTERS = 200


@QUESTIONS.named("mute")
@dataclass(frozen=True, slots=True)
class MuteWhat(Question):
    pass


def register(router: Router) -> None:
    for name, command in (("mute", mute), ("unmute", unmute)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(answer_words, IN_PRIVATE, ~F.forward_origin, AwaitingAnswer(MuteWhat))
    for kind, press in (
        (OpenMute, open_mute),
        (AskMute, ask_words),
        (MuteWords, mute_words),
        (LeaveOutTopic, leave_out_topic),
        (Unmute, press_unmute),
        (OpenLess, open_less),
        (HideStorySource, switch_source),
        (SwitchMuteTopic, switch_topic),
        (SwitchMuteName, switch_name),
        (SwitchMuteStory, switch_story),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def mute(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/mute Головкин, спорт`; `/mute` alone lists what is muted."""
    said = (command.args or "").strip()
    await context.answer(await _take(said, context, db) if said else await follows_screen(context, db))


async def unmute(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    said = " ".join((command.args or "").split())
    if not said:
        await context.answer(await follows_screen(context, db))
        return
    gone = await mutes.unmute(db, context.destination.id, said, context.own_topics)
    words = _gone(gone, context) if gone else context.say("mute-not-muted", words=said[:60])
    await context.answer(await follows_screen(context, db, words))


async def answer_words(message: Message, context: RequestContext, db: Database) -> None:
    await context.answer(await _take(message.text or "", context, db))


async def open_mute(_: TelegramObject, press: OpenMute, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        found = await kept_mutes.get(reader, context.destination.id, press.number)
    await context.answer(await _screen(found, context, db) if found else await follows_screen(context, db))


async def ask_words(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await context.answer(await _ask(context, db))


async def mute_words(_: TelegramObject, press: MuteWords, context: RequestContext, db: Database) -> None:
    words = await topic.recall(db, press.number, context.now)
    await context.answer(await _take(words, context, db) if words else overview_gone(context.say))


async def leave_out_topic(
    _: TelegramObject, press: LeaveOutTopic, context: RequestContext, db: Database
) -> None:
    known = press.topic in context.say.topics
    if known and not await mutes.set_topic(db, context.destination.id, press.topic, muted=True):
        await context.answer(await follows_screen(context, db, _full(context)))
        return
    async with db.read() as reader:
        kept = await kept_mutes.of_destination(reader, context.destination.id)
    found = next((each for each in kept if each.topic == press.topic), None)
    await context.answer(await _screen(found, context, db) if found else await follows_screen(context, db))


async def press_unmute(_: TelegramObject, press: Unmute, context: RequestContext, db: Database) -> None:
    gone = await mutes.remove(db, context.destination.id, press.number)
    await context.answer(await follows_screen(context, db, _gone([gone], context) if gone else None))


async def confirm(words: str, context: RequestContext, db: Database) -> views.Message:
    """Asks whether news with these words should be left out."""
    read = read_muted(words)
    if isinstance(read, FollowProblem):
        return await _ask(context, db, _problem(read, context))
    return screens.confirm_mute(words, await topic.remember(db, words, context.now), context.say)


async def open_less(_: TelegramObject, press: OpenLess, context: RequestContext, db: Database) -> None:
    await context.answer(await _less(press.story, press.shown, context, db))


async def switch_source(
    _: TelegramObject, press: HideStorySource, context: RequestContext, db: Database
) -> None:
    async with db.read() as reader:
        name = await sources.name_of(reader, press.source)
    if name is not None:
        await chats.set_source(db, context.destination.id, name, wanted=press.on)
    await context.answer(await _less(press.story, press.shown, context, db))


async def switch_topic(
    _: TelegramObject, press: SwitchMuteTopic, context: RequestContext, db: Database
) -> None:
    fits = True
    if press.topic in context.say.topics:
        fits = await mutes.set_topic(db, context.destination.id, press.topic, muted=press.on)
    problem = None if fits else _full(context)
    await context.answer(await _less(press.story, press.shown, context, db, problem))


async def switch_name(
    _: TelegramObject, press: SwitchMuteName, context: RequestContext, db: Database
) -> None:
    story = await digest.story(db, press.story)
    names = await muted_names_in(db, context.destination, story) if story else []
    name = next((each.name for each in names if each.key == press.key), None)
    made = None
    if name and press.on:
        made = await mutes.mute(db, context.destination.id, name, (), context.now)
    elif name:
        await mutes.unmute(db, context.destination.id, name, ())
    problem = _problem(made, context) if isinstance(made, FollowProblem) else None
    await context.answer(await _less(press.story, press.shown, context, db, problem))


async def switch_story(
    _: TelegramObject, press: SwitchMuteStory, context: RequestContext, db: Database
) -> None:
    story = await digest.story(db, press.story)
    if story is not None:
        headline = await asyncio.to_thread(_headline, story, context)
        await mutes.set_story(db, context.destination.id, story.id, headline, muted=press.on)
    await context.answer(await _less(press.story, press.shown, context, db))


async def _less(
    story_id: int, shown: Origin, context: RequestContext, db: Database, problem: str | None = None
) -> views.Message:
    story = await digest.story(db, story_id)
    if story is None:
        return with_menu(context.say("story-gone"), context.say)
    names = {origin.source for article in story.articles for origin in article.origins}
    async with db.read() as reader:
        offered = (await sources.named(reader, names))[:MAX_SOURCES_OFFERED]
        own = await destinations.get(reader, context.destination.id) or context.destination
        topics = await kept_mutes.topics_of_story(reader, story.id)
    only, hidden = own.preferences.source_rule == "only", own.preferences.sources
    less = Less(
        story.id,
        [(each, each in own.mutes.topics) for each in context.say.topics if each in topics],
        await muted_names_in(db, own, story),
        [] if only and hidden else [(each, each.name in hidden) for each in offered],
        story.id in own.mutes.stories,
    )
    return less_of(less, shown, context.say, problem)


def _headline(story: Story, context: RequestContext) -> str:
    wish = digest.preferences_of(context.destination)
    told = summarise_story(for_wish(story, wish), wish.languages, limit=1)
    return (told.headline if told else story.articles[0].headline)[:HEADLINE_CHARACTERS]


async def _take(said: str, context: RequestContext, db: Database) -> views.Message:
    """Mute what was typed, then show the screen of a single mute, or the list if there are several."""
    made = await mutes.mute(db, context.destination.id, said, context.own_topics, context.now)
    if isinstance(made, FollowProblem):
        words = _problem(made, context)
        return await (follows_screen if made.kind == "many" else _ask)(context, db, words)
    await close_question(db, context.person.id)
    return await _screen(made[0], context, db) if len(made) == 1 else await follows_screen(context, db)


async def _ask(context: RequestContext, db: Database, problem: str | None = None) -> views.Message:
    await ask(db, context.person.id, MuteWhat())
    return screens.ask_mute(context.say, problem)


async def _screen(found: Mute, context: RequestContext, db: Database) -> views.Message:
    languages = digest.preferences_of(context.destination).languages
    since, until = context.now - WEEK, context.now
    async with db.read() as reader:
        back = await kept_mutes.kept_back(reader, [found], since=since, until=until, languages=languages)
        numbers = back[found.number]
        newest = await stories.get_many(reader, numbers[: screens.SHOWN_STORIES])
    items = await asyncio.to_thread(told_items, newest, context)
    return screens.one_muted(found, len(numbers), items, context.place)


def _problem(problem: FollowProblem, context: RequestContext) -> str:
    if problem.kind == "many":
        return _full(context, problem.limit)
    return context.say(f"follow-problem-{problem.kind}", words=problem.words, limit=problem.limit)


def _full(context: RequestContext, limit: int = MAX_FOLLOWS) -> str:
    return context.say("mute-problem-many", limit=limit)


def _gone(gone: list[Mute], context: RequestContext) -> str:
    return context.say("mute-removed", words=", ".join(screens.mute_name(each, context.say) for each in gone))
