"""Handing over what waits in the outbox: what Telegram's answers mean for a row."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from storage import destinations, editions, outbox
from storage.database import Transaction
from storage.outbox import Row

EDITION = "edition"
FIRST_BACKOFF = timedelta(seconds=2)
LONGEST_BACKOFF = timedelta(minutes=5)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Telegram asked for patience with this chat or, `everywhere`, with the whole bot."""

    seconds: float
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The bot may not write to this chat: blocked, removed, the account is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """This forum topic is closed or gone, the rest of the chat is not."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Unparsable:
    """Telegram refused the markup."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never take this message."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, or none that can be understood: the message may or may not have arrived."""

    reason: str


Outcome = Sent | Wait | Forbidden | Closed | Moved | Unparsable | Rejected | Unknown


class Sender(Protocol):
    async def send(self, row: Row, *, plain: bool = False) -> Outcome:
        """Do what one row asks for; `plain`: its text without markup."""
        ...


async def settle(tx: Transaction, row: Row, outcome: Outcome, now: datetime) -> None:
    """Write down what became of a row that was being sent."""
    match outcome:
        case Sent(message_id):
            await outbox.mark_sent(tx, row.id, message_id, now)
        case Wait(seconds):
            await outbox.postpone(tx, row.id, now + timedelta(seconds=seconds), "asked to wait")
        case Unknown(reason):
            await outbox.postpone(tx, row.id, now + _backoff(row.attempts), reason)
        case Moved(chat_id):
            await destinations.move_chat(tx, row.address.chat_id, chat_id)
            await outbox.postpone(tx, row.id, now, f"moved to {chat_id}")
        case Forbidden(reason):
            await destinations.pause_chat(tx, row.address.chat_id, now)
            await outbox.postpone(tx, row.id, now, reason)
        case Closed(reason):
            await destinations.pause(tx, row.destination_id, "closed", now)
            await outbox.postpone(tx, row.id, now, reason)
        case Unparsable(reason) | Rejected(reason):
            log.error("outbox row %d for destination %d failed: %s", row.id, row.destination_id, reason)
            await outbox.mark_failed(tx, row.id, reason, now)
            await _untell(tx, row.kind, row.ref)


async def cancel_expired(tx: Transaction, now: datetime, limit: int = 500) -> int:
    """Give up rows that are of no use any more; their stories count as untold again."""
    rows = await outbox.expired(tx, now, limit)
    await outbox.cancel(tx, [row_id for row_id, _, _ in rows], "expired", now)
    for _, kind, ref in rows:
        await _untell(tx, kind, ref)
    return len(rows)


async def _untell(tx: Transaction, kind: str, ref: int) -> None:
    if kind == EDITION and not await outbox.any_sent(tx, kind, ref):
        await editions.forget_told(tx, ref)


def _backoff(attempts: int) -> timedelta:
    doubled: int = 2 ** min(attempts - 1, 10)
    return min(LONGEST_BACKOFF, FIRST_BACKOFF * doubled)
