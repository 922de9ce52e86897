"""/subscribe, /time, /unsubscribe: when the digest comes."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.subscribers import readers, subscriptions
from bot.subscribers.subscriptions import MAX_TIMES
from bot.telegram.handlers.reader.start import finish, finish_typed
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.parsing import parse_time, parse_when
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press, SettingsOwner
from bot.views.common.subscription import EVERY_DAY, Subscription
from bot.views.reader.subscribe import ask_time, choose_days, choose_times, too_many_times, unsubscribed
from storage.database import Database

QUESTION = "time"


def router() -> Router:
    router = Router(name="times")
    for name, handler in (("subscribe", subscribe), ("time", change_time), ("unsubscribe", unsubscribe)):
        router.message.register(handler, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(answer_time, AwaitingAnswer(QUESTION), IN_PRIVATE)
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(open_times, Pressed(Action.TIMES), private)
    router.callback_query.register(switch, Pressed(Action.TIME), private)
    router.callback_query.register(open_days, Pressed(Action.DAYS), private)
    router.callback_query.register(set_days, Pressed(Action.WEEKDAYS), private)
    router.callback_query.register(ask, Pressed(Action.OTHER_TIME), private)
    router.callback_query.register(press_unsubscribe, Pressed(Action.UNSUBSCRIBE), private)
    return router


async def subscribe(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/subscribe 09:00 weekdays` adds a time."""
    said = (command.args or "").strip()
    when = parse_when(said)
    if said and when is None:
        await reply(message, await _ask_again(said, SettingsOwner.SETTINGS, context, db))
    elif when and not await subscriptions.add_time(
        db, context.destination.id, when[0], context.now, days=when[1]
    ):
        await reply(message, too_many_times(MAX_TIMES, context.say, SettingsOwner.SETTINGS))
    else:
        await reply(message, await _screen(SettingsOwner.SETTINGS, context, db))


async def change_time(
    message: Message, command: CommandObject, context: RequestContext, db: Database
) -> None:
    """`/time 21:30` instead of the times before."""
    said = (command.args or "").strip()
    time = parse_time(said)
    if said and time is None:
        await reply(message, await _ask_again(said, SettingsOwner.SETTINGS, context, db))
        return
    if time:
        await subscriptions.set_only_time(db, context.destination.id, time, context.now)
    await reply(message, await _screen(SettingsOwner.SETTINGS, context, db))


async def unsubscribe(message: Message, context: RequestContext, db: Database) -> None:
    await subscriptions.unsubscribe(db, context.destination.id)
    await reply(message, unsubscribed(context.say, SettingsOwner.SETTINGS))


async def answer_time(
    message: Message, asked_in: str, bot: Bot, context: RequestContext, db: Database
) -> None:
    said, flow = message.text or "", SettingsOwner(asked_in)
    time = parse_time(said)
    if time is None:
        await reply(message, await _ask_again(said, flow, context, db))
        return
    added = await subscriptions.add_time(db, context.destination_for(flow), time, context.now)
    await readers.set_pending_question(db, context.person.id, None)
    if not added:
        await reply(message, too_many_times(MAX_TIMES, context.say, flow))
    elif flow == SettingsOwner.WELCOME:
        await finish_typed(message, bot, context, db)
    else:
        await reply(message, await _screen(flow, context, db))


async def open_times(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await _screen(press.flow, context, db))


async def switch(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    """Switch a preset time on or off; in the first minute that is the last step."""
    digits, wanted, _ = press.arguments
    time, about = parse_time(digits), context.destination_for(press.flow)
    if time and wanted == "0":
        await subscriptions.remove_time(db, about, time)
    elif time and not await subscriptions.add_time(db, about, time, context.now):
        await edit_or_send(call, bot, too_many_times(MAX_TIMES, context.say, press.flow))
        return
    if press.flow == SettingsOwner.WELCOME and wanted == "1":
        await finish(call, bot, context, db)
    else:
        await edit_or_send(call, bot, await _screen(press.flow, context, db))


async def open_days(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(
        call, bot, choose_days(await _current(press.flow, context, db), context.say, press.flow)
    )


async def set_days(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    if days := int(press.arguments[0]) & EVERY_DAY:
        await subscriptions.set_days(db, context.destination_for(press.flow), days, context.now)
    await open_days(call, press, bot, context, db)


async def ask(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database) -> None:
    await readers.set_pending_question(db, context.person.id, f"{QUESTION}:{press.flow}")
    await edit_or_send(call, bot, ask_time(await _current(press.flow, context, db), context.say, press.flow))


async def press_unsubscribe(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await subscriptions.unsubscribe(db, context.destination_for(press.flow))
    await edit_or_send(call, bot, unsubscribed(context.say, press.flow))


async def _screen(flow: SettingsOwner, context: RequestContext, db: Database) -> views.Message:
    return choose_times(await _current(flow, context, db), context.say, flow)


async def _ask_again(said: str, flow: SettingsOwner, context: RequestContext, db: Database) -> views.Message:
    await readers.set_pending_question(db, context.person.id, f"{QUESTION}:{flow}")
    return ask_time(await _current(flow, context, db), context.say, flow, not_understood=said[:50])


async def _current(flow: SettingsOwner, context: RequestContext, db: Database) -> Subscription:
    return await subscriptions.current(db, context.destination_for(flow), context.now, context.say.language)
