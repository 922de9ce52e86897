"""The loop that empties the outbox: it claims rows, keeps some in flight, and writes their outcomes in
batches.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import time
from contextlib import suppress
from datetime import datetime

from bot.alarms import Alarms
from bot.delivery.breaker import Breaker
from bot.delivery.outcomes import Outcome, Rejected, TokenRefused, Unknown, Unparsable, Wait, name_of
from bot.delivery.settle import LEASE, Sender, TokenRefusedError, cancel_expired, recover, settle
from bot.metrics import DELIVERIES
from bot.timing.clock import Clock
from storage import outbox
from storage.database import Database, StorageError, Transaction
from storage.outbox import Row

MAX_SENDING = 64
MAX_SENDING_PAID = 128
# Rows that wait for their turn at the pacer: few, for after a crash nobody knows that they were not sent.
MAX_WAITING_FOR_TURN = 8
MAX_SLEEP_SECONDS = 5.0
RETRY_SECONDS = 1.0
TIDY_SECONDS = 1.0
GRACE_SECONDS = 5.0

log = logging.getLogger(__name__)


class OutboxLoop:
    """Sends what waits in the outbox.

    At most 64 rows (128 when paid) are `sending` at any moment: this bounds what can arrive twice after a
    crash.
    """

    def __init__(
        self, db: Database, sender: Sender, clock: Clock, alarms: Alarms | None = None, *, paid: bool = False
    ) -> None:
        self.last_step = time.monotonic()
        self._db = db
        self._sender = sender
        self._clock = clock
        self._alarms = alarms or Alarms()
        self._window = MAX_SENDING_PAID if paid else MAX_SENDING
        self._ahead = MAX_SENDING_PAID if paid else MAX_WAITING_FOR_TURN
        self._owner = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._flights: dict[asyncio.Task[Outcome], Row] = {}
        self._queueing: set[int] = set()
        self._breaker = Breaker(time.monotonic)
        self._tidied = float("-inf")
        self._all_claimed = False
        self._wake = asyncio.Event()
        self._stopping = False

    @property
    def in_flight(self) -> int:
        """How many rows are being sent now."""
        return len(self._flights)

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._wake.set()

    async def recover(self, *, alone: bool) -> int:
        """Take back rows that a process left as `sending` when it died, and return how many.

        `alone` says that no other process works on this database.
        """
        async with self._db.transaction() as tx:
            count = await recover(tx, None if alone else self._owner, self._clock.now())
        if count:
            log.warning("%d messages were in flight when the program ended; they may arrive twice", count)
        return count

    def stop(self) -> None:
        """Finish what is in flight and begin nothing new."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Send what is due until `stop` is called. Raises TokenRefusedError."""
        while not self._stopping:
            self._wake.clear()
            try:
                await self._step()
                await self._pause()
            except TokenRefusedError:
                self._stopping = True
                await self._finish()
                raise
            except StorageError as error:
                self._alarms.storage(error)
                await asyncio.sleep(RETRY_SECONDS)
            except Exception:  # the loop must outlive what nobody thought of; rows stay where they are
                log.exception("the outbox loop failed and goes on")
                await asyncio.sleep(RETRY_SECONDS)
        await self._finish()

    async def _step(self) -> None:
        """Write outcomes and claim new rows in one commit; a row counts as in flight until its outcome is
        written.
        """
        landed = [(task, row) for task, row in self._flights.items() if task.done()]
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await settle(tx, [(row, task.result()) for task, row in landed], now)
            await self._tidy(tx, now)
            room = self._room(len(landed))
            rows = await self._claim(tx, room, now) if room > 0 else []
        self.last_step = time.monotonic()
        for task, _ in landed:
            del self._flights[task]
        self._all_claimed = len(rows) < room
        for row in rows:
            self._queueing.add(row.id)
            task = asyncio.create_task(self._hand_over(row))
            task.add_done_callback(lambda _: self._wake.set())
            self._flights[task] = row
        for task, row in landed:
            self._note(row, task.result())

    def _room(self, landed: int) -> int:
        """How many rows may be claimed now."""
        if self._breaker.remaining() > 0:
            return 0
        flying = len(self._flights) - landed
        if self._breaker.tripped:
            return 1 - flying
        return min(self._window - flying, self._ahead - len(self._queueing))

    async def _claim(self, tx: Transaction, limit: int, now: datetime) -> list[Row]:
        return await outbox.claim(tx, self._owner, now=now, lease_until=now + LEASE, limit=limit)

    async def _tidy(self, tx: Transaction, now: datetime) -> None:
        """Take back rows of a process that died beside this one, and give up rows past their time."""
        if self._flights and time.monotonic() - self._tidied < TIDY_SECONDS:
            return
        await recover(tx, self._owner, now)
        await cancel_expired(tx, now)
        self._tidied = time.monotonic()

    def _note(self, row: Row, outcome: Outcome) -> None:
        DELIVERIES.labels(name_of(type(outcome))).inc()
        self._breaker.note(outcome)
        match outcome:
            case Wait(seconds, everywhere=True):
                self._breaker.rest(seconds)
            case Rejected() | Unparsable():
                self._alarms.sound("messages-failed", f"row {row.id}")
            case TokenRefused(reason):
                raise TokenRefusedError(reason)
        if self._breaker.gives_up:
            self._alarms.sound("telegram-away")

    async def _hand_over(self, row: Row) -> Outcome:
        def begun() -> None:
            self._queueing.discard(row.id)
            if len(self._queueing) <= self._ahead // 2:
                self._wake.set()

        try:
            outcome = await self._sender.send(row, begun)
            if isinstance(outcome, Unparsable):
                log.error("outbox row %d goes as plain text: %s", row.id, outcome.reason)
                DELIVERIES.labels(name_of(Unparsable)).inc()
                outcome = await self._sender.send(row, begun, plain=True)
        except Exception as error:  # one row must not stop the others
            log.exception("outbox row %d", row.id)
            outcome = Unknown(type(error).__name__)
        finally:
            self._queueing.discard(row.id)
        return outcome

    async def _finish(self) -> None:
        """Give back rows that wait for their turn, wait for those in flight, and write down what became of
        them.
        """
        early = {task: row for task, row in self._flights.items() if row.id in self._queueing}
        for task in early:
            task.cancel()
        late = set(self._flights) - set(early)
        if late:
            _, unanswered = await asyncio.wait(late, timeout=GRACE_SECONDS)
            for task in unanswered:
                task.cancel()  # its row stays `sending`: the next start takes it back
        await asyncio.gather(*self._flights, return_exceptions=True)
        done = [(row, task.result()) for task, row in self._flights.items() if not task.cancelled()]
        try:
            async with self._db.transaction() as tx:
                await settle(tx, done, self._clock.now())
                await outbox.requeue_untried(tx, [row.id for task, row in early.items() if task.cancelled()])
        except StorageError as error:
            self._alarms.storage(error)
        self._flights.clear()

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(await self._sleep_seconds()):
                await self._wake.wait()

    async def _sleep_seconds(self) -> float:
        if rest := self._breaker.remaining():
            return min(MAX_SLEEP_SECONDS, rest)
        if self._flights or not self._all_claimed:
            return MAX_SLEEP_SECONDS  # the first that lands or begins wakes the loop
        async with self._db.read() as db:
            soonest = await outbox.next_time(db)
        if soonest is None:
            return MAX_SLEEP_SECONDS
        return min(MAX_SLEEP_SECONDS, max(0.0, (soonest - self._clock.now()).total_seconds()))
