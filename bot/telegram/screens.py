"""Screens to which several handlers lead."""

from __future__ import annotations

from bot.services import follows, subscriptions
from bot.telegram.visit import Visit
from bot.views.chats import ChatSettings, OwnChat, chat_screen, chats_screen
from bot.views.choices import Choices
from bot.views.help import help_screen
from bot.views.message import Message
from bot.views.settings import settings
from storage import destinations, people, proofs
from storage.database import Database
from storage.destinations import Destination

MOST_CHATS = 80  # Telegram takes 100 buttons


async def help_of(visit: Visit, db: Database) -> Message:
    async with db.read() as reader:
        owner = bool(await destinations.owned(reader, visit.person.id, 1))
    return help_screen(visit.say, owner=owner, editor=visit.editor, admin=visit.admin)


async def settings_screen(visit: Visit, db: Database) -> Message:
    """As everything is chosen now, in the language that is chosen now."""
    subscription = await subscriptions.current(db, visit.destination.id, visit.now)
    adds_at_once = None
    if visit.editor:
        async with db.read() as reader:
            adds_at_once = (await people.get(reader, visit.person.id)).adds_at_once
    choices = await choices_of(visit.destination.id, db)
    say = visit.speak(subscription.language)
    followed = [each.followed.words for each in await follows.of_destination(db, visit.destination.id)]
    return settings(subscription, say, choices, follows=followed, adds_at_once=adds_at_once)


async def menu_screen(visit: Visit, db: Database, chat_id: int | None) -> Message:
    """The settings of a group or channel, or the person's own."""
    if chat_id is None:
        return await settings_screen(visit, db)
    found = await _destination(chat_id, db)
    if found is None or found.kind == "private":
        return chats_screen(await chats_list(visit, db), visit.say)
    return chat_screen(await chat_settings(visit, db, chat_id), visit.say)


async def chats_list(visit: Visit, db: Database) -> list[OwnChat]:
    """The person's own; an admin of the bot sees all."""
    async with db.read() as reader:
        found = await destinations.owned(reader, None if visit.admin else visit.person.id, MOST_CHATS)
    return [OwnChat(each.id, each.title) for each in found]


async def chat_settings(visit: Visit, db: Database, chat_id: int) -> ChatSettings:
    subscription = await subscriptions.current(db, chat_id, visit.now, visit.say.language)
    async with db.read() as reader:
        proof = await proofs.newest_open(reader, chat_id, visit.now)
    return ChatSettings(
        chat_id,
        subscription,
        await choices_of(chat_id, db),
        (proof.id, visit.say.time(proof.scheduled, subscription.zone)) if proof else None,
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
        rather_miss=found.rather_miss,
        heading=chosen.heading,
        signature=chosen.signature,
        second_language=chosen.second_language,
        source_rule=chosen.source_rule,
        sources=chosen.sources,
    )


async def _destination(destination_id: int, db: Database) -> Destination | None:
    async with db.read() as reader:
        return await destinations.get(reader, destination_id)
