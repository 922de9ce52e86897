"""Editions follow corrections: what waits is changed, what has arrived is edited through the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.editions.corrections.notices import CorrectionNotices
from bot.editions.corrections.rewrite import CLOCK_OVERLAP, EditionBatch, MessageVariant, read_batch
from bot.intake.corrections import CORRECTED_DAYS
from bot.views.common.message import Message, dump_buttons
from storage import correction_runs, edition_contents, edition_messages, editions, message_texts, outbox
from storage.correction_runs import CORRECTION_KIND, CorrectionRun
from storage.database import Database, Transaction
from storage.edition_messages import DeliveredMessage
from storage.outbox import NewRow

WITHDRAWN = "withdrawn"
EDITIONS_PER_COMMIT = 250
MAX_REMEMBERED_TEXTS = 1000  # texts, of some kilobytes
EDIT_USEFUL_FOR = timedelta(days=2)  # an edit that could not be made for so long is given up


class CorrectionPropagator:
    """Each revision has its run over the editions of the last days, the newest first, some in a commit.

    A run goes on after a crash where it was. It stays open for `CLOCK_OVERLAP` for editions that were
    composed before the correction and stored after it.
    """

    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username
        self._notes = CorrectionNotices(db, bot_username)
        self._stopping = False
        self._retold: dict[MessageVariant, Message | None] = {}
        self._numbers: dict[MessageVariant, int] = {}

    def stop(self) -> None:
        """End after the step that is under way."""
        self._stopping = True

    async def follow(self, now: datetime) -> int:
        """Take one step through the open runs and return how many messages were changed, or will be by the
        outbox.
        """
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
        """One commit: the run is a step further and what that step found is changed."""
        since = now - CORRECTED_DAYS
        async with self._db.read() as db:
            newest = await edition_messages.newest_below(db, upper, since)
            lower = at.lower if newest is None else max(at.lower, newest + 1 - EDITIONS_PER_COMMIT)
            window = await read_batch(db, revision_id=at.revision_id, lower=lower, upper=upper, since=since)
        cases = {row.row_id: window.case(row) for row in window.rows}
        retold = await self._retell(window, set(cases.values()), now)
        async with self._db.transaction() as tx:
            made = await _RunChange(tx, window, at.revision_id, now, self._numbers).apply(cases, retold)
            first = at.next_lower if made.on_its_way is None else min(at.next_lower, made.on_its_way)
            at = replace(at, upper=lower, next_lower=first)
            await correction_runs.save(tx, at, changed=made.changed)
        self._numbers = made.numbers
        return at, made.changed + made.edits

    async def _retell(
        self, window: EditionBatch, cases: set[MessageVariant], now: datetime
    ) -> Mapping[MessageVariant, Message | None]:
        """What one step has told the next need not tell again."""
        if len(self._retold) > MAX_REMEMBERED_TEXTS:
            self._forget()
        for case in cases - self._retold.keys():
            self._retold[case] = await asyncio.to_thread(window.retold, case, self._bot_username, now)
        return self._retold

    def _forget(self) -> None:
        self._retold.clear()
        self._numbers.clear()


class _RunChange:
    """What one commit changes: messages that had not gone, edits, and the lowest edition on its way."""

    def __init__(
        self,
        tx: Transaction,
        window: EditionBatch,
        revision_id: int,
        now: datetime,
        numbers: Mapping[MessageVariant, int],
    ) -> None:
        self._tx = tx
        self._window = window
        self._revision_id = revision_id
        self._now = now
        self.numbers = dict(numbers)  # of the new texts
        self._edits: list[NewRow] = []
        self.changed = 0
        self.on_its_way: int | None = None

    @property
    def edits(self) -> int:
        return len(self._edits)

    async def apply(
        self, cases: Mapping[int, MessageVariant], retold: Mapping[MessageVariant, Message | None]
    ) -> _RunChange:
        for row in self._window.rows:
            case = cases[row.row_id]
            new = retold[case]
            if row.state == "sent" and new is not None:
                await self._edit(row, case, new)
            elif new != self._window.texts[row.message_id]:
                await self._change(row, case, new)
        refs = [(edit.ref, edit.destination_id) for edit in self._edits]
        await edition_messages.drop_waiting_edits(self._tx, refs, self._now)
        await outbox.add_all(self._tx, self._edits, self._now)
        return self

    async def _edit(self, row: DeliveredMessage, case: MessageVariant, new: Message) -> None:
        """Nothing when the message is so already, or will be."""
        number = await self._number(case, new)
        if number != row.latest_id:
            edit = NewRow(
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
            self._edits.append(edit)

    async def _change(self, row: DeliveredMessage, case: MessageVariant, new: Message | None) -> None:
        """One that has been claimed meanwhile is looked at again when it has arrived."""
        if row.state != "pending" or not await self._put(row, case, new):
            self.on_its_way = min(row.edition_id, self.on_its_way or row.edition_id)
            return
        self.changed += 1
        if new is None:
            await editions.forget_told(self._tx, row.edition_id)
        elif (left := self._window.left(case)) != list(self._window.issues[case.issue_id]):
            await editions.set_content(self._tx, row.edition_id, await edition_contents.add(self._tx, left))

    async def _put(self, row: DeliveredMessage, case: MessageVariant, new: Message | None) -> bool:
        if new is None:
            return await edition_messages.cancel_waiting(self._tx, row.row_id, WITHDRAWN, self._now)
        number = await self._number(case, new)
        return await edition_messages.change_waiting(self._tx, row.row_id, row.message_id, number)

    async def _number(self, case: MessageVariant, new: Message) -> int:
        if case not in self.numbers:
            self.numbers[case] = await message_texts.add(self._tx, new.text, dump_buttons(new.buttons))
        return self.numbers[case]
