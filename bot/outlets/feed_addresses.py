"""The secret addresses of Atom feeds: their owners make, replace and remove them."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from storage import chat_feeds
from storage.database import Database

FEED_PATH = "/feed/"
TOKEN_BYTES = 24  # of chance: 192 bits, 32 characters of an address


def hash_of(token: str) -> str:
    """The hash by which a feed is found. It needs no salt, because the tokens are too many to be tried."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


async def make(db: Database, destination_id: int, public_url: str, now: datetime) -> str | None:
    """The address of a new feed, which is shown only this once; None where the chat has a feed already."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    authority = urlsplit(public_url).hostname or ""
    async with db.transaction() as tx:
        made = await chat_feeds.add(tx, destination_id, hash_of(token), authority, now)
    return f"{public_url}{FEED_PATH}{token}" if made else None


async def renew(db: Database, destination_id: int, public_url: str, now: datetime) -> str | None:
    """A new address in place of the old one; None where there is no feed."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    async with db.transaction() as tx:
        changed = await chat_feeds.set_token(tx, destination_id, hash_of(token), now)
    return f"{public_url}{FEED_PATH}{token}" if changed else None


async def end(db: Database, destination_id: int) -> None:
    """Remove the feed; its address leads nowhere any more."""
    async with db.transaction() as tx:
        await chat_feeds.remove(tx, destination_id)
