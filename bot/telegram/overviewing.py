"""Overviews for whoever asks: what the service answers, as the views show it."""

from __future__ import annotations

from datetime import timedelta

from bot.services import overviews
from bot.services.overviews import Asked
from bot.telegram.visit import Visit
from bot.views.digest import Look
from bot.views.message import Message
from bot.views.overview import overview_message
from bot.views.shown import Answer, Overviewed
from bot.views.subjects import quiet_overview
from storage.database import Database


async def overview_answer(db: Database, visit: Visit, said: str, period: timedelta) -> Message:
    asked = await overviews.ask(db, visit.destination, said, visit.now, visit.own_topics)
    return await _answer(db, visit, asked, Answer.at(period, visit.now))


async def overview_of(db: Database, visit: Visit, key: str, period: timedelta) -> Message | None:
    """Of the subject that a button carries; None when its words are not kept any more."""
    return await overview_again(db, visit, Overviewed(key, Answer.at(period, visit.now)))


async def overview_again(db: Database, visit: Visit, shown: Overviewed) -> Message | None:
    asked = await overviews.asked_again(db, shown.key, visit.say.topics, visit.now)
    return await _answer(db, visit, asked, shown.answer) if asked else None


async def _answer(db: Database, visit: Visit, asked: Asked, answer: Answer) -> Message:
    subject, now = asked.subject, answer.until
    shown = Overviewed(asked.key, answer)
    destination = visit.destination
    look = Look(visit.say, now, destination.zone, visit.bot_username, destination.kind)
    words = subject.words[:1].upper() + subject.words[1:]
    name = visit.say.topic(subject.topic) if subject.topic else words
    found = await overviews.about(db, destination, subject, period=answer.period, now=now)
    if found.passages:
        return overview_message(found, name, shown, look)
    latest = await overviews.latest(db, destination, subject, now)
    return quiet_overview(latest, name, shown, look, is_topic=subject.topic is not None)
