"""What did not arrive, for admins: how much and why, and to be sent again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.settle import EDITION_KIND
from bot.views.admin.failures import Cause, Undelivered, cause_of
from storage import editions, outbox, outbox_failures
from storage.database import Database
from storage.outbox_failures import OutboxFailure

SENT_AGAIN_USEFUL_FOR = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Failures:
    """A page of them. `causes`: of all, the most frequent first; `newest`: the greatest number of all."""

    shown: tuple[Undelivered, ...]
    causes: tuple[tuple[Cause, int], ...]
    newest: int
    older: bool
    waiting: int


async def look(db: Database, before: int | None, limit: int) -> Failures:
    async with db.read() as reader:
        found = await outbox_failures.list_page(reader, before, limit + 1)
        counted = await outbox_failures.counts(reader)
        newest = await outbox_failures.highest_id(reader)
        waiting = await outbox.count_unfinished(reader)
    causes: Counter[Cause] = Counter()
    for reason, unknown, many in counted:
        causes[cause_of(reason, unknown=unknown)] += many
    shown = tuple(_undelivered(failure) for failure in found[:limit])
    return Failures(shown, tuple(causes.most_common()), newest, len(found) > limit, waiting)


async def send_again(db: Database, row_id: int | None, now: datetime) -> int:
    """One of them, or with None all; how many wait now. What an edition told counts as told again.

    An edition of which the next has told the stories stays as it is.
    """
    async with db.transaction() as tx:
        found = await outbox_failures.sent_for(tx, None if row_id is None else [row_id], now)
        told = {ref for _, kind, ref in found if kind == EDITION_KIND}
        told -= (anew := await editions.covered_anew(tx, sorted(told)))
        await editions.remember_told(tx, sorted(told), now)
        again = [number for number, kind, ref in found if kind != EDITION_KIND or ref not in anew]
        return await outbox_failures.revive(tx, again, now, now + SENT_AGAIN_USEFUL_FOR)


def _undelivered(failure: OutboxFailure) -> Undelivered:
    return Undelivered(
        id=failure.id,
        title=failure.title,
        chat_id=failure.chat_id,
        private=failure.destination_kind == "private",
        cause=cause_of(failure.reason, unknown=failure.unknown),
        at=failure.at,
    )
