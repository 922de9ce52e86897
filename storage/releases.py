"""The numbers under which articles become news, given in the commit that makes them so.

A number read in one snapshot divides all that is news: what has a number up to it was there, whatever the
times say; what comes later has a higher one.
"""

from __future__ import annotations

from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, fetch_value, insert


async def add(tx: Transaction, at: datetime) -> int:
    """A new release number, for the articles that this commit makes news."""
    return await insert(tx, "INSERT INTO releases (released_at) VALUES (?)", epoch(at))


async def newest(db: Reader) -> int:
    """The highest number ever given, 0 before the first."""
    found: int | None = await fetch_value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'releases'")
    return found or 0


async def before(db: Reader, at: datetime) -> int:
    """The last number before this time: all that became news from then on has a higher one."""
    found: int | None = await fetch_value(
        db, "SELECT min(number) - 1 FROM releases WHERE released_at >= ?", epoch(at)
    )
    return await newest(db) if found is None else found
