"""Chats to which the bot may not write: they are paused, nothing is forgotten, and their owners are told
once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.views.common.message import dump_buttons
from bot.views.owner.chats import ChatTrouble, cannot_write
from storage import destinations, message_texts, outbox, sent_messages
from storage.database import Transaction
from storage.destinations import Address, Destination
from storage.outbox import NewRow

PAUSE_NOTICE = "notice"
NOTICE_USEFUL_FOR = timedelta(days=2)


async def pause_chat(
    tx: Transaction, chat_id: int, trouble: ChatTrouble, now: datetime, *, told: bool = False
) -> None:
    """Pause all destinations of a chat to which the bot may no longer write, and tell their owners.

    `told`: Telegram announced it, and will announce its end; otherwise they are tried again from time to
    time.
    """
    paused = await destinations.pause_chat(tx, chat_id, now, told=told)
    notified: set[int] = set()
    for destination in (await destinations.get_many(tx, paused)).values():
        if destination.owner_id not in notified:
            await _tell_owner(tx, destination, trouble, now)
            notified.add(destination.owner_id or 0)


async def pause_topic(tx: Transaction, destination_id: int, reason: str, now: datetime) -> None:
    """Pause one forum topic that is closed or gone."""
    if not await destinations.pause(tx, destination_id, "closed", now, told=False):
        return
    found = await destinations.get(tx, destination_id)
    if found is not None:
        await _tell_owner(tx, found, "closed" if "closed" in reason.lower() else "deleted", now)


async def resume_refused(tx: Transaction, address: Address) -> None:
    """End the pauses of a chat that Telegram caused, because something has arrived there."""
    await destinations.resume_blocked(tx, address.chat_id)
    await destinations.resume_topic(tx, address)


async def move_chat(tx: Transaction, old_chat_id: int, new_chat_id: int, now: datetime) -> None:
    """Follow a group that was upgraded to another chat. That the bot "left" the old chat means nothing for
    the new.
    """
    moved = await destinations.move_chat(tx, old_chat_id, new_chat_id)
    if moved:
        await sent_messages.forget_numbers(tx, moved, now)
        await destinations.resume_blocked(tx, new_chat_id)


async def _tell_owner(tx: Transaction, destination: Destination, trouble: ChatTrouble, now: datetime) -> None:
    """Tell the owner in private, if they have ever written to the bot; once for each pause."""
    if destination.owner_id is None or destination.kind == "private":
        return
    owner = await destinations.at(tx, Address(destination.owner_id))
    if owner is None:
        return
    words = cannot_write(trouble, destination.title, owner.language)
    message_id = await message_texts.add(tx, words.text, dump_buttons(words.buttons))
    ref = await outbox.next_ref(tx, PAUSE_NOTICE, owner.id)
    await outbox.add_all(tx, [NewRow(PAUSE_NOTICE, ref, owner.id, message_id, now + NOTICE_USEFUL_FOR)], now)
