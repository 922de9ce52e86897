"""/subscribe, /time, /unsubscribe: when the digest comes."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.services import readers, subscriptions
from bot.services.subscriptions import MAX_TIMES
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Asked, Pressed
from bot.telegram.handlers.welcome import finish, finish_typed
from bot.telegram.showing import reply, show
from bot.telegram.typed import parse_time, parse_when
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views.actions import Action
from bot.views.callbacks import Flow, Press
from bot.views.subscription import EVERY_DAY, Subscription
from bot.views.times import ask_time, choose_days, choose_times, too_many_times, unsubscribed
from storage.database import Database

QUESTION = "time"


def router() -> Router:
    router = Router(name="times")
    for name, handler in (("subscribe", subscribe), ("time", change_time), ("unsubscribe", unsubscribe)):
        router.message.register(handler, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(answer_time, Asked(QUESTION), IN_PRIVATE)
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(open_times, Pressed(Action.TIMES), private)
    router.callback_query.register(switch, Pressed(Action.TIME), private)
    router.callback_query.register(open_days, Pressed(Action.DAYS), private)
    router.callback_query.register(set_days, Pressed(Action.WEEKDAYS), private)
    router.callback_query.register(ask, Pressed(Action.OTHER_TIME), private)
    router.callback_query.register(press_unsubscribe, Pressed(Action.UNSUBSCRIBE), private)
    return router


async def subscribe(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    """`/subscribe 09:00 weekdays` adds a time."""
    said = (command.args or "").strip()
    when = parse_when(said)
    if said and when is None:
        await reply(message, await _ask_again(said, Flow.SETTINGS, visit, db))
    elif when and not await subscriptions.add_time(
        db, visit.destination.id, when[0], visit.now, days=when[1]
    ):
        await reply(message, too_many_times(MAX_TIMES, visit.say, Flow.SETTINGS))
    else:
        await reply(message, await _screen(Flow.SETTINGS, visit, db))


async def change_time(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    """`/time 21:30` instead of the times before."""
    said = (command.args or "").strip()
    time = parse_time(said)
    if said and time is None:
        await reply(message, await _ask_again(said, Flow.SETTINGS, visit, db))
        return
    if time:
        await subscriptions.set_only_time(db, visit.destination.id, time, visit.now)
    await reply(message, await _screen(Flow.SETTINGS, visit, db))


async def unsubscribe(message: Message, visit: Visit, db: Database) -> None:
    await subscriptions.unsubscribe(db, visit.destination.id)
    await reply(message, unsubscribed(visit.say, Flow.SETTINGS))


async def answer_time(message: Message, asked_in: str, bot: Bot, visit: Visit, db: Database) -> None:
    said, flow = message.text or "", Flow(asked_in)
    time = parse_time(said)
    if time is None:
        await reply(message, await _ask_again(said, flow, visit, db))
        return
    added = await subscriptions.add_time(db, visit.about(flow), time, visit.now)
    await readers.ask(db, visit.person.id, None)
    if not added:
        await reply(message, too_many_times(MAX_TIMES, visit.say, flow))
    elif flow == Flow.WELCOME:
        await finish_typed(message, bot, visit, db)
    else:
        await reply(message, await _screen(flow, visit, db))


async def open_times(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _screen(press.flow, visit, db))


async def switch(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    """A preset. In the first minute it is the last step."""
    digits, wanted, _ = press.arguments
    time, about = parse_time(digits), visit.about(press.flow)
    if time and wanted == "0":
        await subscriptions.remove_time(db, about, time)
    elif time and not await subscriptions.add_time(db, about, time, visit.now):
        await show(call, bot, too_many_times(MAX_TIMES, visit.say, press.flow))
        return
    if press.flow == Flow.WELCOME and wanted == "1":
        await finish(call, bot, visit, db)
    else:
        await show(call, bot, await _screen(press.flow, visit, db))


async def open_days(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, choose_days(await _current(press.flow, visit, db), visit.say, press.flow))


async def set_days(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    if days := int(press.arguments[0]) & EVERY_DAY:
        await subscriptions.set_days(db, visit.about(press.flow), days, visit.now)
    await open_days(call, press, bot, visit, db)


async def ask(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await readers.ask(db, visit.person.id, f"{QUESTION}:{press.flow}")
    await show(call, bot, ask_time(await _current(press.flow, visit, db), visit.say, press.flow))


async def press_unsubscribe(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await subscriptions.unsubscribe(db, visit.about(press.flow))
    await show(call, bot, unsubscribed(visit.say, press.flow))


async def _screen(flow: Flow, visit: Visit, db: Database) -> views.Message:
    return choose_times(await _current(flow, visit, db), visit.say, flow)


async def _ask_again(said: str, flow: Flow, visit: Visit, db: Database) -> views.Message:
    await readers.ask(db, visit.person.id, f"{QUESTION}:{flow}")
    return ask_time(await _current(flow, visit, db), visit.say, flow, not_understood=said[:50])


async def _current(flow: Flow, visit: Visit, db: Database) -> Subscription:
    return await subscriptions.current(db, visit.about(flow), visit.now, visit.say.language)
