"""Atom feeds of groups and channels, each found by a hash of the secret in its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_one, fetch_value, moment


@dataclass(frozen=True, slots=True)
class ChatFeed:
    """The Atom feed of a chat. `title` is the chat's, `chat_made` is when the chat was first known.

    `authority` is the host in the ids of its entries: it stays, so that readers know the entries again.
    """

    destination_id: int
    title: str
    chat_made: datetime
    authority: str


async def add(tx: Transaction, destination_id: int, token_hash: str, authority: str, now: datetime) -> bool:
    """Give a chat a feed. False for a private chat, and where there is a feed, which stays as it is."""
    added = await execute(
        tx,
        "INSERT OR IGNORE INTO chat_feeds (destination_id, token_hash, authority, made_at)"
        " SELECT id, ?2, ?3, ?4 FROM destinations WHERE id = ?1 AND kind <> 'private'",
        destination_id,
        token_hash,
        authority,
        epoch(now),
    )
    return added == 1


async def set_token(tx: Transaction, destination_id: int, token_hash: str, now: datetime) -> bool:
    """Give the feed another address; False where there is no feed."""
    changed = await execute(
        tx,
        "UPDATE chat_feeds SET token_hash = ?, made_at = ? WHERE destination_id = ?",
        token_hash,
        epoch(now),
        destination_id,
    )
    return changed == 1


async def remove(tx: Transaction, destination_id: int) -> None:
    await execute(tx, "DELETE FROM chat_feeds WHERE destination_id = ?", destination_id)


async def made_at(db: Reader, destination_id: int) -> datetime | None:
    """When the feed got the address that it has; None where there is no feed."""
    found: int | None = await fetch_value(
        db, "SELECT made_at FROM chat_feeds WHERE destination_id = ?", destination_id
    )
    return None if found is None else moment(found)


async def find(db: Reader, token_hash: str) -> ChatFeed | None:
    row = await fetch_one(
        db,
        "SELECT destinations.id, title, authority, created_at"
        " FROM chat_feeds JOIN destinations ON destinations.id = destination_id"
        " WHERE token_hash = ? AND kind <> 'private'",
        token_hash,
    )
    if row is None:
        return None
    return ChatFeed(row["id"], row["title"], moment(row["created_at"]), row["authority"])
