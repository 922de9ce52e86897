"""What calls to a model's server have cost, by day (UTC), purpose and outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one

Purpose = Literal["choice", "vectors"]
UNDER_WAY = "unknown"  # what a call is until its outcome is written: for ever, if the program was killed
_ADD = (
    "INSERT INTO model_usage (day, purpose, outcome, calls, tokens) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET calls = calls + excluded.calls, tokens = tokens + excluded.tokens"
)


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Calls of one purpose that ended in one way on a day, and their tokens."""

    purpose: Purpose
    outcome: str
    calls: int
    tokens: int


async def reserve(tx: Transaction, now: datetime, purpose: Purpose, calls: int, tokens: int) -> bool:
    """Count a call before it is made. False when the day has reached `calls` or `tokens` for this purpose."""
    spent = await fetch_one(
        tx,
        "SELECT coalesce(sum(calls), 0), coalesce(sum(tokens), 0) FROM model_usage"
        " WHERE day = ? AND purpose = ?",
        _day(now),
        purpose,
    )
    if spent is None or spent[0] >= calls or spent[1] >= tokens:
        return False
    await execute(tx, _ADD, _day(now), purpose, UNDER_WAY, 1, 0)
    return True


async def settle(tx: Transaction, began: datetime, purpose: Purpose, outcome: str, tokens: int) -> None:
    """Write what became of a call, in the day on which it `began` and was reserved."""
    await execute(tx, _ADD, _day(began), purpose, UNDER_WAY, -1, 0)
    await execute(tx, _ADD, _day(began), purpose, outcome, 1, tokens)


async def of_day(db: Reader, now: datetime) -> list[ModelUse]:
    """The calls of the day, the most frequent outcome first."""
    rows = await fetch_all(
        db,
        "SELECT purpose, outcome, calls, tokens FROM model_usage WHERE day = ? AND calls > 0"
        " ORDER BY calls DESC, outcome",
        _day(now),
    )
    return [ModelUse(*row) for row in rows]


def _day(now: datetime) -> int:
    return epoch(now) // 86_400
