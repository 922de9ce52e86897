"""/timezone: by a city's name or from a short list."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.subscribers import readers, subscriptions
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.replies import edit_or_send, reply
from bot.timing.zones import OFFERED_ZONES, find_zone, zone_name
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press, SettingsOwner
from bot.views.reader.subscribe import choose_times, choose_zone, zone_set
from storage.database import Database

QUESTION = "zone"


def router() -> Router:
    router = Router(name="zones")
    router.message.register(timezone, Command("timezone", ignore_case=True), IN_PRIVATE)
    router.message.register(answer_zone, AwaitingAnswer(QUESTION), IN_PRIVATE)
    router.callback_query.register(open_zones, Pressed(Action.ZONES), PRESSED_IN_PRIVATE)
    router.callback_query.register(press_zone, Pressed(Action.ZONE), PRESSED_IN_PRIVATE)
    return router


async def timezone(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    said = (command.args or "").strip()
    if said:
        await _set_or_ask_again(message, said, SettingsOwner.SETTINGS, context, db)
    else:
        await reply(message, await _ask(SettingsOwner.SETTINGS, context, db))


async def answer_zone(message: Message, asked_in: str, context: RequestContext, db: Database) -> None:
    await _set_or_ask_again(message, message.text or "", SettingsOwner(asked_in), context, db)


async def open_zones(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await _ask(press.flow, context, db))


async def press_zone(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    name, flow = press.arguments[0], press.flow
    zone = find_zone(name)
    if zone is None:
        await edit_or_send(call, bot, await _ask(flow, context, db, not_found=name))
    else:
        await subscriptions.set_zone(db, context.destination_for(flow), zone)
        await edit_or_send(call, bot, await _times(flow, context, db))


async def _set_or_ask_again(
    message: Message, said: str, flow: SettingsOwner, context: RequestContext, db: Database
) -> None:
    zone = find_zone(said)
    if zone is None:
        await reply(message, await _ask(flow, context, db, not_found=said[:50]))
        return
    await subscriptions.set_zone(db, context.destination_for(flow), zone)
    await readers.set_pending_question(db, context.person.id, None)
    if flow == SettingsOwner.WELCOME:
        await reply(message, await _times(flow, context, db))
    else:
        subscription = await subscriptions.current(
            db, context.destination_for(flow), context.now, context.say.language
        )
        await reply(message, zone_set(subscription, context.say, flow))


async def _ask(
    flow: SettingsOwner, context: RequestContext, db: Database, not_found: str | None = None
) -> views.Message:
    """The screen; a city that is typed next is the answer."""
    await readers.set_pending_question(db, context.person.id, f"{QUESTION}:{flow}")
    subscription = await subscriptions.current(
        db, context.destination_for(flow), context.now, context.say.language
    )
    offered = [(zone, zone_name(zone, context.say.language, context.now)) for zone in OFFERED_ZONES]
    return choose_zone(subscription, context.say, flow, offered, not_found)


async def _times(flow: SettingsOwner, context: RequestContext, db: Database) -> views.Message:
    subscription = await subscriptions.current(
        db, context.destination_for(flow), context.now, context.say.language
    )
    return choose_times(subscription, context.say, flow)
