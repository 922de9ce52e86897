"""Commands with a typing mistake, in other letters or on another keyboard layout: offers the one that is
meant.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from aiogram import Dispatcher, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.answers.topic import recall, remember
from bot.settings import Settings
from bot.telegram.handlers.reader.plain_words import answer
from bot.telegram.shared.commands import ADMINS_COMMANDS, EDITORS_COMMANDS, READERS_COMMANDS
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.views.common.menu import command_like, with_menu
from bot.views.reader.buttons import RunCommand
from digests.requests.asked import Searches
from digests.requests.plain_words import read_request, takes_back
from digests.search.layouts import other_layouts
from digests.text.edit_distance import edit_distance
from storage.database import Database

LONG_COMMAND = 7  # letters; so long a one may have two slips
MAX_COMMAND = 20


def register(router: Router) -> None:
    """Comes after everything that takes a command, but before the refusals of other people's commands."""
    others = Command(*EDITORS_COMMANDS, *ADMINS_COMMANDS, ignore_case=True)
    router.message.register(mistyped, F.text.startswith("/"), ~others, IN_PRIVATE)
    router.callback_query.register(run, Pressed(RunCommand), PRESSED_IN_PRIVATE)


async def mistyped(message: Message, context: RequestContext, db: Database, settings: Settings) -> None:
    """`/digset спорт`, `/вшпуые`; the slash may also be followed by plain words: `/новости`."""
    typed, _, rest = (message.text or "")[1:].partition(" ")
    name = typed.partition("@")[0].lower()
    if takes_back(name):
        await context.answer(with_menu(context.say("question-taken-back"), context.say))
        return
    known = [
        *READERS_COMMANDS,
        *(EDITORS_COMMANDS if context.editor else ()),
        *(ADMINS_COMMANDS if context.admin else ()),
    ]
    if command := command_meant(name, known):
        words = " ".join(rest.split())
        number = await remember(db, words, context.now) if words else 0
        await context.answer(command_like(command, words, RunCommand(command, number), context.say))
        return
    request = await asyncio.to_thread(read_request, (message.text or "")[1:], context.own_topics)
    if isinstance(request, Searches) or not name.strip():
        await context.answer(with_menu(context.say("unknown-command"), context.say))
    else:
        await answer(request, message, context, db, settings)


async def run(
    call: CallbackQuery,
    press: RunCommand,
    context: RequestContext,
    db: Database,
    dispatcher: Dispatcher,
    **data: object,
) -> None:
    """Do what the person would have got by typing it."""
    words = await recall(db, press.words, context.now) if press.words else None
    if not isinstance(call.message, Message):
        return
    text = " ".join(filter(None, (f"/{press.command}", words)))
    message = call.message.model_copy(update={"text": text, "from_user": call.from_user, "entities": None})
    typed = replace(context, event=message)
    known = data | {"context": typed, "db": db, "dispatcher": dispatcher}
    await dispatcher.propagate_event("message", message, **known)


def command_meant(name: str, known: list[str]) -> str | None:
    """The only known command one or two mistakes away, or that the same keys give on another layout."""
    if len(name) > MAX_COMMAND or not name:
        return None
    for typed in (name, *other_layouts(name)):
        if typed in known:
            return typed
        most = 2 if len(typed) >= LONG_COMMAND else 1
        near = [(edit_distance(typed, each), each) for each in known]
        least = min(near)[0]
        found = [each for distance, each in near if distance == least]
        if least <= most and len(found) == 1:
            return found[0]
    return None
