"""Text that is no command, no answer to a question and no article is taken as a request to the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiogram import F, Router
from aiogram.types import Message

from bot.answers import search as answers
from bot.settings import Settings
from bot.telegram.handlers.reader import follows, languages, preferences, privacy, saved, timezone, topics
from bot.telegram.handlers.reader.digest import answer_with_digest, answer_with_yesterday
from bot.telegram.handlers.reader.help import help_
from bot.telegram.handlers.reader.mutes import confirm
from bot.telegram.handlers.reader.search import ask_for_words, search_answer
from bot.telegram.handlers.reader.settings import chats_of, open_settings
from bot.telegram.handlers.reader.subscribe import open_times
from bot.telegram.handlers.reader.topic import news_of, overview_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import ARTICLE_CHARACTERS, IN_PRIVATE
from bot.telegram.shared.parsing import parse_number
from bot.views.common import message as views
from bot.views.common.buttons import OpenTimes, OpenTopics, OpenZones, SettingsOwner
from bot.views.common.menu import greeting, main_menu, with_menu
from bot.views.owner.chats import chats_screen
from bot.views.reader.buttons import OpenChoice, OpenLanguages, OpenNewsLanguages, OpenSources
from bot.views.reader.languages import choose_language
from bot.views.reader.preferences import quiet_screen
from bot.views.reader.search import no_talk, nothing_for
from bot.views.reader.start import welcome
from bot.views.reader.subscribe import ask_to_stop, choose_days, choose_schedule, choose_times, confirm_times
from bot.views.reader.topics import confirm_without
from digests.models.texts import Language
from digests.requests.asked import (
    AsksAbout,
    AsksNews,
    Greets,
    Opens,
    Request,
    Screen,
    Searches,
    WantsFollow,
    WantsLanguage,
    WantsTimes,
    WantsWithout,
)
from digests.requests.plain_words import read_request
from digests.requests.times import When
from digests.text.limits import MIN_WORDS
from storage.database import Database

WEEK = timedelta(days=7)
NUMBERS_OF_A_DIGEST = range(1, 16)  # under its stories; by such a number alone nothing can be looked for
NAME_WORDS = 3  # so few words may be a name of which there is an overview
OWN = SettingsOwner.SETTINGS

Show = Callable[[Message, RequestContext, Database], Awaitable[None]]


def register(router: Router) -> None:
    """Comes after everything that waits for an answer or takes articles."""
    asked = F.text.len() <= ARTICLE_CHARACTERS
    router.message.register(plain_words, F.text, asked, ~F.text.startswith("/"), IN_PRIVATE)


async def plain_words(message: Message, context: RequestContext, db: Database, settings: Settings) -> None:
    said = message.text or ""
    if not any(sign.isalnum() for sign in said):
        await context.answer(with_menu(context.say("unknown-text"), context.say))
        return
    if parse_number(said.rstrip(".)")) in NUMBERS_OF_A_DIGEST:
        await context.answer(with_menu(context.say("plain-number"), context.say))
        return
    request = await asyncio.to_thread(read_request, said, context.own_topics)  # the first reads its lists
    await answer(request, message, context, db, settings)


async def answer(
    request: Request, message: Message, context: RequestContext, db: Database, settings: Settings
) -> None:
    """Show what is asked for; only buttons change anything."""
    match request:
        case Opens("privacy"):
            await privacy.open_privacy(message, context, settings)
        case Opens(screen):
            await _SCREENS[screen](message, context, db)
        case AsksNews(yesterday=True):
            await answer_with_yesterday(db, context)
        case AsksNews(period):
            await answer_with_digest(db, context, period)
        case WantsLanguage(language):
            await _offer_language(language, context, db)
        case _:
            await context.answer_below(await _view_of(request, context, db))


async def _view_of(request: Request, context: RequestContext, db: Database) -> views.Message:
    match request:
        case AsksAbout(words, topic, period):
            return await _about(db, context, topic or words, period, is_topic=topic is not None)
        case Searches(words, asked, is_talk):
            return await (_talk(db, context, words) if is_talk else _found(db, context, words, asked=asked))
        case WantsTimes(when, others) if others:
            return choose_schedule([(each.times, each.days or 0) for each in (when, *others)], context.say)
        case WantsTimes(when):
            return await _times(db, context, when)
        case WantsFollow(words):
            return await follows.confirm(words, context, db)
        case WantsWithout(words, topic):
            return await _without(db, context, words, topic)
        case Greets(how):
            subscription = await context.subscription(db)
            newcomer = how == "hello" and not subscription.begun and context.newcomer
            return welcome() if newcomer else greeting(how, context.say)
    return main_menu(context.say)


async def _about(
    db: Database, context: RequestContext, words: str, period: timedelta | None, *, is_topic: bool
) -> views.Message:
    """What happened with the words; where nothing did, what the search finds."""
    if is_topic:
        return await overview_of(db, context, words, period or WEEK)
    overview = await news_of(db, context, words, period or WEEK, or_latest=period is not None)
    return overview or await _found(db, context, words, asked=True)


async def _found(db: Database, context: RequestContext, words: str, *, asked: bool) -> views.Message:
    if not asked and len(words.split()) <= NAME_WORDS and (found := await news_of(db, context, words, WEEK)):
        return found
    return await search_answer(db, context, words) or nothing_for(
        words, context.say, article_words=_article_words(context)
    )


async def _talk(db: Database, context: RequestContext, words: str) -> views.Message:
    """Stories with just these words side by side, as in a title; a button leads to others that have them."""
    if found := await search_answer(db, context, f'"{words}"'):
        return found
    asked = await answers.ask(db, words, context.now, context.destination.zone, context.own_topics)
    if asked is None or not await search_answer(db, context, words):
        return nothing_for(words, context.say, article_words=_article_words(context))
    return no_talk(asked[0].number, context.say, article_words=_article_words(context))


def _article_words(context: RequestContext) -> int | None:
    """How many words an article needs, for somebody who may have meant to send one."""
    return MIN_WORDS if context.editor else None


async def _times(db: Database, context: RequestContext, when: When) -> views.Message:
    subscription = await context.subscription(db)
    if not when.times and not subscription.times:
        return choose_times(subscription, context.say, OWN)
    if not when.times:
        return choose_days(subscription, context.say, OWN)
    return confirm_times(when.times, when.days or 0, subscription, context.say)


async def _without(db: Database, context: RequestContext, words: str, topic: str | None) -> views.Message:
    """Asks whether this should be left out."""
    if topic is None:
        return await confirm(words, context, db)
    return confirm_without(topic, await context.subscription(db), context.say)


async def _offer_language(language: Language, context: RequestContext, db: Database) -> None:
    """In the language that was asked for, which the person can read."""
    subscription = await context.subscription(db)
    await context.answer(choose_language(subscription, context.speak(language)))


async def _stop(_: Message, context: RequestContext, db: Database) -> None:
    await context.answer(ask_to_stop(await context.subscription(db), context.say))


async def _resume(message: Message, context: RequestContext, db: Database) -> None:
    if (await context.subscription(db)).paused:
        await _stop(message, context, db)
    else:
        await open_times(message, OpenTimes(), context, db)


async def _chats(_: Message, context: RequestContext, db: Database) -> None:
    await context.answer(chats_screen(await chats_of(context, db), context.say))


async def _menu(_: Message, context: RequestContext, db: Database) -> None:
    begun = (await context.subscription(db)).begun
    await context.answer(main_menu(context.say) if begun else welcome())


async def _quiet(_: Message, context: RequestContext, db: Database) -> None:
    await context.answer(quiet_screen(await context.subscription(db), context.say))


async def _mistake(_: Message, context: RequestContext, __: Database) -> None:
    how = context.say("report-how", button=context.say("button-report"))
    await context.answer(with_menu(how, context.say))


_SCREENS: dict[Screen, Show] = {
    "stop": _stop,
    "resume": _resume,
    "settings": open_settings,
    "topics": lambda message, context, db: topics.open_topics(message, OpenTopics(), context, db),
    "times": lambda message, context, db: open_times(message, OpenTimes(), context, db),
    "language": lambda message, context, db: languages.open_languages(message, OpenLanguages(), context, db),
    "news_languages": lambda message, context, db: languages.open_news_languages(
        message, OpenNewsLanguages(OWN), context, db
    ),
    "zone": lambda message, context, db: timezone.open_zones(message, OpenZones(), context, db),
    "sources": lambda message, context, db: preferences.open_sources(
        message, OpenSources(0, OWN), context, db
    ),
    "length": lambda message, context, db: preferences.open_choice(
        message, OpenChoice("length", OWN), context, db
    ),
    "breaking": lambda message, context, db: preferences.open_choice(
        message, OpenChoice("breaking", OWN), context, db
    ),
    "quiet": _quiet,
    "mistake": _mistake,
    "saved": saved.open_saved,
    "history": saved.open_history,
    "follows": follows.open_follows,
    "help": help_,
    "menu": _menu,
    "chats": _chats,
    "search": ask_for_words,
}
