"""/topics: chosen by switches, or typed."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.subscribers import chats, subscriptions
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.parsing import parse_topics
from bot.views.common.buttons import OpenTopics, SettingsOwner
from bot.views.reader.buttons import ChooseAllTopics, SwitchTopic, SwitchTopicSurge
from bot.views.reader.topics import choose_topics
from storage.database import Database


def register(router: Router) -> None:
    router.message.register(topics, Command("topics", ignore_case=True), IN_PRIVATE)
    router.callback_query.register(open_topics, Pressed(OpenTopics), PRESSED_IN_PRIVATE)
    router.callback_query.register(switch, Pressed(SwitchTopic), PRESSED_IN_PRIVATE)
    router.callback_query.register(switch_surge, Pressed(SwitchTopicSurge), PRESSED_IN_PRIVATE)
    router.callback_query.register(all_topics, Pressed(ChooseAllTopics), PRESSED_IN_PRIVATE)


async def topics(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/topics культура, спорт` chooses these."""
    chosen = parse_topics(command.args or "", context.own_topics)
    if isinstance(chosen, frozenset):
        await subscriptions.set_topics(db, context.destination.id, chosen)
    unknown = chosen[:50] if isinstance(chosen, str) else None
    await _show(SettingsOwner.SETTINGS, context, db, unknown)


async def open_topics(_: TelegramObject, press: OpenTopics, context: RequestContext, db: Database) -> None:
    await _show(press.owner, context, db)


async def switch(_: TelegramObject, press: SwitchTopic, context: RequestContext, db: Database) -> None:
    if press.topic in context.say.topics:
        about = context.destination_for(press.owner)
        await subscriptions.set_topic(db, about, press.topic, wanted=press.on)
    await _show(press.owner, context, db)


async def switch_surge(
    _: TelegramObject, press: SwitchTopicSurge, context: RequestContext, db: Database
) -> None:
    await chats.set_surge(db, context.destination_for(press.owner), wanted=press.on)
    await _show(press.owner, context, db)


async def all_topics(
    _: TelegramObject, press: ChooseAllTopics, context: RequestContext, db: Database
) -> None:
    await subscriptions.set_topics(db, context.destination_for(press.owner), frozenset())
    await _show(press.owner, context, db)


async def _show(
    owner: SettingsOwner, context: RequestContext, db: Database, unknown: str | None = None
) -> None:
    subscription = await context.subscription(db, owner)
    await context.answer(choose_topics(subscription, context.say, owner, unknown=unknown))
