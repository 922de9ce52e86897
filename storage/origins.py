"""The places where articles were seen: a source, a link, and the address that links have in common."""

from __future__ import annotations

from collections.abc import Sequence

from digests.models.stories import Origin
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, moment, to_json


async def add(tx: Transaction, article_id: int, origin: Origin, address: str = "") -> bool:
    """Whether this place was new for the article: another source, or another `address` of its link."""
    await execute(tx, "INSERT OR IGNORE INTO sources (name) VALUES (?)", origin.source)
    return (
        await execute(
            tx,
            "INSERT OR IGNORE INTO origins (article_id, source_id, link, seen_at, address)"
            " SELECT ?1, id, ?2, ?3, ?4 FROM sources WHERE name = ?5 AND NOT EXISTS (SELECT 1 FROM origins"
            "  WHERE article_id = ?1 AND source_id = sources.id AND address = ?4 AND ?4 <> '')",
            article_id,
            origin.link or "",
            epoch(origin.seen),
            address,
            origin.source,
        )
        == 1
    )


async def at_address(db: Reader, address: str) -> list[int]:
    """Articles that were seen there, two at most."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT article_id FROM origins WHERE address = ? AND address <> '' LIMIT 2",
        address,
    )
    return [row["article_id"] for row in rows]


async def of_articles(db: Reader, article_ids: Sequence[int]) -> dict[int, tuple[Origin, ...]]:
    found: dict[int, list[Origin]] = {article_id: [] for article_id in article_ids}
    for row in await fetch_all(
        db,
        "SELECT article_id, name, link, seen_at FROM origins JOIN sources ON sources.id = source_id"
        " WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY origins.id",
        to_json(article_ids),
    ):
        found[row["article_id"]].append(Origin(row["name"], row["link"] or None, moment(row["seen_at"])))
    return {article_id: tuple(origins) for article_id, origins in found.items()}
