"""/search: the archive by words, and the question that asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.answers import search as answers
from bot.answers.search import STORIES_PER_PAGE, SearchQuestion
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed, Shows
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common import message as views
from bot.views.common.buttons import AskSearch
from bot.views.common.menu import plain
from bot.views.common.origin import FromSearch
from bot.views.editor.articles import with_held
from bot.views.reader.search import ask_words, found_message, search_gone
from storage.database import Database

STORIES_IN_GROUP = 3


@QUESTIONS.named("search")
@dataclass(frozen=True, slots=True)
class WhichWords(Question):
    pass


def register(router: Router) -> None:
    router.message.register(search, Command("search", ignore_case=True))
    router.message.register(answer_words, AwaitingAnswer(WhichWords), IN_PRIVATE)
    router.callback_query.register(ask_for_words, Pressed(AskSearch), PRESSED_IN_PRIVATE)
    router.callback_query.register(show_again, Shows(FromSearch), PRESSED_IN_PRIVATE)


async def search(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    await _answer(_, command.args or "", context, db)


async def answer_words(message: Message, context: RequestContext, db: Database) -> None:
    await close_question(db, context.person.id)
    await _answer(message, message.text or "", context, db)


async def ask_for_words(_: TelegramObject, context: RequestContext, db: Database) -> None:
    """Ask in a new message, so that the earlier results stay readable."""
    await ask(db, context.person.id, WhichWords())
    await context.answer_below(ask_words(context.say))


async def show_again(_: CallbackQuery, shown: FromSearch, context: RequestContext, db: Database) -> None:
    await context.answer(await search_again(db, context, shown))


async def search_again(db: Database, context: RequestContext, shown: FromSearch) -> views.Message:
    """The page of a search to which a button or a link leads."""
    asked = await answers.asked_again(
        db, shown.number, context.now, context.destination.zone, context.own_topics
    )
    return await _found(db, context, asked, shown.page) if asked else search_gone(context.say)


async def search_answer(db: Database, context: RequestContext, words: str) -> views.Message | None:
    """What the archive has for these words; None when it has nothing."""
    asked = await answers.ask(db, words, context.now, context.destination.zone, context.own_topics)
    if asked is None:
        return None
    place, said = context.destination, asked[0].said
    found = await answers.find(
        db, asked[1], place, page=0, now=context.now, said=said, meaning=context.meaning
    )
    return (
        found_message(found, asked[0], context.place, page=0, size=STORIES_PER_PAGE)
        if found.stories
        else None
    )


async def _answer(message: Message, said: str, context: RequestContext, db: Database) -> None:
    asked = await answers.ask(db, said, context.now, context.destination.zone, context.own_topics)
    if asked is not None:
        await context.answer(await _found(db, context, asked, 0))
    elif context.destination.kind == "private":
        await ask_for_words(message, context, db)
    else:
        await context.answer(plain(context.say("search-in-group")))


async def _found(db: Database, context: RequestContext, asked: SearchQuestion, page: int) -> views.Message:
    searched, query = asked
    place = context.destination
    size = STORIES_PER_PAGE if place.kind == "private" else STORIES_IN_GROUP
    found = await answers.find(
        db,
        query,
        place,
        page=page,
        now=context.now,
        size=size,
        said=searched.said,
        meaning=context.meaning,
    )
    shown = found_message(found, searched, context.place, page=page, size=size)
    if not context.editor or place.kind != "private" or page:
        return shown
    return with_held(shown, await answers.find_held(db, query, place, context.now), context.place)
