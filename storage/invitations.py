"""One-time links that make their opener an admin; only a hash of the token is kept."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from storage.database import Transaction
from storage.rows import epoch, write


async def add(tx: Transaction, token: str, now: datetime) -> None:
    """Links given out before and not used stop working."""
    await write(tx, "DELETE FROM invitations WHERE used_by IS NULL")
    await write(
        tx, "INSERT INTO invitations (token_hash, created_at) VALUES (?, ?)", _hash(token), epoch(now)
    )


async def use(tx: Transaction, token: str, person_id: int) -> bool:
    """Whether the token was good; the second opener of a link gets False."""
    return (
        await write(
            tx,
            "UPDATE invitations SET used_by = ? WHERE token_hash = ? AND used_by IS NULL",
            person_id,
            _hash(token),
        )
        == 1
    )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
