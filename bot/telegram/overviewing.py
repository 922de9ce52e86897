"""Overviews for whoever asks: what the service answers, as the views show it."""

from __future__ import annotations

from datetime import timedelta

from bot.services import overviews
from bot.services.overviews import TopicQuestion
from bot.telegram.visit import RequestContext
from bot.views.digest import DigestContext
from bot.views.message import Message
from bot.views.overview import overview_message
from bot.views.shown import DigestPeriod, FromTopic
from bot.views.subjects import no_news_of_topic
from storage.database import Database


async def overview_answer(db: Database, context: RequestContext, said: str, period: timedelta) -> Message:
    asked = await overviews.ask(db, context.destination, said, context.now, context.own_topics)
    return await _overview_answer(db, context, asked, DigestPeriod.at(period, context.now))


async def overview_of(db: Database, context: RequestContext, key: str, period: timedelta) -> Message | None:
    """Of the subject that a button carries; None when its words are not kept any more."""
    return await overview_again(db, context, FromTopic(key, DigestPeriod.at(period, context.now)))


async def overview_again(db: Database, context: RequestContext, shown: FromTopic) -> Message | None:
    asked = await overviews.asked_again(db, shown.key, context.say.topics, context.now)
    return await _overview_answer(db, context, asked, shown.answer) if asked else None


async def _overview_answer(
    db: Database, context: RequestContext, asked: TopicQuestion, answer: DigestPeriod
) -> Message:
    subject, now = asked.subject, answer.until
    shown = FromTopic(asked.key, answer)
    destination = context.destination
    look = DigestContext(context.say, now, destination.zone, context.bot_username, destination.kind)
    words = subject.words[:1].upper() + subject.words[1:]
    name = context.say.topic(subject.topic) if subject.topic else words
    found = await overviews.about(db, destination, subject, period=answer.period, now=now)
    if found.passages:
        return overview_message(found, name, shown, look)
    latest = await overviews.latest(db, destination, subject, now)
    return no_news_of_topic(latest, name, shown, look, is_topic=subject.topic is not None)
