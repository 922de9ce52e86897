"""Screens to which several handlers lead."""

from __future__ import annotations

from bot.i18n import speak
from bot.services import subscriptions
from bot.telegram.visit import Visit
from bot.views.message import Message
from bot.views.settings import settings
from storage import people
from storage.database import Database


async def settings_screen(visit: Visit, db: Database) -> Message:
    """As everything is chosen now, in the language that is chosen now."""
    subscription = await subscriptions.current(db, visit.destination.id, visit.now)
    adds_at_once = None
    if visit.editor:
        async with db.read() as reader:
            adds_at_once = (await people.get(reader, visit.person.id)).adds_at_once
    return settings(subscription, speak(subscription.language), adds_at_once=adds_at_once)
