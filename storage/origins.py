"""The places where articles were seen: a source and a link, with the address by which links are compared.

Editors may give a place another name and link for readers; it is still known by what was received.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from digests.models.stories import NamedSource, Origin
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, moment, to_json


async def add(tx: Transaction, article_id: int, origin: Origin, address: str = "") -> bool:
    """Note a place of an article; False when it is known by its source and its link or `address`."""
    await execute(tx, "INSERT OR IGNORE INTO sources (name) VALUES (?)", origin.source)
    return (
        await execute(
            tx,
            "INSERT OR IGNORE INTO origins (article_id, source_id, link, seen_at, address)"
            " SELECT ?1, id, ?2, ?3, ?4 FROM sources WHERE name = ?5 AND NOT EXISTS (SELECT 1 FROM origins"
            "  WHERE article_id = ?1 AND sources.id IN (source_id, received_source_id)"
            "  AND (address = ?4 AND ?4 <> '' OR received_link = ?2))",
            article_id,
            origin.link or "",
            epoch(origin.seen),
            address,
            origin.source,
        )
        == 1
    )


async def name_anew(tx: Transaction, article_id: int, at: int, named: NamedSource) -> bool:
    """Show readers another name and link for the article's place `at`, counted from 0.

    False when nothing changes: there is no such place, it is called so already, or another place of the
    article is.
    """
    await execute(tx, "INSERT OR IGNORE INTO sources (name) VALUES (?)", named.name)
    changed = await execute(
        tx,
        "UPDATE OR IGNORE origins SET received_source_id = coalesce(received_source_id, source_id),"
        " received_link = coalesce(received_link, link), source_id = called.id, link = ?1"
        " FROM (SELECT id FROM sources WHERE name = ?2) AS called"
        " WHERE origins.id = (SELECT id FROM origins WHERE article_id = ?3 ORDER BY id LIMIT 1 OFFSET ?4)"
        " AND (source_id, link) <> (called.id, ?1)",
        named.link or "",
        named.name,
        article_id,
        at,
    )
    return changed == 1


async def was_received_from(db: Reader, article_id: int, source: str) -> bool:
    """Whether this source brought the article, whatever editors call it."""
    return bool(
        await fetch_value(
            db,
            "SELECT EXISTS (SELECT 1 FROM origins WHERE article_id = ?"
            " AND coalesce(received_source_id, source_id) = (SELECT id FROM sources WHERE name = ?))",
            article_id,
            source,
        )
    )


async def known_addresses(db: Reader, addresses: Collection[str]) -> frozenset[str]:
    """Those of these addresses at which any article was seen."""
    rows = await fetch_all(
        db,
        "SELECT DISTINCT address FROM origins WHERE address <> ''"
        " AND address IN (SELECT value FROM json_each(?))",
        to_json(list(addresses)),
    )
    return frozenset(row["address"] for row in rows)


async def at_address(db: Reader, address: str) -> list[int]:
    """The numbers of articles seen at this address, at most two: where there are two, the page is neither's
    own.
    """
    rows = await fetch_all(
        db,
        "SELECT DISTINCT article_id FROM origins WHERE address = ? AND address <> '' LIMIT 2",
        address,
    )
    return [row["article_id"] for row in rows]


async def of_articles(db: Reader, article_ids: Sequence[int]) -> dict[int, tuple[Origin, ...]]:
    """By article, the places where it was seen, in the order in which they were found."""
    found: dict[int, list[Origin]] = {article_id: [] for article_id in article_ids}
    for row in await fetch_all(
        db,
        "SELECT article_id, name, link, seen_at,"
        " (received_source_id, received_link) <> (source_id, link) AS by_editor"
        " FROM origins JOIN sources ON sources.id = source_id"
        " WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY origins.id",
        to_json(article_ids),
    ):
        origin = Origin(
            row["name"], row["link"] or None, moment(row["seen_at"]), by_editor=bool(row["by_editor"])
        )
        found[row["article_id"]].append(origin)
    return {article_id: tuple(origins) for article_id, origins in found.items()}
