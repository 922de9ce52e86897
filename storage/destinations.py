"""Destinations: a private chat, a group, a forum topic or a channel, with what it wants to read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from digests.models.texts import Language
from storage import counts, mutes, preferences
from storage.database import Reader, Transaction
from storage.mutes import Muted
from storage.preferences import USUAL, Preferences
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, load_strings, moment, to_json

ChatKind = Literal["private", "group", "channel"]
PauseReason = Literal["asked", "blocked", "closed"]
TRY_AGAIN = timedelta(hours=20)  # the edition of the same hour of the next day is a try


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram delivers: a chat and its forum topic, 0 where there is none."""

    chat_id: int
    thread_id: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    """A place where editions go, with what its reader or owner chose.

    `topics`: none means all news. `zone` is an IANA name. `pause` says why nothing is sent now; None when it
    is. `try_at`: from then on one message may try whether Telegram still refuses; None means that Telegram
    will say so itself. `at_most_once`: a message that may have arrived is not sent again. `follows` are the
    numbers of followed words, `mutes` what is kept back. Its editions have covered all releases up to
    `covered`; None before the first.
    """

    id: int
    address: Address
    kind: ChatKind
    title: str
    owner_id: int | None
    language: Language
    zone: str
    topics: frozenset[str]
    news_languages: tuple[Language, ...]
    pause: PauseReason | None
    created: datetime
    preferences: Preferences = USUAL
    at_most_once: bool = False
    follows: frozenset[int] = frozenset()
    try_at: datetime | None = None
    covered: int | None = None
    mutes: Muted = mutes.NOTHING

    def receives(self, now: datetime) -> bool:
        """Whether something may be sent there: it is not paused, or is to be tried again."""
        return self.pause is None or (self.try_at is not None and self.try_at <= now)


_NONE: frozenset[int] = frozenset()
_RESUME = "UPDATE destinations SET paused_at = NULL, pause_reason = NULL, try_at = NULL"
_SELECT = (
    "SELECT destinations.*, topics, news_languages, preferences.*,"
    " (SELECT group_concat(words_id) FROM follows WHERE destination_id = destinations.id) AS follows,"
    f" {mutes.COLUMN}"
    " FROM destinations"
    " JOIN subscriptions ON subscriptions.destination_id = destinations.id"
    " LEFT JOIN preferences ON preferences.destination_id = destinations.id"
)


async def add(
    tx: Transaction,
    address: Address,
    kind: ChatKind,
    *,
    language: Language,
    zone: str,
    now: datetime,
    title: str = "",
    owner_id: int | None = None,
) -> int:
    """The number of the destination at this address, whether new or known."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO destinations"
        " (chat_id, thread_id, kind, title, owner_id, language, zone, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        address.chat_id,
        address.thread_id,
        kind,
        title,
        owner_id,
        language,
        zone,
        epoch(now),
    )
    destination_id: int = await fetch_value(
        tx,
        "SELECT id FROM destinations WHERE chat_id = ? AND thread_id = ?",
        address.chat_id,
        address.thread_id,
    )
    await execute(tx, "INSERT OR IGNORE INTO subscriptions (destination_id) VALUES (?)", destination_id)
    return destination_id


async def at(db: Reader, address: Address) -> Destination | None:
    """The destination at this address; None when there is none."""
    row = await fetch_one(
        db, f"{_SELECT} WHERE chat_id = ? AND thread_id = ?", address.chat_id, address.thread_id
    )
    return None if row is None else _destination(row)


async def get(db: Reader, destination_id: int) -> Destination | None:
    return (await get_many(db, [destination_id])).get(destination_id)


async def get_many(db: Reader, destination_ids: Sequence[int]) -> dict[int, Destination]:
    rows = await fetch_all(
        db, f"{_SELECT} WHERE destinations.id IN (SELECT value FROM json_each(?))", to_json(destination_ids)
    )
    return {row["id"]: _destination(row) for row in rows}


async def owned(db: Reader, owner_id: int | None, limit: int) -> list[Destination]:
    """The groups, topics and channels that this person set up, or that anybody did when None, by title."""
    rows = await fetch_all(
        db,
        f"{_SELECT} WHERE owner_id IS NOT NULL AND (?1 IS NULL OR owner_id = ?1)"
        " ORDER BY title, destinations.id LIMIT ?2",
        owner_id,
        limit,
    )
    return [_destination(row) for row in rows]


async def is_connected(db: Reader, chat_id: int) -> bool:
    """Whether somebody has set this group or channel up, or a topic of it."""
    found = await fetch_value(
        db, "SELECT 1 FROM destinations WHERE chat_id = ? AND owner_id IS NOT NULL LIMIT 1", chat_id
    )
    return found is not None


async def set_owner(tx: Transaction, destination_id: int, owner_id: int | None) -> None:
    await execute(tx, "UPDATE destinations SET owner_id = ? WHERE id = ?", owner_id, destination_id)


async def set_title(tx: Transaction, destination_id: int, title: str) -> None:
    await execute(tx, "UPDATE destinations SET title = ? WHERE id = ?", title, destination_id)


async def set_language(tx: Transaction, destination_id: int, language: Language) -> None:
    await execute(tx, "UPDATE destinations SET language = ? WHERE id = ?", language, destination_id)


async def set_zone(tx: Transaction, destination_id: int, zone: str) -> None:
    await execute(tx, "UPDATE destinations SET zone = ? WHERE id = ?", zone, destination_id)


async def set_at_most_once(tx: Transaction, destination_id: int, value: bool) -> None:
    await execute(tx, "UPDATE destinations SET rather_miss = ? WHERE id = ?", value, destination_id)


async def set_topics(tx: Transaction, destination_id: int, topics: frozenset[str]) -> None:
    await execute(
        tx,
        "UPDATE subscriptions SET topics = ? WHERE destination_id = ?",
        to_json(sorted(topics)),
        destination_id,
    )


async def set_news_languages(tx: Transaction, destination_id: int, languages: Sequence[Language]) -> None:
    await execute(
        tx,
        "UPDATE subscriptions SET news_languages = ? WHERE destination_id = ?",
        to_json(list(languages)),
        destination_id,
    )


async def cover(tx: Transaction, editions: Sequence[tuple[int, int | None, int]]) -> None:
    """Note up to which release each destination's editions have covered: (destination, covered before,
    covered now).

    Where that is not what was covered before any more, an edition was undone meanwhile, and its releases stay
    to be covered.
    """
    await tx.executemany(
        "UPDATE destinations SET covered = max(coalesce(covered, 0), ?) WHERE id = ? AND covered IS ?",
        [(up_to, destination_id, after) for destination_id, after, up_to in editions],
    )


async def pause(
    tx: Transaction, destination_id: int, reason: PauseReason, now: datetime, *, told: bool = True
) -> bool:
    """Send nothing there until it is resumed; False when it was paused for this reason already. Nothing is
    forgotten.

    A pause that somebody asked for is not replaced by one that Telegram caused. `told`: the person or
    Telegram announced it and will announce its end; without that a refusal showed it, and it is tried again
    after `TRY_AGAIN`, unless they announced it too.
    """
    again = None if told else epoch(now + TRY_AGAIN)
    changed = await execute(
        tx,
        "UPDATE destinations SET paused_at = ?1, pause_reason = ?2, try_at = ?4"
        " WHERE id = ?3 AND pause_reason IS NOT 'asked' AND pause_reason IS NOT ?2",
        epoch(now),
        reason,
        destination_id,
        again,
    )
    if not changed:
        await execute(
            tx,
            "UPDATE destinations SET try_at = ? WHERE id = ? AND try_at IS NOT NULL",
            again,
            destination_id,
        )
    elif reason == "blocked":
        await _count_block(tx, destination_id, now)
    return changed > 0


async def _count_block(tx: Transaction, destination_id: int, now: datetime) -> None:
    zone = await fetch_value(
        tx, "SELECT zone FROM destinations WHERE id = ? AND kind = 'private'", destination_id
    )
    if zone is not None:
        await counts.add(tx, "blocked", now, zone)


async def pause_chat(tx: Transaction, chat_id: int, now: datetime, *, told: bool = True) -> list[int]:
    """Pause all destinations of a chat to which the bot may no longer write. Returns those that were not
    blocked before.
    """
    found = [
        row["id"] for row in await fetch_all(tx, "SELECT id FROM destinations WHERE chat_id = ?", chat_id)
    ]
    return [each for each in found if await pause(tx, each, "blocked", now, told=told)]


async def bring_tries_forward(tx: Transaction, now: datetime) -> None:
    """Let no paused destination wait longer for its next try than one that is refused now."""
    await execute(tx, "UPDATE destinations SET try_at = ?1 WHERE try_at > ?1", epoch(now + TRY_AGAIN))


async def resume(tx: Transaction, destination_id: int) -> None:
    await execute(tx, f"{_RESUME} WHERE id = ?", destination_id)


async def resume_blocked(tx: Transaction, chat_id: int) -> None:
    """End the pause of a chat to which the bot may write again; a pause that somebody asked for stays."""
    await execute(tx, f"{_RESUME} WHERE chat_id = ? AND pause_reason = 'blocked'", chat_id)


async def resume_refused(tx: Transaction, destination_id: int) -> None:
    """End a pause that Telegram caused: its owner has connected the destination anew."""
    await execute(tx, f"{_RESUME} WHERE id = ? AND pause_reason IN ('blocked', 'closed')", destination_id)


async def resume_topic(tx: Transaction, address: Address) -> None:
    """End the pause of a forum topic that was opened again."""
    await execute(
        tx,
        f"{_RESUME} WHERE chat_id = ? AND thread_id = ? AND pause_reason = 'closed'",
        address.chat_id,
        address.thread_id,
    )


async def is_refused(db: Reader, address: Address) -> bool:
    """Whether Telegram has refused what was sent to this chat, or to this topic of it."""
    found = await fetch_value(
        db,
        "SELECT 1 FROM destinations WHERE chat_id = ?1 AND (pause_reason = 'blocked'"
        " OR (pause_reason = 'closed' AND thread_id = ?2)) LIMIT 1",
        address.chat_id,
        address.thread_id,
    )
    return found is not None


async def move_chat(tx: Transaction, old_chat_id: int, new_chat_id: int) -> list[int]:
    """Move a group's destinations to the chat that it was upgraded to; returns the numbers of those that
    moved.

    Where the new chat has a destination for the same topic already, that one takes over what the old one was
    told, what waits for it, and its times. It keeps its own settings, or gets the old ones if it has none.
    But a destination of the new chat that was only proposed gives way to one that somebody has set up.
    """
    doubles = await fetch_all(
        tx,
        "SELECT old.id AS old_id, new.id AS new_id, old.owner_id AS old_owner, new.owner_id AS new_owner"
        " FROM destinations AS old JOIN destinations AS new"
        " ON new.chat_id = ? AND new.thread_id = old.thread_id WHERE old.chat_id = ?",
        new_chat_id,
        old_chat_id,
    )
    moved = []
    for row in doubles:
        if row["new_owner"] is None and row["old_owner"] is not None:
            await _merge(tx, row["new_id"], into=row["old_id"])
        else:
            await _merge(tx, row["old_id"], into=row["new_id"])
            moved.append(row["new_id"])
    left = await fetch_all(tx, "SELECT id FROM destinations WHERE chat_id = ?", old_chat_id)
    await execute(tx, "UPDATE destinations SET chat_id = ? WHERE chat_id = ?", new_chat_id, old_chat_id)
    return [*moved, *(row["id"] for row in left)]


async def _merge(tx: Transaction, old_id: int, *, into: int) -> None:
    await execute(
        tx,
        "UPDATE destinations SET owner_id = coalesce(owner_id,"
        " (SELECT owner_id FROM destinations WHERE id = ?)) WHERE id = ?",
        old_id,
        into,
    )
    await execute(
        tx,
        "UPDATE destinations SET covered = coalesce("
        "min(destinations.covered, old.covered), destinations.covered, old.covered)"
        " FROM (SELECT covered FROM destinations WHERE id = ?) AS old WHERE id = ?",
        old_id,
        into,
    )
    for table in (
        *("editions", "documents", "outbox", "schedules", "preferences", "proofs", "review_requests"),
        *("chat_feeds", "hook_events"),
    ):
        await execute(
            tx, f"UPDATE OR IGNORE {table} SET destination_id = ? WHERE destination_id = ?", into, old_id
        )
    await execute(tx, "DELETE FROM destinations WHERE id = ?", old_id)


def _destination(row: sqlite3.Row) -> Destination:
    return Destination(
        id=row["id"],
        address=Address(row["chat_id"], row["thread_id"]),
        kind=row["kind"],
        title=row["title"],
        owner_id=row["owner_id"],
        language=row["language"],
        zone=row["zone"],
        topics=frozenset(load_strings(row["topics"])),
        news_languages=load_strings(row["news_languages"]),  # type: ignore[arg-type]
        pause=row["pause_reason"],
        created=moment(row["created_at"]),
        preferences=preferences.of_row(row),
        at_most_once=bool(row["rather_miss"]),
        covered=row["covered"],
        mutes=mutes.of_column(row["mutes"]),
        follows=_NONE if row["follows"] is None else frozenset(map(int, row["follows"].split(","))),
        try_at=None if row["try_at"] is None else moment(row["try_at"]),
    )
