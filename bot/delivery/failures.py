"""Messages that did not arrive, for admins: how many, why, and sending them again."""

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
    """A page of failures. `causes` counts all failures by cause, the most frequent first.

    `newest` is the highest number of all, `older` says whether there is a next page, `waiting` counts the
    rows that wait to be sent.
    """

    shown: tuple[Undelivered, ...]
    causes: tuple[tuple[Cause, int], ...]
    newest: int
    older: bool
    waiting: int


async def look(db: Database, before: int | None, limit: int) -> Failures:
    """A page of up to `limit` failures, the newest first; `before` pages on from a row's number."""
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
    """Queue one failure again, or all of them with None; returns how many wait now.

    What their editions told counts as told again. An edition is left as it is if the next one has told its
    stories.
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
