"""/settings, /pause, /resume."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from bot.intake import drafts
from bot.subscribers import subscriptions
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed
from bot.views.common.buttons import OpenSettings, Pause, Resume, SettingsGroup, SettingsOwner
from bot.views.common.message import Message
from bot.views.owner.chats import chat_screen, chats_screen, group_screen
from bot.views.reader import settings as screens
from bot.views.reader.buttons import OpenSettingsBelow, SwitchAddsAtOnce
from storage import approvals, destinations, followed_stories, follows, mutes, people
from storage.database import Database
from storage.destinations import Destination

MAX_CHATS = 80  # Telegram takes 100 buttons


def register(router: Router) -> None:
    for name, command in (("settings", open_settings), ("pause", pause), ("resume", resume)):
        router.message.register(command, Command(name, ignore_case=True), IN_PRIVATE)
    for kind, press in (
        (OpenSettings, open_settings),
        (OpenSettingsBelow, open_below),
        (Pause, press_pause),
        (Resume, press_resume),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)
    router.callback_query.register(
        switch_adds_at_once, Pressed(SwitchAddsAtOnce), PRESSED_IN_PRIVATE, IsEditor()
    )


async def open_settings(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await context.answer(await settings_screen(context, db))


async def open_below(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await context.answer_below(await settings_screen(context, db))


async def pause(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await subscriptions.pause(db, context.destination.id, context.now)
    await context.answer(screens.paused(context.say))


async def resume(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await subscriptions.resume(db, context.destination.id)
    subscription = await context.subscription(db)
    await context.answer(screens.resumed(subscription, context.say))


async def press_pause(_: TelegramObject, press: Pause, context: RequestContext, db: Database) -> None:
    await subscriptions.pause(db, context.destination_for(press.owner), context.now)
    await context.answer(await menu_screen(press.owner, context, db))


async def press_resume(_: TelegramObject, press: Resume, context: RequestContext, db: Database) -> None:
    await subscriptions.resume(db, context.destination_for(press.owner))
    await context.answer(await menu_screen(press.owner, context, db))


async def switch_adds_at_once(
    _: TelegramObject, press: SwitchAddsAtOnce, context: RequestContext, db: Database
) -> None:
    await drafts.set_adds_at_once(db, context.person.id, press.on)
    await context.answer(await settings_screen(context, db))


async def menu_screen(
    owner: SettingsOwner, context: RequestContext, db: Database, group: SettingsGroup | None = None
) -> Message:
    """The settings of a group or channel, or a group of them, or the person's own settings.

    Where the chat is gone, the list of chats.
    """
    if owner.chat is None:
        return await settings_screen(context, db)
    async with db.read() as reader:
        found = await destinations.get(reader, owner.chat)
        draft = await approvals.find_open(reader, owner.chat, context.now)
    if found is None or found.kind == "private":
        return chats_screen(await chats_of(context, db), context.say)
    subscription = await context.subscription(db, owner)
    if group is not None:
        return group_screen(group, subscription, context.say)
    return chat_screen(subscription, draft, context.say, feeds=bool(context.feeds_address))


async def settings_screen(context: RequestContext, db: Database) -> Message:
    """The person's own settings, in the language that is chosen now."""
    subscription = await context.subscription(db)
    async with db.read() as reader:
        followed = await follows.of_destination(reader, context.destination.id)
        told = await followed_stories.of_destination(reader, context.destination.id)
        muted = await mutes.of_destination(reader, context.destination.id)
        person = await people.get(reader, context.person.id)
    return screens.settings(
        subscription,
        context.speak(subscription.destination.language),
        follows=[
            *(each.followed.words for each in followed),
            *(each.headline for each in told if not each.ended),
        ],
        muted=muted,
        adds_at_once=person.adds_at_once if context.editor else None,
    )


async def chats_of(context: RequestContext, db: Database) -> list[Destination]:
    """The person's own groups and channels; an admin of the bot sees all."""
    async with db.read() as reader:
        return await destinations.owned(reader, None if context.admin else context.person.id, MAX_CHATS)
