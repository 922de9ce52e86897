"""A feed was switched off: whoever added it, else the admins, are told once, with a button to try again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.i18n import speak
from bot.views.feeds import given_up
from bot.views.message import dump_buttons
from storage import destinations, messages, outbox, people
from storage.database import Transaction
from storage.destinations import Address, Destination
from storage.feeds import StoredFeed
from storage.outbox import NewRow
from storage.rows import epoch

FEED_OFF = "feed-off"
NOTICE_USEFUL_FOR = timedelta(days=7)


async def tell_of_end(tx: Transaction, feed: StoredFeed, admins: frozenset[int], now: datetime) -> None:
    """In the commit that switches it off; each end has its own number, so each is told."""
    told = await _destinations(tx, {feed.added_by} if feed.added_by else ())
    for destination in told or await _destinations(tx, admins | {*await people.with_role(tx, "admin")}):
        view = given_up(feed.id, feed.title or feed.url, feed.error or "", speak(destination.language))
        text = await messages.add(tx, view.text, dump_buttons(view.buttons))
        row = NewRow(FEED_OFF, feed.id, destination.id, text, now + NOTICE_USEFUL_FOR, part=epoch(now))
        await outbox.add_all(tx, [row], now)


async def _destinations(tx: Transaction, person_ids: Collection[int]) -> list[Destination]:
    """Their private chats, where they have one with the bot."""
    found = [await destinations.at(tx, Address(person_id)) for person_id in sorted(person_ids)]
    return [destination for destination in found if destination is not None]
