"""Telegram channels whose posts are articles, and which article a post became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, moment


@dataclass(frozen=True, slots=True)
class ChannelSource:
    chat_id: int
    title: str


@dataclass(frozen=True, slots=True)
class TakenPost:
    """The article that a post became, and which message of the post gave it its text: an album has several.

    `made` is when that message was last changed, `characters` the length of its text. Where a long text came
    in several posts, `begun` is the number of the first one and `part` is the text of this one; else 0 and
    ''.
    """

    article_id: int
    message_id: int
    made: datetime
    characters: int
    begun: int = 0
    part: str = ""


async def count(db: Reader) -> int:
    found: int = await fetch_value(db, "SELECT count(*) FROM channel_sources")
    return found


async def add(tx: Transaction, source: ChannelSource, *, added_by: int, now: datetime) -> None:
    """Take a channel's posts in from now on; one that is known gets its new title."""
    await execute(
        tx,
        "INSERT INTO channel_sources (chat_id, title, added_by, created_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title",
        *(source.chat_id, source.title, added_by, epoch(now)),
    )


async def get(db: Reader, chat_id: int) -> ChannelSource | None:
    row = await fetch_one(db, "SELECT chat_id, title FROM channel_sources WHERE chat_id = ?", chat_id)
    return None if row is None else ChannelSource(row["chat_id"], row["title"])


async def list_all(db: Reader) -> list[ChannelSource]:
    rows = await fetch_all(db, "SELECT chat_id, title FROM channel_sources ORDER BY title")
    return [ChannelSource(row["chat_id"], row["title"]) for row in rows]


async def rename(tx: Transaction, chat_id: int, title: str) -> None:
    await execute(tx, "UPDATE channel_sources SET title = ? WHERE chat_id = ?", title, chat_id)


async def remove(tx: Transaction, chat_id: int) -> None:
    """Take no more posts of a channel. Its articles stay; if the channel is connected again, edits are
    followed again.
    """
    await execute(tx, "DELETE FROM channel_sources WHERE chat_id = ?", chat_id)


async def post(db: Reader, chat_id: int, key: str) -> TakenPost | None:
    """What a post became; `key` as in `ChannelPost.key`. None when it became no article."""
    row = await fetch_one(
        db,
        "SELECT article_id, message_id, made_at, characters, begun, part FROM channel_posts"
        " WHERE chat_id = ? AND key = ?",
        *(chat_id, key),
    )
    if row is None:
        return None
    return TakenPost(
        article_id=row["article_id"],
        message_id=row["message_id"],
        made=moment(row["made_at"]),
        characters=row["characters"],
        begun=row["begun"],
        part=row["part"],
    )


async def remember(tx: Transaction, chat_id: int, key: str, taken: TakenPost) -> None:
    """Note the article that a post became."""
    await execute(
        tx,
        "INSERT OR REPLACE INTO channel_posts"
        " (chat_id, key, article_id, message_id, made_at, characters, begun, part)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(chat_id, key, taken.article_id, taken.message_id, epoch(taken.made)),
        *(taken.characters, taken.begun, taken.part),
    )
