"""One-time links that let whoever opens them in, with a role; only a hash of each link's token is kept."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from storage.database import Transaction
from storage.people import Role
from storage.rows import epoch, execute, fetch_one


async def add(tx: Transaction, token: str, role: Role, now: datetime, expires: datetime) -> None:
    await execute(
        tx,
        "INSERT INTO invitations (token_hash, created_at, role, expires_at) VALUES (?, ?, ?, ?)",
        *(_hash(token), epoch(now), role, epoch(expires)),
    )


async def remove_unused(tx: Transaction, role: Role) -> None:
    await execute(tx, "DELETE FROM invitations WHERE used_by IS NULL AND role = ?", role)


async def use(tx: Transaction, token: str, person_id: int, now: datetime) -> Role | None:
    """Use an invitation and return the role that it gives; None when it is unknown, used or out of date."""
    changed = await execute(
        tx,
        "UPDATE invitations SET used_by = ?1 WHERE token_hash = ?2 AND used_by IS NULL"
        " AND (expires_at IS NULL OR expires_at > ?3)",
        *(person_id, _hash(token), epoch(now)),
    )
    if not changed:
        return None
    row = await fetch_one(tx, "SELECT role FROM invitations WHERE token_hash = ?", _hash(token))
    role: Role | None = row["role"] if row else None
    return role


async def shorten(tx: Transaction, expires: datetime) -> None:
    """Let no invitation be valid for longer than until `expires`."""
    await execute(tx, "UPDATE invitations SET expires_at = ?1 WHERE expires_at > ?1", epoch(expires))


async def used_by(tx: Transaction, token: str) -> int | None:
    """The person who used the invitation; None when nobody did."""
    row = await fetch_one(tx, "SELECT used_by FROM invitations WHERE token_hash = ?", _hash(token))
    return row["used_by"] if row else None


async def remove_older(tx: Transaction, than: datetime) -> int:
    """Remove invitations that were out of date at that time; returns how many there were."""
    return await execute(tx, "DELETE FROM invitations WHERE expires_at < ?", epoch(than))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
