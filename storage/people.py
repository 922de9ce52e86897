"""Who talks to the bot: roles, and the question a person was last asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value

Role = Literal["reader", "editor", "admin"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks to the bot. `awaiting` is the open question that the next text answers, None without
    one.

    `name` is kept only of people with a role.
    """

    id: int
    role: Role = "reader"
    adds_at_once: bool = False
    awaiting: str | None = None
    name: str = ""


async def add(tx: Transaction, person_id: int, now: datetime) -> None:
    """Store a person; nothing happens for one who is known."""
    await execute(tx, "INSERT OR IGNORE INTO people (id, created_at) VALUES (?, ?)", person_id, epoch(now))


async def get(db: Reader, person_id: int) -> Person:
    """A person by Telegram's number; somebody unknown is a reader of whom nothing is stored."""
    row = await fetch_one(
        db, "SELECT id, role, adds_at_once, awaiting, name FROM people WHERE id = ?", person_id
    )
    if row is None:
        return Person(person_id)
    return Person(row["id"], row["role"], bool(row["adds_at_once"]), row["awaiting"], row["name"])


async def is_known(db: Reader, person_id: int) -> bool:
    return bool(await fetch_value(db, "SELECT 1 FROM people WHERE id = ?", person_id))


async def set_role(tx: Transaction, person_id: int, role: Role) -> None:
    """Give a person a role; a reader's name is not kept."""
    await execute(
        tx,
        "UPDATE people SET role = ?1, name = CASE WHEN ?1 = 'reader' THEN '' ELSE name END WHERE id = ?2",
        role,
        person_id,
    )


async def set_name(tx: Transaction, person_id: int, name: str) -> None:
    await execute(tx, "UPDATE people SET name = ? WHERE id = ?", name, person_id)


async def set_adds_at_once(tx: Transaction, person_id: int, value: bool) -> None:
    await execute(tx, "UPDATE people SET adds_at_once = ? WHERE id = ?", value, person_id)


async def set_awaiting(tx: Transaction, person_id: int, question: str | None) -> None:
    await execute(tx, "UPDATE people SET awaiting = ? WHERE id = ?", question, person_id)


async def with_role(db: Reader, role: Role) -> list[int]:
    rows = await fetch_all(db, "SELECT id FROM people WHERE role <> 'reader' AND role = ? ORDER BY id", role)
    return [row["id"] for row in rows]


async def ban(tx: Transaction, person_id: int, now: datetime) -> None:
    await execute(
        tx, "INSERT OR IGNORE INTO banned (person_id, banned_at) VALUES (?, ?)", person_id, epoch(now)
    )


async def unban(tx: Transaction, person_id: int) -> bool:
    """Let a person back in; False when they were not banned."""
    return await execute(tx, "DELETE FROM banned WHERE person_id = ?", person_id) > 0


async def is_banned(db: Reader, person_id: int) -> bool:
    return bool(await fetch_value(db, "SELECT 1 FROM banned WHERE person_id = ?", person_id))


async def list_banned(db: Reader, limit: int) -> list[int]:
    rows = await fetch_all(
        db, "SELECT person_id FROM banned ORDER BY banned_at DESC, person_id LIMIT ?", limit
    )
    return [row["person_id"] for row in rows]
