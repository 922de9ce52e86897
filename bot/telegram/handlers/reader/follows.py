"""/follow, /unfollow: words and names that a reader follows, by typing or by buttons."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.answers import digest, topic
from bot.answers.digest import preferences_of
from bot.answers.story import names_in
from bot.subscribers import follows, story_follows
from bot.telegram.handlers.reader.story import story_screen
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common import message as views
from bot.views.common.buttons import BUTTONS
from bot.views.reader import follows as screens
from bot.views.reader.answer_buttons import FollowSubject, SwitchFollowName, SwitchFollowStory
from bot.views.reader.buttons import (
    AskFollow,
    OpenFollow,
    OpenFollows,
    OpenStoryFollow,
    SwitchFollowAlert,
    SwitchFollowSurge,
    SwitchStoryAlert,
    Unfollow,
    UnfollowStory,
)
from bot.views.reader.topic_menu import overview_gone
from digests.composing.compose import visible_to
from digests.composing.story_text import summarise_story
from digests.models.digest import DigestItem
from digests.models.stories import Story
from digests.search.follow_index import FollowProblem, read_followed
from storage import followed_stories, mutes
from storage import follows as kept_follows
from storage.database import Database
from storage.follows import Follow

WEEK = timedelta(days=7)
_LINK = re.compile(r"[?&]start=s([0-9]{1,12})(?:e[0-9]{1,12})?$")


@QUESTIONS.named("follow")
@dataclass(frozen=True, slots=True)
class FollowWhat(Question):
    pass


def register(router: Router) -> None:
    for name, command in (("follow", follow), ("unfollow", unfollow)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(answer_words, IN_PRIVATE, ~F.forward_origin, AwaitingAnswer(FollowWhat))
    for kind, press in (
        (OpenFollows, open_follows),
        (OpenFollow, open_follow),
        (AskFollow, ask_words),
        (SwitchFollowAlert, switch_alert),
        (SwitchFollowSurge, switch_surge),
        (Unfollow, press_unfollow),
        (SwitchFollowName, switch_name),
        (FollowSubject, follow_subject),
        (OpenStoryFollow, open_story_follow),
        (SwitchStoryAlert, switch_story_alert),
        (UnfollowStory, unfollow_story),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def follow(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/follow Тлендиев, Алматы -спорт`, or a link to a story; `/follow` alone lists what is followed."""
    said = (command.args or "").strip()
    if linked := _LINK.search(said):
        await context.answer(await story_screen(db, context, int(linked[1])))
    elif said:
        await context.answer(await _take(said, context, db))
    else:
        await open_follows(message, context, db)


async def unfollow(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    said = " ".join((command.args or "").split())
    if not said:
        await context.answer(await follows_screen(context, db))
        return
    gone = await follows.unfollow(db, context.destination.id, said)
    words = _gone(gone, context) if gone else context.say("follow-not-followed", words=said[:60])
    await context.answer(await follows_screen(context, db, words))


async def answer_words(message: Message, context: RequestContext, db: Database) -> None:
    await context.answer(await _take(message.text or "", context, db))


async def open_follows(event: TelegramObject, context: RequestContext, db: Database) -> None:
    """All that is followed; in reply to a message about one story, that story with its button."""
    story_id = _replied_to(event) if isinstance(event, Message) else None
    if story_id is None:
        await context.answer(await follows_screen(context, db))
    else:
        await context.answer(await story_screen(db, context, story_id))


async def open_follow(
    _: TelegramObject,
    press: OpenFollow | SwitchFollowAlert | SwitchFollowSurge,
    context: RequestContext,
    db: Database,
) -> None:
    async with db.read() as reader:
        found = await kept_follows.get(reader, context.destination.id, press.number)
    await context.answer(await _screen(found, context, db) if found else await follows_screen(context, db))


async def ask_words(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await context.answer(await _ask(context, db))


async def switch_alert(
    _: TelegramObject, press: SwitchFollowAlert, context: RequestContext, db: Database
) -> None:
    await follows.set_alert(db, context.destination.id, press.number, alert=press.on)
    await open_follow(_, press, context, db)


async def switch_surge(
    _: TelegramObject, press: SwitchFollowSurge, context: RequestContext, db: Database
) -> None:
    await follows.set_surge(db, context.destination.id, press.number, surge=press.on)
    await open_follow(_, press, context, db)


async def press_unfollow(_: TelegramObject, press: Unfollow, context: RequestContext, db: Database) -> None:
    gone = await follows.remove(db, context.destination.id, press.number)
    await context.answer(await follows_screen(context, db, _gone([gone], context) if gone else None))


async def switch_name(
    _: TelegramObject, press: SwitchFollowName, context: RequestContext, db: Database
) -> str | None:
    """Follow a name of a story, or stop following it, and refresh its screen.

    Returns the line that Telegram shows on the press when no more can be followed.
    """
    story = await digest.story(db, press.story)
    names = await names_in(db, context.destination, story) if story else []
    name = next((each.name for each in names if each.key == press.key), None)
    made = None
    if name and press.on:
        made = await follows.follow(db, context.destination.id, name, context.now)
    elif name:
        await follows.unfollow(db, context.destination.id, name)
    await context.answer(await story_screen(db, context, press.story, shown=press.shown))
    return _problem(made, context) if isinstance(made, FollowProblem) else None


async def follow_subject(
    _: TelegramObject, press: FollowSubject, context: RequestContext, db: Database
) -> None:
    """Follow the words that an answer of /topic is about. The answer stays; the follow is shown below it."""
    asked = await topic.asked_again(db, str(press.number), context.say.topics, context.now)
    view = await _take(asked.subject.words, context, db) if asked else overview_gone(context.say)
    await context.answer_below(view)


async def open_story_follow(
    _: TelegramObject, press: OpenStoryFollow | SwitchStoryAlert, context: RequestContext, db: Database
) -> None:
    async with db.read() as reader:
        found = await followed_stories.get(reader, context.destination.id, press.number)
    if found is None:
        await context.answer(await follows_screen(context, db))
    else:
        await context.answer(screens.one_story(found, context.destination, context.place))


async def switch_story_alert(
    _: TelegramObject, press: SwitchStoryAlert, context: RequestContext, db: Database
) -> None:
    await story_follows.set_alert(db, context.destination.id, press.number, alert=press.on)
    await open_story_follow(_, press, context, db)


async def unfollow_story(
    _: TelegramObject, press: UnfollowStory, context: RequestContext, db: Database
) -> None:
    gone = await story_follows.remove(db, context.destination.id, press.number)
    said = context.say("follow-story-removed", headline=gone.headline) if gone else None
    await context.answer(await follows_screen(context, db, said))


async def confirm(words: str, context: RequestContext, db: Database) -> views.Message:
    """Asks whether news with these words should be followed."""
    read = read_followed(words)
    if isinstance(read, FollowProblem):
        return await _ask(context, db, _problem(read, context))
    return screens.confirm_follow(words, await topic.remember(db, words, context.now), context.say)


async def _take(said: str, context: RequestContext, db: Database) -> views.Message:
    """Follow what was typed, then show the screen of a single follow, or the list if there are several."""
    made = await follows.follow(db, context.destination.id, said, context.now)
    if isinstance(made, FollowProblem):
        words = _problem(made, context)
        return await (follows_screen if made.kind == "many" else _ask)(context, db, words)
    await close_question(db, context.person.id)
    return await _screen(made[0], context, db) if len(made) == 1 else await follows_screen(context, db)


async def _ask(context: RequestContext, db: Database, problem: str | None = None) -> views.Message:
    await ask(db, context.person.id, FollowWhat())
    return screens.ask(context.say, problem)


async def follows_screen(context: RequestContext, db: Database, said: str | None = None) -> views.Message:
    """All that is followed and muted; `said` is what has just been done."""
    await close_question(db, context.person.id)
    number, since = context.destination.id, context.now - WEEK
    languages = preferences_of(context.destination).languages
    async with db.read() as reader:
        kept = await kept_follows.of_destination(reader, number)
        told = await followed_stories.of_destination(reader, number)
        muted = await mutes.of_destination(reader, number)
        back = await mutes.kept_back(reader, muted, since=since, until=context.now, languages=languages)
    counted = [(each, len(back[each.number])) for each in muted]
    return screens.listing(kept, told, counted, context.say, said=said)


async def _screen(found: Follow, context: RequestContext, db: Database) -> views.Message:
    caught = await follows.caught(db, found, context.now - WEEK)
    items = await asyncio.to_thread(told_items, caught, context)
    return screens.one(found, items, context.destination, context.place)


def told_items(stories: Sequence[Story], context: RequestContext) -> list[DigestItem]:
    """The stories that this reader may see, each told in one sentence."""
    wish = preferences_of(context.destination)
    seen = [part for each in stories if (part := visible_to(each, wish))]
    readable = [s for s in seen if any(article.language in wish.languages for article in s.articles)]
    told = (summarise_story(story, wish.languages, limit=1) for story in readable)
    return [item for item in told if item]


def _replied_to(message: Message) -> int | None:
    """The story, if the message is a reply to one that tells a single story."""
    markup = message.reply_to_message and message.reply_to_message.reply_markup
    rows = markup.inline_keyboard if markup else []
    pressed = (BUTTONS.decode(each.callback_data or "") for row in rows for each in row)
    return next((each.story for each in pressed if isinstance(each, SwitchFollowStory)), None)


def _problem(problem: FollowProblem, context: RequestContext) -> str:
    return context.say(f"follow-problem-{problem.kind}", words=problem.words, limit=problem.limit)


def _gone(gone: Sequence[Follow], context: RequestContext) -> str:
    return context.say("follow-removed", words=", ".join(each.followed.words for each in gone))
