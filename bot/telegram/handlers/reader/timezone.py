"""/timezone: by the name of a city, or from a short list."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.subscribers import subscriptions
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.timing.zones import OFFERED_ZONES, find_zone, zone_in, zone_name
from bot.views.common.buttons import OpenZones, Owner, SettingsOwner
from bot.views.reader.buttons import ChooseZone
from bot.views.reader.subscribe import choose_times, choose_zone, zone_set
from storage.database import Database


@QUESTIONS.named("zone")
@dataclass(frozen=True, slots=True)
class WhichZone(Question):
    owner: Owner


def register(router: Router) -> None:
    router.message.register(timezone, Command("timezone", ignore_case=True), IN_PRIVATE)
    router.message.register(answer_zone, AwaitingAnswer(WhichZone), IN_PRIVATE)
    router.callback_query.register(open_zones, Pressed(OpenZones), PRESSED_IN_PRIVATE)
    router.callback_query.register(press_zone, Pressed(ChooseZone), PRESSED_IN_PRIVATE)


async def timezone(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    said = (command.args or "").strip()
    if said:
        await _set_or_ask_again(said, SettingsOwner.SETTINGS, context, db)
    else:
        await _ask(SettingsOwner.SETTINGS, context, db)


async def answer_zone(message: Message, question: WhichZone, context: RequestContext, db: Database) -> None:
    await _set_or_ask_again(message.text or "", question.owner, context, db)


async def open_zones(_: TelegramObject, press: OpenZones, context: RequestContext, db: Database) -> None:
    await _ask(press.owner, context, db)


async def press_zone(_: TelegramObject, press: ChooseZone, context: RequestContext, db: Database) -> None:
    zone = find_zone(press.zone)
    if zone is None:
        await _ask(press.owner, context, db, not_found=press.zone)
    else:
        await subscriptions.set_zone(db, context.destination_for(press.owner), zone)
        await _show_times(press.owner, context, db)


async def _set_or_ask_again(said: str, owner: SettingsOwner, context: RequestContext, db: Database) -> None:
    zone = find_zone(said) or zone_in(said)
    if zone is None:
        await _ask(owner, context, db, not_found=said[:50])
        return
    await subscriptions.set_zone(db, context.destination_for(owner), zone)
    await close_question(db, context.person.id)
    if owner == SettingsOwner.WELCOME:
        await _show_times(owner, context, db)
    else:
        await context.answer(zone_set(await context.subscription(db, owner), context.say, owner))


async def _ask(
    owner: SettingsOwner, context: RequestContext, db: Database, not_found: str | None = None
) -> None:
    """Ask for a zone; what is typed next is taken as the name of a city."""
    await ask(db, context.person.id, WhichZone(owner))
    subscription = await context.subscription(db, owner)
    offered = [(zone, zone_name(zone, context.say.language, context.now)) for zone in OFFERED_ZONES]
    await context.answer(choose_zone(subscription, context.say, owner, offered, not_found))


async def _show_times(owner: SettingsOwner, context: RequestContext, db: Database) -> None:
    await context.answer(choose_times(await context.subscription(db, owner), context.say, owner))
