"""Links that let people in: the first admin's, and those from admins and editors."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from bot.settings import Settings
from storage import invitations, people
from storage.database import Database
from storage.people import Role

PAYLOAD_PREFIX = "admin_"
GUEST_PREFIX = "in_"
INVITATION_VALID_FOR = timedelta(days=3)
VALID_FOR_ADMIN = timedelta(days=1)
_RANKS: tuple[Role, ...] = ("reader", "editor", "admin")


async def invite_admin(db: Database, settings: Settings, bot_username: str, now: datetime) -> str | None:
    """A new link, valid for a day, or None when there is an admin already; earlier links stop working."""
    async with db.transaction() as tx:
        await invitations.remove_unused(tx, "admin")
        if settings.admin_ids or await people.with_role(tx, "admin"):
            return None
    return await _link(db, bot_username, "admin", now, now + VALID_FOR_ADMIN)


async def invite(db: Database, role: Literal["reader", "editor"], bot_username: str, now: datetime) -> str:
    """A link for one person, valid for three days."""
    return await _link(db, bot_username, role, now, now + INVITATION_VALID_FOR)


async def accept_invitation(db: Database, payload: str, person_id: int, now: datetime) -> Role | None:
    """The person's role now; None for a link that is no invitation, has expired or was used by another.

    Whoever used it before keeps their role, because the same update may be handled twice.
    """
    token = token_of(payload)
    if token is None:
        return None
    async with db.transaction() as tx:
        if await people.with_role(tx, "admin"):
            await invitations.remove_unused(tx, "admin")
        given = await invitations.use(tx, token, person_id, now)
        if given is None and await invitations.used_by(tx, token) != person_id:
            return None
        await people.add(tx, person_id, now)
        role = (await people.get(tx, person_id)).role
        if given is None or _RANKS.index(given) <= _RANKS.index(role):
            return role
        await people.set_role(tx, person_id, given)
        return given


def token_of(payload: str) -> str | None:
    """The token of an invitation; None for the payload of another link."""
    for prefix in (PAYLOAD_PREFIX, GUEST_PREFIX):
        if payload.startswith(prefix):
            return payload.removeprefix(prefix)
    return None


async def _link(db: Database, bot_username: str, role: Role, now: datetime, expires: datetime) -> str:
    prefix = PAYLOAD_PREFIX if role == "admin" else GUEST_PREFIX
    token = secrets.token_urlsafe(24)
    async with db.transaction() as tx:
        await invitations.add(tx, token, role, now, expires)
    return f"https://t.me/{bot_username}?start={prefix}{token}"
