"""/topics: switches, or topics that are typed."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.subscribers import subscriptions
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.parsing import parse_topics
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common.buttons import Action, Press, SettingsOwner
from bot.views.reader.topics import choose_topics
from storage.database import Database


def router() -> Router:
    router = Router(name="topics")
    router.message.register(topics, Command("topics", ignore_case=True), IN_PRIVATE)
    router.callback_query.register(open_topics, Pressed(Action.TOPICS), PRESSED_IN_PRIVATE)
    router.callback_query.register(switch, Pressed(Action.TOPIC), PRESSED_IN_PRIVATE)
    router.callback_query.register(all_topics, Pressed(Action.ALL_TOPICS), PRESSED_IN_PRIVATE)
    return router


async def topics(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/topics культура, спорт` chooses these."""
    chosen = parse_topics(command.args or "", context.own_topics)
    unknown = chosen[:50] if isinstance(chosen, str) else None
    if isinstance(chosen, frozenset):
        await subscriptions.set_topics(db, context.destination.id, chosen)
    subscription = await subscriptions.current(db, context.destination.id, context.now)
    await reply(message, choose_topics(subscription, context.say, SettingsOwner.SETTINGS, unknown=unknown))


async def open_topics(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await _show(call, press.flow, bot, context, db)


async def switch(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    topic, wanted, _ = press.arguments
    if topic in context.say.topics:
        await subscriptions.set_topic(db, context.destination_for(press.flow), topic, wanted=wanted == "1")
    await _show(call, press.flow, bot, context, db)


async def all_topics(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await subscriptions.set_topics(db, context.destination_for(press.flow), frozenset())
    await _show(call, press.flow, bot, context, db)


async def _show(
    call: CallbackQuery, flow: SettingsOwner, bot: Bot, context: RequestContext, db: Database
) -> None:
    subscription = await subscriptions.current(
        db, context.destination_for(flow), context.now, context.say.language
    )
    await edit_or_send(call, bot, choose_topics(subscription, context.say, flow))
