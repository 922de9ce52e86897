"""/search: the archive by words, and the question for them."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.subscribers import readers
from bot.telegram.handlers.reader.screens import search_answer
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.replies import reply, send_to_user, typing
from bot.views.common.buttons import Action
from bot.views.common.menu import plain
from bot.views.reader.search import ask_words
from storage.database import Database

QUESTION = "search"


def router() -> Router:
    router = Router(name="search")
    router.message.register(search, Command("search", ignore_case=True))
    router.message.register(answer_words, AwaitingAnswer(QUESTION), IN_PRIVATE)
    router.callback_query.register(ask, Pressed(Action.SEARCH), PRESSED_IN_PRIVATE)
    return router


async def search(
    message: Message, command: CommandObject, bot: Bot, context: RequestContext, db: Database
) -> None:
    await _answer(message, command.args or "", bot, context, db)


async def answer_words(message: Message, bot: Bot, context: RequestContext, db: Database) -> None:
    await readers.set_pending_question(db, context.person.id, None)
    await _answer(message, message.text or "", bot, context, db)


async def ask(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    """Ask for words in a new message, so that what was found stays to be looked at."""
    await readers.set_pending_question(db, context.person.id, QUESTION)
    await send_to_user(call, bot, ask_words(context.say))


async def _answer(message: Message, said: str, bot: Bot, context: RequestContext, db: Database) -> None:
    async with typing(bot, message.chat.id):
        found = await search_answer(db, context, said)
    if found is not None:
        await reply(message, found)
    elif context.destination.kind == "private":
        await readers.set_pending_question(db, context.person.id, QUESTION)
        await reply(message, ask_words(context.say))
    else:
        await reply(message, plain(context.say("search-in-group")))
