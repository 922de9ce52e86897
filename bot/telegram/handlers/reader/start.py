"""/start: the first minute with the bot, and links that lead straight to something."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import Message, TelegramObject

from bot.answers import taps
from bot.i18n import Say
from bot.subscribers import access
from bot.subscribers.invitations import accept_invitation, token_of
from bot.telegram.handlers.reader.digest import answer_with_digest
from bot.telegram.handlers.reader.search import search_again
from bot.telegram.handlers.reader.settings import settings_screen
from bot.telegram.handlers.reader.story import story_screen
from bot.telegram.handlers.reader.topic import week_of_topic
from bot.telegram.shared.chat_rights import ChatRights
from bot.telegram.shared.connecting import proposal
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.parsing import parse_number, parse_story_link, parse_topic
from bot.telegram.shared.replies import typing
from bot.views.common import menu
from bot.views.common import message as views
from bot.views.common.buttons import OpenFeeds, button
from bot.views.common.origin import FromSearch
from bot.views.reader.buttons import FinishWelcome
from bot.views.reader.privacy import START_ANEW
from bot.views.reader.start import finished, welcome
from storage.database import Database


def register(router: Router) -> None:
    router.message.register(start, CommandStart(), IN_PRIVATE)
    router.callback_query.register(finish, Pressed(FinishWelcome), PRESSED_IN_PRIVATE)


async def start(
    _: Message, command: CommandObject, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    """Open what a link leads to, or the first screen.

    Somebody new who follows a link to a story is welcomed below it.
    """
    payload = (command.args or "").strip()
    if payload == "digest" and (await context.subscription(db)).begun:  # under a channel's post
        await answer_with_digest(db, context)
        return
    view = await proposal(payload, context, context.bot, db, chat_rights) or await _destination_of_link(
        payload, context, db
    )
    await context.answer(view or await _first_screen(context, db, payload))
    if view is not None and context.newcomer and parse_story_link(payload):
        await context.answer_below(welcome())


async def finish(_: TelegramObject, context: RequestContext, db: Database) -> None:
    """Show what was chosen and, below it, the first digest."""
    subscription = await context.subscription(db)
    await context.answer(finished(subscription, context.say))
    async with typing(context.bot, context.person.id):
        await answer_with_digest(db, context)


async def _first_screen(context: RequestContext, db: Database, payload: str = "") -> views.Message:
    """For somebody who has chosen nothing yet, the choice of a language.

    For others the menu, or a sentence that the link leads nowhere.
    """
    subscription = await context.subscription(db)
    if not subscription.begun:
        return welcome()
    if payload not in ("", START_ANEW):
        return menu.with_menu(context.say("link-unknown"), context.say)
    return menu.main_menu(context.say)


async def _destination_of_link(payload: str, context: RequestContext, db: Database) -> views.Message | None:
    kind, rest = payload[:1], payload[1:]
    if token_of(payload) is not None:
        return await _invited(payload, context, db)
    if link := parse_story_link(payload):
        await taps.count(db, *link, context.now, context.destination.zone)
        return await story_screen(db, context, link[0])
    if kind == "q" and rest.isdecimal():
        return await search_again(db, context, FromSearch(parse_number(rest) or 0, 0))
    if payload.startswith("t_") and (topic := parse_topic(payload[2:], context.own_topics)):
        return await week_of_topic(topic, context, db)
    if payload == "settings":
        return await settings_screen(context, db)
    return None


async def _invited(payload: str, context: RequestContext, db: Database) -> views.Message:
    role = await accept_invitation(db, payload, context.person.id, context.now)
    if role in ("editor", "admin"):
        await access.know_name(db, context.person.id, context.name)
    match role:
        case None:
            return menu.with_menu(context.say("admin-link-used"), context.say)
        case "reader":
            return await _first_screen(context, db)
        case "editor":
            return menu.with_menu(context.say("editor-welcome"), context.say)
    return _admins_screen(context.say)


def _admins_screen(say: Say) -> views.Message:
    """The menu with a way to the feeds, without which there is no news."""
    screen = menu.with_menu(say("admin-welcome"), say)
    return replace(screen, buttons=((button(say("button-feeds"), OpenFeeds()),), *screen.buttons))
