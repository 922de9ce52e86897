"""The posts of an edition: one, or two in two languages, with the destination's heading, sound and pin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.delivery.settle import EDITION_KIND
from bot.views.common.context import HeaderFooter
from storage import sent_messages
from storage.database import Reader
from storage.destinations import Destination
from storage.outbox import SCHEDULED, NewRow

PIN_PART = 8  # the part of an edition that pins it, after its posts


def posts_of(destination: Destination) -> tuple[Destination, ...]:
    """The destination as each of its posts sees it: the same but for the language."""
    second = destination.preferences.second_language
    return (destination,) if second is None else (destination, replace(destination, language=second))


def frame_of(destination: Destination) -> HeaderFooter:
    """The heading and the signature that stand around the destination's digests."""
    return HeaderFooter(destination.preferences.heading, destination.preferences.signature)


async def pins_before(db: Reader, chosen: Sequence[Destination]) -> Mapping[int, int]:
    """By destination whose editions are pinned, Telegram's number of the message that is pinned now."""
    pinning = [destination.id for destination in chosen if destination.preferences.pinned]
    return await sent_messages.last_pinned(db, EDITION_KIND, pinning) if pinning else {}


def edition_rows(
    number: int,
    destination: Destination,
    message_ids: Sequence[int],
    expires: datetime,
    *,
    before: Mapping[int, int] | None = None,
    priority: int = SCHEDULED,
    pin: bool = True,
) -> Iterator[NewRow]:
    """An edition's posts and, where that was chosen, the pin of the first, which replaces `before`'s."""
    chosen = destination.preferences
    row = partial(NewRow, EDITION_KIND, number, destination.id, expires=expires, priority=priority)
    for part, message_id in enumerate(message_ids):
        yield row(message_id, part=part, silent=chosen.silent)
    if chosen.pinned and pin:
        yield row(None, part=PIN_PART, operation="pin", silent=True)
        if before and destination.id in before:
            yield row(None, part=PIN_PART + 1, operation="unpin", target=before[destination.id])
