"""A message of the newsroom to all readers: drafted, sent in batches, watched, stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.editions.instant import wakes
from bot.views.admin.broadcasts import BroadcastContext
from storage import broadcasts, destinations, message_texts, outbox
from storage.broadcasts import BROADCAST_KIND, STOPPED, Broadcast
from storage.database import Database, Transaction
from storage.destinations import Destination
from storage.outbox import BROADCAST, NewRow

READERS_PER_BATCH = 500
MAX_BATCHES_PER_STEP = 10  # batches in one step, so that editions need not wait for all of them
BROADCAST_USEFUL_FOR = timedelta(days=1)
NO_BUTTONS = "[]"


class Broadcasts:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def step(self, now: datetime, after_each: Callable[[], None] | None = None) -> int:
        """Queue messages that were asked for, a batch in each commit; returns how many rows were made."""
        made = 0
        for _ in range(MAX_BATCHES_PER_STEP):
            async with self._db.read() as db:
                waiting = await broadcasts.find_open(db)
            if waiting is None:
                break
            made += await self._queue(waiting, now)
            if after_each:
                after_each()
        return made

    async def _queue(self, at: Broadcast, now: datetime) -> int:
        """Queue one batch; a destination that is read in this commit cannot vanish before its end."""
        begun = at.sent or now
        async with self._db.transaction() as tx:
            if now >= begun + BROADCAST_USEFUL_FOR:
                await broadcasts.stop(tx, at.id, now)
                return 0
            ids = await broadcasts.readers(tx, begun, at.next_destination or 0, READERS_PER_BATCH)
            following = ids[-1] + 1 if len(ids) == READERS_PER_BATCH else None
            if not await broadcasts.advance(tx, at, following) or not ids:
                return 0
            found = await destinations.get_many(tx, ids)
            await _add_rows(tx, at, [found[number] for number in ids], begun + BROADCAST_USEFUL_FOR, now)
        return len(ids)


async def draft(db: Database, chat_id: int, message_id: int, text: str, now: datetime) -> tuple[int, int]:
    """Keep a message (`text` is HTML) as a draft; returns its number and how many readers it would go to."""
    async with db.transaction() as tx:
        number = await broadcasts.add(tx, chat_id, message_id, text, now)
        return number, await broadcasts.count_readers(tx, now)


async def send(db: Database, broadcast_id: int, now: datetime) -> None:
    """Begin to send the message to all who have begun by now; a second press changes nothing."""
    async with db.transaction() as tx:
        await broadcasts.start(tx, broadcast_id, now)


async def drop(db: Database, broadcast_id: int) -> bool:
    """Forget a draft; False when it was not there or had been sent."""
    async with db.transaction() as tx:
        return await broadcasts.drop(tx, broadcast_id)


async def stop(db: Database, broadcast_id: int, now: datetime) -> None:
    """Cancel what has not gone; what is on its way at this moment may still arrive."""
    async with db.transaction() as tx:
        await broadcasts.stop(tx, broadcast_id, now)
        await outbox.cancel_all(tx, BROADCAST_KIND, broadcast_id, STOPPED, now)


async def progress(db: Database, broadcast_id: int) -> BroadcastContext | None:
    """How far a message has come; None when it was not sent or is not kept any more."""
    async with db.read() as reader:
        found = await broadcasts.get(reader, broadcast_id)
        if found is None or found.sent is None:
            return None
        rows = await broadcasts.outcomes(reader, broadcast_id)
        to_queue = 0
        if found.next_destination is not None:
            to_queue = await broadcasts.count_readers(reader, found.sent, found.next_destination)
    stopped = found.stopped is not None
    return BroadcastContext(
        found.id,
        found.text,
        sent=rows.get("sent", 0),
        waiting=rows.get("waiting", 0) + (0 if stopped else to_queue),
        refused=rows.get("refused", 0),
        left=rows.get("left", 0) + (to_queue if stopped else 0),
        stopped=stopped,
    )


async def under_way(db: Database, now: datetime) -> int | None:
    """The number of the newest message that may still be going out; None when there is none."""
    async with db.read() as reader:
        return await broadcasts.newest_sent(reader, now - BROADCAST_USEFUL_FOR)


async def _add_rows(
    tx: Transaction, at: Broadcast, to: list[Destination], expires: datetime, now: datetime
) -> None:
    message_id = await message_texts.add(tx, at.text, NO_BUTTONS)
    rows = [
        NewRow(
            BROADCAST_KIND,
            at.id,
            each.id,
            message_id,
            expires,
            silent=each.preferences.silent or wakes(each, now) is not None,
            priority=BROADCAST,
        )
        for each in to
    ]
    await outbox.add_all(tx, rows, now)
