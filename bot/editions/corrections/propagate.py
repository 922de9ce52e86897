"""Editions follow corrections: waiting messages are changed, delivered ones are edited by the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.editions.corrections.notices import CorrectionNotices
from bot.editions.corrections.rewrite import EditionBatch, MessageVariant, RewrittenMessage, read_batch
from bot.intake.corrections import CORRECTED_DAYS
from storage import (
    correction_runs,
    edition_contents,
    edition_messages,
    editions,
    hook_events,
    message_texts,
    outbox,
)
from storage.correction_runs import CORRECTION_KIND, CorrectionRun
from storage.database import Database, Transaction
from storage.edition_messages import DeliveredMessage, MessageEdit
from storage.outbox import NewRow

CLOCK_OVERLAP = timedelta(minutes=10)  # an edition that was composed before a correction is stored no later
WITHDRAWN = "withdrawn"
PUT_OTHERWISE = "put into words by another version"
EDITIONS_PER_COMMIT = 250
MAX_REMEMBERED_TEXTS = 1000  # texts, of some kilobytes
EDIT_USEFUL_FOR = timedelta(days=2)  # an edit that could not be made for so long is given up


class CorrectionPropagator:
    """Each revision has a run over the editions of the last days, the newest first, some in each commit.

    After a crash a run goes on where it was. It stays open for `CLOCK_OVERLAP`, for editions that were
    composed before the correction and stored after it.
    """

    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username
        self._notes = CorrectionNotices(db, bot_username)
        self._stopping = False
        self._rewritten: dict[MessageVariant, RewrittenMessage | None] = {}
        self._numbers: dict[MessageVariant, int] = {}

    def stop(self) -> None:
        """End after the step that is being taken."""
        self._stopping = True

    async def follow(self, now: datetime) -> int:
        """Take one step through the open runs; returns how many messages were changed or are to be edited."""
        async with self._db.read() as db:
            waiting = await correction_runs.list_open(db)
        made = 0
        for each in waiting:
            made += await self._round(each, now)
        return made + await self._notes.follow(now)

    async def _round(self, at: CorrectionRun, now: datetime) -> int:
        async with self._db.read() as db:
            end = await editions.highest_id(db) + 1
        if at.upper is None or at.upper <= at.lower:
            if at.upper is not None and end <= at.next_lower:
                await self._close_in_time(at, now)
                return 0
            at = replace(at, upper=end, lower=at.next_lower, next_lower=end)
        made = 0
        self._forget()
        while at.upper is not None and at.upper > at.lower and not self._stopping:
            at, some = await self._look(at, at.upper, now)
            made += some
        return made

    async def _close_in_time(self, at: CorrectionRun, now: datetime) -> None:
        if now > at.created + CLOCK_OVERLAP:
            async with self._db.transaction() as tx:
                await correction_runs.close(tx, at.revision_id, now)

    async def _look(self, at: CorrectionRun, upper: int, now: datetime) -> tuple[CorrectionRun, int]:
        """Look at some editions and change what must change, in one commit; returns the run as it goes on."""
        since = now - CORRECTED_DAYS
        async with self._db.read() as db:
            newest = await edition_messages.newest_below(db, upper, since)
            lower = at.lower if newest is None else max(at.lower, newest + 1 - EDITIONS_PER_COMMIT)
            batch = await read_batch(db, at, lower=lower, upper=upper, since=since)
        rewritten = await self._rewrite(batch, {batch.variant(row) for row in batch.rows})
        async with self._db.transaction() as tx:
            made = await _BatchChange(
                tx, batch, rewritten, self._numbers, revision_id=at.revision_id, now=now
            ).apply()
            first = at.next_lower if made.on_its_way is None else min(at.next_lower, made.on_its_way)
            at = replace(at, upper=lower, next_lower=first)
            await correction_runs.save(tx, at, changed=made.changed)
        self._numbers = made.numbers
        return at, made.changed + made.edits

    async def _rewrite(
        self, batch: EditionBatch, variants: set[MessageVariant]
    ) -> Mapping[MessageVariant, RewrittenMessage | None]:
        """The messages as they become; what an earlier step has rewritten is not rewritten again."""
        if len(self._rewritten) > MAX_REMEMBERED_TEXTS:
            self._forget()
        for each in variants - self._rewritten.keys():
            self._rewritten[each] = await asyncio.to_thread(batch.rewritten, each, self._bot_username)
        return self._rewritten

    def _forget(self) -> None:
        self._rewritten.clear()
        self._numbers.clear()


class _BatchChange:
    """What one commit changes: messages not sent yet, edits, and the lowest edition that is being sent."""

    def __init__(
        self,
        tx: Transaction,
        batch: EditionBatch,
        rewritten: Mapping[MessageVariant, RewrittenMessage | None],
        numbers: Mapping[MessageVariant, int],
        *,
        revision_id: int,
        now: datetime,
    ) -> None:
        self._tx = tx
        self._batch = batch
        self._rewritten = rewritten
        self._revision_id = revision_id
        self._now = now
        self.numbers = dict(numbers)  # of the new texts
        self._edits: list[NewRow] = []
        self._dropped: list[int] = []
        self._done: list[int] = []
        self._noted: list[int] = []
        self._otherwise: set[int] = set()  # editions of which something is otherwise now
        self.changed = 0
        self.on_its_way: int | None = None

    @property
    def edits(self) -> int:
        return len(self._edits) - len(self._done) - len(self._noted)

    async def apply(self) -> _BatchChange:
        arrived = [row for row in self._batch.rows if row.state == "sent"]
        edits = await edition_messages.edits_of(self._tx, [row.row_id for row in arrived])
        for row in self._batch.rows:
            if row.state != "sent":
                await self._change(row)
            elif self._batch.is_told_otherwise(row):
                self._note(row)
            else:
                await self._edit(row, edits[row.row_id])
        await edition_messages.drop_edits(self._tx, self._dropped, self._now)
        await outbox.add_all(self._tx, self._edits, self._now)
        await edition_messages.note_done(self._tx, self._done, self._revision_id, self._now)
        await edition_messages.reject_edits(
            self._tx, self._noted, self._revision_id, PUT_OTHERWISE, self._now
        )
        await hook_events.note(self._tx, sorted(self._otherwise), self._now, changed=True)
        return self

    async def _edit(self, row: DeliveredMessage, edits: Sequence[MessageEdit]) -> None:
        """Queue an edit, unless the message reads so already, or an edit was made from what holds now."""
        if any(edit.revision_id >= self._revision_id for edit in edits):
            return
        number = await self._number(row)
        if number is None or (number == row.message_id and not edits):
            return
        self._otherwise.add(row.edition_id)
        self._dropped += [edit.row_id for edit in edits if edit.state == "pending"]
        self._edits.append(self._row(row, number))
        gone = [row.message_id, *(edit.message_id for edit in edits if edit.state != "pending")]
        if number == gone[-1]:  # a newer correction took back the edit that waited, or was in one that went
            self._done.append(row.row_id)

    def _note(self, row: DeliveredMessage) -> None:
        """Leave a message as it was read, because its words would change too; its reader gets a message
        instead.
        """
        self._otherwise.add(row.edition_id)
        self._edits.append(self._row(row, row.message_id))
        self._noted.append(row.row_id)

    def _row(self, row: DeliveredMessage, number: int) -> NewRow:
        return NewRow(
            CORRECTION_KIND,
            row.row_id,
            row.destination_id,
            number,
            self._now + EDIT_USEFUL_FOR,
            self._revision_id,
            "edit",
            target=row.sent_as,
            priority=outbox.BROADCAST,
        )

    async def _change(self, row: DeliveredMessage) -> None:
        """Change a message that waits; if it was claimed meanwhile, it is looked at again once it arrived."""
        new = await self._number(row)
        if new == row.message_id:
            return
        if row.state != "pending" or not await self._put(row, new):
            self.on_its_way = min(row.edition_id, self.on_its_way or row.edition_id)
            return
        self.changed += 1
        if new is None:
            await editions.forget_told(self._tx, row.edition_id, self._now)
            return
        self._otherwise.add(row.edition_id)
        if (left := self._batch.left(row)) != list(self._batch.issues[row.issue_id]):
            await editions.set_content(self._tx, row.edition_id, await edition_contents.add(self._tx, left))

    async def _put(self, row: DeliveredMessage, new: int | None) -> bool:
        if new is None:
            return await edition_messages.cancel_waiting(self._tx, row.row_id, WITHDRAWN, self._now)
        return await edition_messages.change_waiting(self._tx, row.row_id, row.message_id, new)

    async def _number(self, row: DeliveredMessage) -> int | None:
        """The number of the text that the message gets; None when nothing is left to tell."""
        variant = self._batch.variant(row)
        new = self._rewritten[variant]
        if new is not None and variant not in self.numbers:
            self.numbers[variant] = await message_texts.add(self._tx, new.text, new.buttons, new.contents)
        return self.numbers.get(variant)
