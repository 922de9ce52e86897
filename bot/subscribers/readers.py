"""Readers: their first meeting, what they were asked, leaving and coming back."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.delivery import pauses
from digests.models.texts import Language
from storage import destinations, people, updates
from storage.database import Database
from storage.destinations import Address, ChatKind, Destination


async def get_or_create(
    db: Database, person_id: int, *, language: Language, zone: str, now: datetime
) -> Destination:
    """The destination of the person's private chat, which is created at the first meeting."""
    address = Address(person_id)
    async with db.transaction() as tx:
        await people.add(tx, person_id, now)
        await destinations.add(tx, address, "private", language=language, zone=zone, now=now)
        met = await destinations.at(tx, address)
    if met is None:
        raise LookupError(f"the private chat {person_id} has vanished")
    return met


def transient_destination(address: Address, kind: ChatKind, *, language: Language, zone: str) -> Destination:
    """A destination for a chat about which nothing is kept: it reads everything."""
    return Destination(
        id=0,
        address=address,
        kind=kind,
        title="",
        owner_id=None,
        language=language,
        zone=zone,
        topics=frozenset(),
        news_languages=(),
        pause=None,
        created=datetime.fromtimestamp(0, UTC),
    )


async def set_pending_question(db: Database, person_id: int, question: str | None) -> None:
    """The person's next text answers this question; None withdraws the question."""
    async with db.transaction() as tx:
        await people.set_awaiting(tx, person_id, question)


async def keep_question(db: Database, update_id: int, question: str) -> None:
    """Remember which question an update answers, so that it answers the same one when handled again after a
    restart.
    """
    async with db.transaction() as tx:
        await updates.keep_question(tx, update_id, question)


async def mark_blocked(db: Database, chat_id: int, now: datetime) -> None:
    """The bot was blocked or removed: everything is kept and nothing is sent."""
    async with db.transaction() as tx:
        await pauses.pause_chat(tx, chat_id, "removed", now, told=True)


async def mark_unblocked(db: Database, chat_id: int) -> None:
    async with db.transaction() as tx:
        await destinations.resume_blocked(tx, chat_id)


async def arrived(db: Database, address: Address) -> None:
    """End the pause of a place that Telegram had refused: it took an answer there, so the bot may write
    again.
    """
    async with db.read() as reader:
        refused = await destinations.is_refused(reader, address)
    if refused:
        async with db.transaction() as tx:
            await pauses.resume_refused(tx, address)


async def topic_opened(db: Database, address: Address) -> None:
    async with db.transaction() as tx:
        await destinations.resume_topic(tx, address)


async def migrate_chat(db: Database, old_chat_id: int, new_chat_id: int, now: datetime) -> None:
    """A group with the bot in it has become a supergroup."""
    async with db.transaction() as tx:
        await pauses.move_chat(tx, old_chat_id, new_chat_id, now)
