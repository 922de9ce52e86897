"""/subscribe, /time, /unsubscribe: when the digest comes."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.answers.latest import prevailing_language
from bot.subscribers import subscriptions
from bot.subscribers.subscriptions import MAX_TIMES
from bot.telegram.handlers.reader.start import finish
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import OpenTimes, Owner, SettingsOwner
from bot.views.common.subscription import EVERY_DAY
from bot.views.reader.buttons import AddTimes, AskTime, ChooseDays, OpenDays, SwitchTime, Unsubscribe
from bot.views.reader.languages import choose_news_languages
from bot.views.reader.subscribe import (
    ask_time,
    choose_days,
    choose_times,
    scheduled,
    too_many_times,
    unsubscribed,
)
from digests.requests.times import When, read_time, read_when
from storage.database import Database

OWN = SettingsOwner.SETTINGS


@QUESTIONS.named("time")
@dataclass(frozen=True, slots=True)
class WhichTime(Question):
    owner: Owner


def register(router: Router) -> None:
    for name, handler in (("subscribe", subscribe), ("time", change_time), ("unsubscribe", unsubscribe)):
        router.message.register(handler, Command(name, ignore_case=True), IN_PRIVATE)
    router.message.register(answer_time, AwaitingAnswer(WhichTime), IN_PRIVATE)
    for kind, press in (
        (OpenTimes, open_times),
        (SwitchTime, switch),
        (AddTimes, add_asked),
        (OpenDays, open_days),
        (ChooseDays, set_days),
        (AskTime, ask_other),
        (Unsubscribe, unsubscribe),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def subscribe(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/subscribe 9 утра по будням` adds a time."""
    said = (command.args or "").strip()
    if said:
        await _take(said, OWN, context, db)
    else:
        await show_times(OWN, context, db)


async def change_time(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/time 21:30` replaces all times by this one; `/time` alone shows them."""
    said = (command.args or "").strip()
    if said:
        await _take(said, OWN, context, db, instead=True)
    else:
        await show_times(OWN, context, db)


async def unsubscribe(
    _: TelegramObject, context: RequestContext, db: Database, press: Unsubscribe = Unsubscribe(OWN)
) -> None:
    await subscriptions.unsubscribe(db, context.destination_for(press.owner), context.now)
    await context.answer(unsubscribed(context.say, press.owner))


async def answer_time(message: Message, question: WhichTime, context: RequestContext, db: Database) -> None:
    await _take(message.text or "", question.owner, context, db)


async def open_times(_: TelegramObject, press: OpenTimes, context: RequestContext, db: Database) -> None:
    """Shows the times. In the first minute, the languages of the news may have to be chosen before them.

    They are asked for if none was chosen and most news is not in the reader's language.
    """
    if press.owner == SettingsOwner.WELCOME and not context.destination.news_languages:
        mostly = await prevailing_language(db)
        if mostly not in (None, context.say.language):
            subscription = await context.subscription(db, press.owner)
            view = choose_news_languages(subscription, context.say, press.owner, prevailing=mostly)
            await context.answer(view)
            return
    await show_times(press.owner, context, db)


async def switch(_: TelegramObject, press: SwitchTime, context: RequestContext, db: Database) -> None:
    time = read_time(press.time)
    if time and press.on:
        await _add(time, press.owner, context, db)
        return
    if time:
        await subscriptions.remove_time(db, context.destination_for(press.owner), time, context.now)
    await show_times(press.owner, context, db)


async def add_asked(_: TelegramObject, press: AddTimes, context: RequestContext, db: Database) -> None:
    await _do(When(press.times, press.days & EVERY_DAY or None), OWN, context, db)


async def open_days(
    _: TelegramObject, press: OpenDays | ChooseDays, context: RequestContext, db: Database
) -> None:
    await context.answer(choose_days(await context.subscription(db, press.owner), context.say, press.owner))


async def set_days(_: TelegramObject, press: ChooseDays, context: RequestContext, db: Database) -> None:
    if days := press.days & EVERY_DAY:
        await subscriptions.set_days(db, context.destination_for(press.owner), days, context.now)
    await open_days(_, press, context, db)


async def ask_other(_: TelegramObject, press: AskTime, context: RequestContext, db: Database) -> None:
    await _ask(press.owner, context, db)


async def _take(
    said: str, owner: SettingsOwner, context: RequestContext, db: Database, *, instead: bool = False
) -> None:
    """Do what was typed, and say when the next edition comes. Days alone apply to the present times.

    `instead`: the times replace those before.
    """
    when, before = read_when(said), await context.subscription(db, owner)
    if when is None or not (when.times or before.times):
        await _ask(owner, context, db, not_understood=said)
        return
    await close_question(db, context.person.id)
    await _do(when, owner, context, db, instead=instead)


async def _do(
    when: When, owner: SettingsOwner, context: RequestContext, db: Database, *, instead: bool = False
) -> None:
    before = await context.subscription(db, owner)
    if not await _schedule(when, owner, context, db, instead=instead):
        await context.answer(too_many_times(MAX_TIMES, context.say, owner))
    elif owner == SettingsOwner.WELCOME:
        await finish(context.event, context, db)
    else:
        after = await context.subscription(db, owner)
        await context.answer(scheduled(after, context.say, owner, first=not before.times))


async def _schedule(
    when: When, owner: SettingsOwner, context: RequestContext, db: Database, *, instead: bool
) -> bool:
    """False if that would be too many times."""
    about, now = context.destination_for(owner), context.now
    if not when.times:
        await subscriptions.set_days(db, about, when.days or EVERY_DAY, now)
        return True
    if instead:
        return await subscriptions.set_only_times(db, about, when.times, now, days=when.days)
    return await subscriptions.add_times(db, about, when.times, now, days=when.days)


async def _add(time: str, owner: SettingsOwner, context: RequestContext, db: Database) -> None:
    """Add the time of a button; in the first minute this is the last step."""
    if not await subscriptions.add_times(db, context.destination_for(owner), [time], context.now):
        await context.answer(too_many_times(MAX_TIMES, context.say, owner))
    elif owner == SettingsOwner.WELCOME:
        await finish(context.event, context, db)
    else:
        await show_times(owner, context, db)


async def show_times(owner: SettingsOwner, context: RequestContext, db: Database) -> None:
    await context.answer(choose_times(await context.subscription(db, owner), context.say, owner))


async def _ask(
    owner: SettingsOwner, context: RequestContext, db: Database, *, not_understood: str | None = None
) -> None:
    await ask(db, context.person.id, WhichTime(owner))
    shown = None if not_understood is None else not_understood[:50]
    view = ask_time(await context.subscription(db, owner), context.say, owner, not_understood=shown)
    await context.answer(view)
