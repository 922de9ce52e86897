"""What is kept about a person: it can be shown to them, and is deleted when they ask."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime

from storage import personal_data
from storage.database import Database


async def export(db: Database, person_id: int, now: datetime) -> bytes:
    """Everything kept about a person, as a JSON document in UTF-8."""
    async with db.read() as reader:
        found = await personal_data.export(reader, person_id)
    return await asyncio.to_thread(_written, {"exported_at": now.isoformat(timespec="seconds"), **found})


async def forget(db: Database, person_id: int) -> None:
    """Delete what is kept about a person in one commit; to the bot they are then a newcomer.

    Groups and channels stay, without an owner.
    """
    async with db.transaction() as tx:
        await personal_data.forget(tx, person_id)


def _written(document: dict[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode()
