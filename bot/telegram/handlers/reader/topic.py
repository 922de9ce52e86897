"""/topic: what happened with a topic, or with words, in a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.answers import topic as answers
from bot.answers.topic import TopicQuestion
from bot.subscribers import subscriptions
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed, Shows
from bot.views.common import message as views
from bot.views.common.buttons import OpenTopics, SettingsOwner, button
from bot.views.common.menu import plain
from bot.views.common.origin import DigestPeriod, FromTopic
from bot.views.reader.answer_buttons import OpenOverview, OpenSubjects, SubscribeTopic
from bot.views.reader.overview import overview_message
from bot.views.reader.topic_menu import (
    choose_subject,
    no_news_of_topic,
    offering_subscription,
    overview_gone,
)
from bot.views.reader.topics import choose_topics
from digests.models.wishes import OwnTopic
from digests.overview.overview import Subject
from digests.text.periods import MAX_TYPED_PERIOD, split_period
from digests.topics.topic_names import topic_named
from storage.database import Database

WEEK = timedelta(days=7)


def register(router: Router) -> None:
    router.message.register(topic, Command("topic", ignore_case=True))
    for filter_, press in (
        (Pressed(OpenSubjects), subjects),
        (Pressed(OpenOverview), overview),
        (Pressed(SubscribeTopic), subscribe),
        (Shows(FromTopic), show_again),
    ):
        router.callback_query.register(press, filter_, PRESSED_IN_PRIVATE)


async def topic(_: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    words, period = _asked(command.args or "", context.own_topics)
    if words:
        view = await overview_of(db, context, words, period)
    elif context.destination.kind == "private":
        view = choose_subject(context.say, _hours(period))
    else:
        names = context.say.all_of([context.say.topic_within(topic) for topic in context.say.topics])
        view = plain(context.say("overview-in-group", topics=names))
    await context.answer(view)


async def subjects(_: CallbackQuery, press: OpenSubjects, context: RequestContext) -> None:
    """Takes the place of what was shown, so it needs a button that leads on."""
    back = button(context.say("button-topics"), OpenTopics())
    await context.answer(choose_subject(context.say, _hours(timedelta(hours=press.hours)), back))


async def overview(_: CallbackQuery, press: OpenOverview, context: RequestContext, db: Database) -> None:
    period = timedelta(hours=_hours(timedelta(hours=press.hours)))
    await show_again(_, FromTopic(press.key, DigestPeriod.at(period, context.now)), context, db)


async def show_again(_: CallbackQuery, shown: FromTopic, context: RequestContext, db: Database) -> None:
    """The words that a button stands for may have been removed by now."""
    asked = await answers.asked_again(db, shown.key, context.say.topics, context.now)
    view = await _overview(db, context, asked, shown.answer) if asked else overview_gone(context.say)
    await context.answer(view)


async def week_of_topic(topic: str, context: RequestContext, db: Database) -> views.Message:
    """What a link to a topic shows."""
    asked, week = TopicQuestion(topic, Subject(topic)), DigestPeriod.at(WEEK, context.now)
    return await _overview(db, context, asked, week)


async def subscribe(_: CallbackQuery, press: SubscribeTopic, context: RequestContext, db: Database) -> None:
    """Somebody who receives all news still does. Somebody new goes on to the first minute."""
    before = await context.subscription(db)
    if press.topic in context.say.topics and not before.receives(press.topic):
        await subscriptions.set_topic(db, context.destination.id, press.topic, wanted=True)
    owner = SettingsOwner.SETTINGS if before.begun else SettingsOwner.WELCOME
    chosen = await context.subscription(db)
    await context.answer_below(choose_topics(chosen, context.say, owner, languages=not before.begun))


async def _overview(
    db: Database, context: RequestContext, asked: TopicQuestion, answer: DigestPeriod
) -> views.Message:
    subject, now = asked.subject, answer.until
    shown = FromTopic(asked.key, answer)
    place, name = replace(context.place, now=now), _name(subject, context)
    found = await answers.about(db, context.destination, subject, period=answer.period, now=now)
    if found.passages:
        view = overview_message(found, name, shown, place)
    else:
        latest = await answers.latest(db, context.destination, subject, now)
        view = no_news_of_topic(latest, name, shown, place, is_topic=subject.topic is not None)
    if subject.topic is None or place.kind != "private":
        return view
    received = (await context.subscription(db)).receives(subject.topic)
    return view if received else offering_subscription(view, subject.topic, context.say)


async def overview_of(
    db: Database, context: RequestContext, words: str, period: timedelta = WEEK
) -> views.Message:
    """What happened with a topic or with words, or the latest about it when the period has nothing."""
    asked = await answers.ask(db, context.destination, words, context.now, context.own_topics)
    return await _overview(db, context, asked, DigestPeriod.at(period, context.now))


async def news_of(
    db: Database, context: RequestContext, words: str, period: timedelta, *, or_latest: bool = False
) -> views.Message | None:
    """What happened with words; None when the period has nothing, unless `or_latest`."""
    asked = await answers.ask(db, context.destination, words, context.now, context.own_topics)
    answer = DigestPeriod.at(period, context.now)
    found = await answers.about(
        db, context.destination, asked.subject, period=answer.period, now=answer.until
    )
    latest = or_latest and await answers.latest(db, context.destination, asked.subject, answer.until)
    return await _overview(db, context, asked, answer) if found.passages or latest else None


def _name(subject: Subject, context: RequestContext) -> str:
    return (
        context.say.topic(subject.topic) if subject.topic else subject.words[:1].upper() + subject.words[1:]
    )


def _asked(said: str, own: Sequence[OwnTopic]) -> tuple[str, timedelta]:
    """A unit without a number is a period only after a topic: "Медовый месяц" ("honeymoon") is not one."""
    split = split_period(said)
    if split and (split.sure or not split.words or topic_named(split.words, own)):
        return split.words, split.period
    return said.strip(), WEEK


def _hours(period: timedelta) -> int:
    """At least one and at most the longest period, as a button may be forged."""
    return int(max(timedelta(hours=1), min(period, MAX_TYPED_PERIOD)).total_seconds()) // 3600
