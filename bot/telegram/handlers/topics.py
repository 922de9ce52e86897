"""/topics: switches, or topics that are typed."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.services import subscriptions
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.telegram.showing import reply, show
from bot.telegram.typed import means_all_topics, parse_topic
from bot.telegram.visit import Visit
from bot.views.actions import Action
from bot.views.callbacks import Flow, Press
from bot.views.topics import choose_topics
from storage.database import Database


def router() -> Router:
    router = Router(name="topics")
    router.message.register(topics, Command("topics", ignore_case=True), IN_PRIVATE)
    router.callback_query.register(open_topics, Pressed(Action.TOPICS), PRESSED_IN_PRIVATE)
    router.callback_query.register(switch, Pressed(Action.TOPIC), PRESSED_IN_PRIVATE)
    router.callback_query.register(all_topics, Pressed(Action.ALL_TOPICS), PRESSED_IN_PRIVATE)
    return router


async def topics(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    """`/topics культура, спорт` chooses these."""
    names = [name.strip() for name in (command.args or "").split(",") if name.strip()]
    everything = len(names) == 1 and means_all_topics(names[0])
    chosen = {} if everything else {name: parse_topic(name, visit.own_topics) for name in names}
    unknown = next((name[:50] for name, topic in chosen.items() if topic is None), None)
    if names and unknown is None:
        wanted = frozenset(topic for topic in chosen.values() if topic)
        await subscriptions.set_topics(db, visit.destination.id, wanted)
    subscription = await subscriptions.current(db, visit.destination.id, visit.now)
    await reply(message, choose_topics(subscription, visit.say, Flow.SETTINGS, unknown=unknown))


async def open_topics(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await _show(call, press.flow, bot, visit, db)


async def switch(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    topic, wanted, _ = press.arguments
    if topic in visit.say.topics:
        await subscriptions.set_topic(db, visit.about(press.flow), topic, wanted=wanted == "1")
    await _show(call, press.flow, bot, visit, db)


async def all_topics(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await subscriptions.set_topics(db, visit.about(press.flow), frozenset())
    await _show(call, press.flow, bot, visit, db)


async def _show(call: CallbackQuery, flow: Flow, bot: Bot, visit: Visit, db: Database) -> None:
    subscription = await subscriptions.current(db, visit.about(flow), visit.now, visit.say.language)
    await show(call, bot, choose_topics(subscription, visit.say, flow))
