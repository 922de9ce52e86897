"""The webhook that this program has set at Telegram."""

from __future__ import annotations

from dataclasses import dataclass

from storage.database import Reader, Transaction
from storage.rows import execute, fetch_one


@dataclass(frozen=True, slots=True)
class StoredWebhook:
    """The webhook that was set. `secret_mark` stands for the secret set with it; empty where that is not
    known.
    """

    url: str
    secret_mark: str


async def get(db: Reader) -> StoredWebhook | None:
    row = await fetch_one(db, "SELECT url, secret_mark FROM webhook WHERE id = 1")
    return StoredWebhook(row["url"], row["secret_mark"]) if row else None


async def put(tx: Transaction, webhook: StoredWebhook) -> None:
    await execute(
        tx,
        "INSERT OR REPLACE INTO webhook (id, url, secret_mark) VALUES (1, ?, ?)",
        webhook.url,
        webhook.secret_mark,
    )


async def remove(tx: Transaction) -> None:
    await execute(tx, "DELETE FROM webhook WHERE id = 1")
