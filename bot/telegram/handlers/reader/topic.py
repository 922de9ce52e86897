"""/topic: what happened with a topic, or with words, in a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram.handlers.reader.screens import overview_answer, overview_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.replies import edit_or_send, reply, typing
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import plain
from bot.views.reader.topic_menu import choose_subject, overview_gone
from digests.models import OwnTopic
from digests.text.periods import MAX_TYPED_PERIOD, split_period
from digests.topics.topic_names import topic_named
from storage.database import Database

WEEK = timedelta(days=7)


def router() -> Router:
    router = Router(name="topic")
    router.message.register(topic, Command("topic", ignore_case=True))
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(subjects, Pressed(Action.SUBJECTS), private)
    router.callback_query.register(overview, Pressed(Action.OVERVIEW), private)
    return router


async def topic(
    message: Message, command: CommandObject, bot: Bot, context: RequestContext, db: Database
) -> None:
    words, period = _asked(command.args or "", context.own_topics)
    if words:
        async with typing(bot, message.chat.id):
            view = await overview_answer(db, context, words, period)
    elif context.destination.kind == "private":
        view = choose_subject(context.say, _hours(period))
    else:
        names = context.say.all_of([context.say.topic_within(topic) for topic in context.say.topics])
        view = plain(context.say("overview-in-group", topics=names))
    await reply(message, view)


async def subjects(call: CallbackQuery, press: Press, bot: Bot, context: RequestContext) -> None:
    await edit_or_send(
        call, bot, choose_subject(context.say, _hours(timedelta(hours=int(press.arguments[0]))))
    )


async def overview(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    key, hours = press.arguments
    period = timedelta(hours=_hours(timedelta(hours=int(hours))))
    async with typing(bot, call.from_user.id):
        view = await overview_of(db, context, key, period)
    await edit_or_send(call, bot, view or overview_gone(context.say))


def _asked(said: str, own: Sequence[OwnTopic]) -> tuple[str, timedelta]:
    """A unit without a figure is a period only after a topic: "Медовый месяц" is not."""
    split = split_period(said)
    if split and (split.sure or not split.words or topic_named(split.words, own)):
        return split.words, split.period
    return said.strip(), WEEK


def _hours(period: timedelta) -> int:
    """At least one, at most the longest period: a button may be forged."""
    return int(max(timedelta(hours=1), min(period, MAX_TYPED_PERIOD)).total_seconds()) // 3600
