"""Screens to which several handlers lead."""

from __future__ import annotations

from bot.subscribers import follows, subscriptions
from bot.telegram.shared.context import RequestContext
from bot.views.common.menu import help_screen
from bot.views.common.message import Message
from bot.views.owner.chats import ChatSettings, OwnChat, chat_screen, chats_screen
from bot.views.reader.preferences import Choices
from bot.views.reader.settings import settings
from storage import approvals, destinations, people
from storage.database import Database
from storage.destinations import Destination

MAX_CHATS = 80  # Telegram takes 100 buttons


async def help_of(context: RequestContext, db: Database) -> Message:
    async with db.read() as reader:
        owner = bool(await destinations.owned(reader, context.person.id, 1))
    return help_screen(context.say, owner=owner, editor=context.editor, admin=context.admin)


async def settings_screen(context: RequestContext, db: Database) -> Message:
    """The settings of a destination as they are now, in the language that is chosen now."""
    subscription = await subscriptions.current(db, context.destination.id, context.now)
    adds_at_once = None
    if context.editor:
        async with db.read() as reader:
            adds_at_once = (await people.get(reader, context.person.id)).adds_at_once
    choices = await choices_of(context.destination.id, db)
    say = context.speak(subscription.language)
    followed = [each.followed.words for each in await follows.of_destination(db, context.destination.id)]
    return settings(subscription, say, choices, follows=followed, adds_at_once=adds_at_once)


async def menu_screen(context: RequestContext, db: Database, chat_id: int | None) -> Message:
    """The settings of a group or channel, or the person's own."""
    if chat_id is None:
        return await settings_screen(context, db)
    found = await _destination(chat_id, db)
    if found is None or found.kind == "private":
        return chats_screen(await chats_list(context, db), context.say)
    return chat_screen(await chat_settings(context, db, chat_id), context.say)


async def chats_list(context: RequestContext, db: Database) -> list[OwnChat]:
    """The person's own groups and channels; an admin of the bot sees all."""
    async with db.read() as reader:
        found = await destinations.owned(reader, None if context.admin else context.person.id, MAX_CHATS)
    return [OwnChat(each.id, each.title) for each in found]


async def chat_settings(context: RequestContext, db: Database, chat_id: int) -> ChatSettings:
    subscription = await subscriptions.current(db, chat_id, context.now, context.say.language)
    async with db.read() as reader:
        draft = await approvals.find_open(reader, chat_id, context.now)
    return ChatSettings(
        chat_id,
        subscription,
        await choices_of(chat_id, db),
        (draft.id, context.say.time(draft.scheduled, subscription.zone)) if draft else None,
    )


async def choices_of(destination_id: int, db: Database) -> Choices:
    found = await _destination(destination_id, db)
    if found is None:
        raise LookupError(f"there is no destination {destination_id}")
    chosen = found.preferences
    return Choices(
        length=chosen.length,
        silent=chosen.silent,
        pinned=chosen.pinned,
        least=chosen.least,
        useful_hours=chosen.useful_hours,
        breaking=(chosen.awake_from, chosen.awake_to) if chosen.breaking else None,
        draft=chosen.draft,
        at_most_once=found.at_most_once,
        heading=chosen.heading,
        signature=chosen.signature,
        second_language=chosen.second_language,
        source_rule=chosen.source_rule,
        sources=chosen.sources,
    )


async def _destination(destination_id: int, db: Database) -> Destination | None:
    async with db.read() as reader:
        return await destinations.get(reader, destination_id)
