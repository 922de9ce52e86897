"""What Telegram's answers mean for a row of the outbox."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.delivery import pauses
from bot.delivery.outcomes import (
    Closed,
    Forbidden,
    Moved,
    Outcome,
    Rejected,
    Sent,
    TokenRefused,
    Unknown,
    Unparsable,
    Unreachable,
    Wait,
)
from storage import broadcasts, editions, outbox, sent_messages
from storage.database import Transaction
from storage.outbox import Row

EDITION_KIND = "edition"
LEASE = timedelta(minutes=2)  # a row that is being sent for longer is nobody's
FIRST_BACKOFF = timedelta(seconds=2)
MAX_BACKOFF = timedelta(minutes=1)

log = logging.getLogger(__name__)


class TokenRefusedError(Exception):
    """Telegram does not accept the token."""


class Sender(Protocol):
    async def send(self, row: Row, begun: Callable[[], None], *, plain: bool = False) -> Outcome:
        """Do what a row asks for, with its text as HTML or, `plain`, without markup.

        `begun` is called when the row's turn has come and the request goes out.
        """
        ...


async def settle(tx: Transaction, done: Sequence[tuple[Row, Outcome]], now: datetime) -> None:
    """Write down what became of rows that were being sent."""
    arrived = [(row.id, outcome.message_id) for row, outcome in done if isinstance(outcome, Sent)]
    await outbox.mark_sent(tx, arrived, now)
    for row, outcome in done:
        if row.trial and isinstance(outcome, Sent):
            await pauses.resume_refused(tx, row.address)
        if not isinstance(outcome, Sent):
            await _settle_trouble(tx, row, outcome, now)


async def _settle_trouble(tx: Transaction, row: Row, outcome: Outcome, now: datetime) -> None:
    match outcome:
        case Wait(seconds):
            await outbox.postpone(tx, row.id, now + timedelta(seconds=seconds), "asked to wait", tried=False)
        case Unknown(reason) if row.at_most_once and row.operation == "send":
            await outbox.mark_unknown(tx, row.id, reason, now)
        case Unknown(reason) | Unreachable(reason):
            await outbox.postpone(tx, row.id, now + _backoff(row.attempts), reason)
        case TokenRefused(reason):
            await outbox.postpone(tx, row.id, now, reason, tried=False)
        case Forbidden() | Closed() | Moved():
            await _chat_changed(tx, row, outcome, now)
        case Unparsable(reason) | Rejected(reason):
            log.error("outbox row %d for destination %d failed: %s", row.id, row.destination_id, reason)
            await outbox.mark_failed(tx, row.id, reason, now)
            await _untell(tx, row.kind, row.ref, now)


async def _chat_changed(
    tx: Transaction, row: Row, outcome: Forbidden | Closed | Moved, now: datetime
) -> None:
    """Note what became of the chat; the row waits until the bot is let in again, or for the chat's new
    number.

    A message to all readers does not wait for those who have blocked the bot: they may be many.
    """
    match outcome:
        case Moved(chat_id):
            reason = f"moved to {chat_id}"
            await pauses.move_chat(tx, row.address.chat_id, chat_id, now)
            if row.operation not in ("send", "edit"):  # there is no such message in the new chat
                await outbox.cancel(tx, [row.id], reason, now)
                return
        case Forbidden(reason, trouble):
            await pauses.pause_chat(tx, row.address.chat_id, trouble, now)
            if row.kind == broadcasts.BROADCAST_KIND:
                await outbox.cancel(tx, [row.id], reason, now)
                return
        case Closed(reason):
            await pauses.pause_topic(tx, row.destination_id, reason, now)
    await outbox.postpone(tx, row.id, now, reason)


async def recover(tx: Transaction, owner: str | None, now: datetime) -> int:
    """Take back rows that nobody is sending any more, and return how many.

    With `owner` those that other processes left, with None those of anybody. They are sent again, unless
    their destination would rather miss a message than get it twice.
    """
    given_up = await outbox.mark_lost(tx, owner, now)
    return given_up + await outbox.requeue_expired(tx, owner, now)


async def cancel_expired(tx: Transaction, now: datetime, limit: int = 500) -> int:
    """Give up rows past their time; returns how many. Stories of their editions count as untold again."""
    rows = await outbox.expired(tx, now, limit)
    await outbox.cancel(tx, [row_id for row_id, _, _ in rows], "expired", now)
    for _, kind, ref in rows:
        await _untell(tx, kind, ref, now)
    return len(rows)


async def _untell(tx: Transaction, kind: str, ref: int, now: datetime) -> None:
    if kind == EDITION_KIND and not await sent_messages.any_sent(tx, kind, ref):
        await editions.forget_told(tx, ref, now)


def _backoff(attempts: int) -> timedelta:
    doubled: int = 2 ** min(attempts - 1, 10)
    return min(MAX_BACKOFF, FIRST_BACKOFF * doubled)
