"""Who may use the bot and as what: bans, editors."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.settings import Settings
from storage import destinations, people
from storage.database import Database, Transaction
from storage.destinations import Address
from storage.people import Person

Admission = Literal["in", "stranger", "banned"]
BanResult = Literal["done", "already", "staff"]


async def admission_of(db: Database, person_id: int, settings: Settings) -> Admission:
    """With ACCESS=invite, only known people are let in. Whoever runs the bot is never kept out."""
    if person_id in settings.admin_ids:
        return "in"
    async with db.read() as reader:
        if await people.is_banned(reader, person_id):
            return "banned"
        if settings.access == "open" or await people.is_known(reader, person_id):
            return "in"
    return "stranger"


async def ban(db: Database, person_id: int, settings: Settings, now: datetime) -> BanResult:
    """Nothing the person writes is answered and nothing is sent to them; what is kept about them stays."""
    async with db.transaction() as tx:
        if person_id in settings.admin_ids or (await people.get(tx, person_id)).role == "admin":
            return "staff"
        if await people.is_banned(tx, person_id):
            return "already"
        await people.ban(tx, person_id, now)
        await people.set_role(tx, person_id, "reader")
        await _pause(tx, person_id, now)
    return "done"


async def unban(db: Database, person_id: int) -> bool:
    """Let a person write again; their digests stay paused until they resume them."""
    async with db.transaction() as tx:
        return await people.unban(tx, person_id)


async def know_name(db: Database, person_id: int, name: str) -> None:
    """Keep the name under which the newsroom sees an editor or admin; nothing is kept about anybody else."""
    async with db.transaction() as tx:
        await people.set_name(tx, person_id, name)


async def dismiss(db: Database, person_id: int) -> None:
    """Make an editor or admin a reader again; what they added stays."""
    async with db.transaction() as tx:
        await people.set_role(tx, person_id, "reader")
        await people.set_awaiting(tx, person_id, None)


async def staff(db: Database, settings: Settings) -> list[Person]:
    """Everybody with a role, admins first; admins from the settings are included whatever the table says."""
    async with db.read() as reader:
        admins = {*settings.admin_ids, *await people.with_role(reader, "admin")}
        editors = set(await people.with_role(reader, "editor")) - admins
        found = [await people.get(reader, person) for person in (*sorted(admins), *sorted(editors))]
    return [replace(person, role="admin") if person.id in admins else person for person in found]


async def _pause(tx: Transaction, person_id: int, now: datetime) -> None:
    found = await destinations.at(tx, Address(person_id))
    if found is not None:
        await destinations.pause(tx, found.id, "asked", now)
