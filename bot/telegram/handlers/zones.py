"""/timezone: by a city's name or from a short list."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.services import readers, subscriptions
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Asked, Pressed
from bot.telegram.showing import reply, show
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views.actions import Action
from bot.views.callbacks import Flow, Press
from bot.views.times import choose_times
from bot.views.zones import choose_zone, zone_set
from bot.zones import OFFERED, find_zone, zone_name
from storage.database import Database

QUESTION = "zone"


def router() -> Router:
    router = Router(name="zones")
    router.message.register(timezone, Command("timezone", ignore_case=True), IN_PRIVATE)
    router.message.register(answer_zone, Asked(QUESTION), IN_PRIVATE)
    router.callback_query.register(open_zones, Pressed(Action.ZONES), PRESSED_IN_PRIVATE)
    router.callback_query.register(press_zone, Pressed(Action.ZONE), PRESSED_IN_PRIVATE)
    return router


async def timezone(message: Message, command: CommandObject, visit: Visit, db: Database) -> None:
    said = (command.args or "").strip()
    if said:
        await _set_or_ask_again(message, said, Flow.SETTINGS, visit, db)
    else:
        await reply(message, await _ask(Flow.SETTINGS, visit, db))


async def answer_zone(message: Message, asked_in: str, visit: Visit, db: Database) -> None:
    await _set_or_ask_again(message, message.text or "", Flow(asked_in), visit, db)


async def open_zones(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _ask(press.flow, visit, db))


async def press_zone(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    name, flow = press.arguments[0], press.flow
    zone = find_zone(name)
    if zone is None:
        await show(call, bot, await _ask(flow, visit, db, not_found=name))
    else:
        await subscriptions.set_zone(db, visit.about(flow), zone)
        await show(call, bot, await _times(flow, visit, db))


async def _set_or_ask_again(message: Message, said: str, flow: Flow, visit: Visit, db: Database) -> None:
    zone = find_zone(said)
    if zone is None:
        await reply(message, await _ask(flow, visit, db, not_found=said[:50]))
        return
    await subscriptions.set_zone(db, visit.about(flow), zone)
    await readers.ask(db, visit.person.id, None)
    if flow == Flow.WELCOME:
        await reply(message, await _times(flow, visit, db))
    else:
        subscription = await subscriptions.current(db, visit.about(flow), visit.now, visit.say.language)
        await reply(message, zone_set(subscription, visit.say, flow))


async def _ask(flow: Flow, visit: Visit, db: Database, not_found: str | None = None) -> views.Message:
    """The screen; a city that is typed next is the answer."""
    await readers.ask(db, visit.person.id, f"{QUESTION}:{flow}")
    subscription = await subscriptions.current(db, visit.about(flow), visit.now, visit.say.language)
    offered = [(zone, zone_name(zone, visit.say.language, visit.now)) for zone in OFFERED]
    return choose_zone(subscription, visit.say, flow, offered, not_found)


async def _times(flow: Flow, visit: Visit, db: Database) -> views.Message:
    subscription = await subscriptions.current(db, visit.about(flow), visit.now, visit.say.language)
    return choose_times(subscription, visit.say, flow)
