"""Until when the clock has run, as far as stored times tell."""

from __future__ import annotations

from datetime import datetime

from storage.database import Reader
from storage.rows import fetch_value, moment


async def latest_record(db: Reader) -> datetime:
    """The latest time at which anything was stored, by tables that get a row every few minutes; 1970 if all
    are empty.
    """
    found: int | None = await fetch_value(
        db,
        "SELECT max(at) FROM (SELECT max(received_at) AS at FROM updates"
        " UNION ALL SELECT max(last_success_at) FROM feeds"
        " UNION ALL SELECT created_at FROM outbox WHERE id = (SELECT max(id) FROM outbox)"
        " UNION ALL SELECT created_at FROM editions WHERE id = (SELECT max(id) FROM editions)"
        " UNION ALL SELECT added_at FROM articles WHERE id = (SELECT max(id) FROM articles))",
    )
    return moment(found or 0)
