"""The first admin: a link that makes whoever opens it first the admin."""

from __future__ import annotations

import secrets
from datetime import datetime

from bot.settings import Settings
from storage import invitations, people
from storage.database import Database

PAYLOAD_PREFIX = "admin_"


async def invite_admin(db: Database, settings: Settings, bot_username: str, now: datetime) -> str | None:
    """A fresh link, or None when there is an admin already; earlier links stop working."""
    async with db.read() as reader:
        if settings.admin_ids or await people.with_role(reader, "admin"):
            return None
    token = secrets.token_urlsafe(24)
    async with db.transaction() as tx:
        await invitations.add(tx, token, now)
    return f"https://t.me/{bot_username}?start={PAYLOAD_PREFIX}{token}"


async def accept_invitation(db: Database, token: str, person_id: int, now: datetime) -> bool:
    """Whether the person is the admin now."""
    async with db.transaction() as tx:
        await people.add(tx, person_id, now)
        if not await invitations.use(tx, token, person_id):
            return False
        await people.set_role(tx, person_id, "admin")
        return True
