"""The outbox loop: claims rows, keeps up to WINDOW of them in flight, writes their outcomes in batches."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from datetime import timedelta

from bot.clock import Clock
from bot.services.delivery import Outcome, Sender, Unknown, Unparsable, cancel_expired, settle
from storage import outbox
from storage.database import Database
from storage.outbox import Row

WINDOW = 64
LEASE = timedelta(minutes=2)
LONGEST_SLEEP = 5.0
RETRY_SECONDS = 1.0

log = logging.getLogger(__name__)


class OutboxLoop:
    """At most WINDOW rows are `sending` at any moment: that bounds what can arrive twice after a crash."""

    def __init__(self, db: Database, sender: Sender, clock: Clock) -> None:
        self._db = db
        self._sender = sender
        self._clock = clock
        self._owner = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._flights: dict[asyncio.Task[Outcome], Row] = {}
        self._wake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def recover(self, *, alone: bool) -> int:
        """Rows left `sending` by a process that died go again; `alone`: no other process has this file."""
        async with self._db.transaction() as tx:
            count = await outbox.release(tx, None if alone else self._owner, self._clock.now())
        if count:
            log.warning("%d messages were in flight when the program ended; they may arrive twice", count)
        return count

    def stop(self) -> None:
        """What is in flight is finished, the rest stays."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Until `stop`."""
        while not self._stopping:
            self._wake.clear()
            try:
                await self._step()
                await self._pause()
            except Exception:  # the loop must outlive a full disk; rows stay where they are
                log.exception("the outbox loop failed and goes on")
                await asyncio.sleep(RETRY_SECONDS)
        if self._flights:
            await asyncio.wait(self._flights)
            await self._record()

    async def _step(self) -> None:
        await self._record()
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await outbox.release(tx, self._owner, now)  # of a process that died beside this one
            await cancel_expired(tx, now)
            rows = await outbox.claim(
                tx, self._owner, now=now, lease_until=now + LEASE, limit=WINDOW - len(self._flights)
            )
        for row in rows:
            self._flights[asyncio.create_task(self._hand_over(row))] = row

    async def _hand_over(self, row: Row) -> Outcome:
        try:
            outcome = await self._sender.send(row)
            if isinstance(outcome, Unparsable):
                log.error("outbox row %d goes as plain text: %s", row.id, outcome.reason)
                outcome = await self._sender.send(row, plain=True)
        except Exception as error:  # one row must not stop the others
            log.exception("outbox row %d", row.id)
            outcome = Unknown(type(error).__name__)
        return outcome

    async def _record(self) -> None:
        """Outcomes in one commit; a flight leaves the window only when its outcome is written."""
        landed = {task: row for task, row in self._flights.items() if task.done()}
        if not landed:
            return
        async with self._db.transaction() as tx:
            for task, row in landed.items():
                await settle(tx, row, task.result(), self._clock.now())
        for task in landed:
            del self._flights[task]

    async def _pause(self) -> None:
        wake = asyncio.create_task(self._wake.wait())
        await asyncio.wait(
            {wake, *self._flights}, timeout=await self._sleep_seconds(), return_when=asyncio.FIRST_COMPLETED
        )
        wake.cancel()

    async def _sleep_seconds(self) -> float:
        if self._flights:
            return LONGEST_SLEEP  # the first that lands wakes the loop
        async with self._db.read() as db:
            soonest = await outbox.next_time(db)
        if soonest is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, max(0.0, (soonest - self._clock.now()).total_seconds()))
