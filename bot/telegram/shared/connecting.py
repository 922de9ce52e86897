"""Connecting a group, forum topic or channel: who may, and what the bot needs there."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from hmac import compare_digest

from aiogram import Bot
from aiogram.types import Message

from bot.subscribers import chats
from bot.telegram.shared.chat_rights import ChatRights, what_bot_lacks
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.replies import reply
from bot.views.common import message as views
from bot.views.common.menu import link_button, plain
from bot.views.owner.chats import proposed
from storage import destinations
from storage.database import Database
from storage.destinations import Address, ChatKind, Destination

_CLAIM = re.compile(r"d([0-9]{1,12})(?:_([0-9a-f]{20}))?")


@dataclass(frozen=True, slots=True)
class Connected:
    """`destination_id` is None when it failed; `words` say why."""

    words: str
    destination_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChatToConnect:
    """A chat, or a topic in it, that somebody wants to connect."""

    address: Address
    kind: ChatKind
    title: str


async def connect(
    wanted: ChatToConnect, context: RequestContext, bot: Bot, db: Database, chat_rights: ChatRights
) -> Connected:
    say, person_id = context.say, context.person.id
    address, title = wanted.address, wanted.title
    if not await chat_rights.manages(bot, address.chat_id, person_id, context.now):
        return Connected(say("connect-not-admin", title=title))
    if lack := await what_bot_lacks(bot, address.chat_id, wanted.kind):
        return Connected(say(f"connect-bot-{lack}", title=title))
    if await _is_taken(address, context, bot, db, chat_rights):
        return Connected(say("connect-taken", title=title))
    number = await chats.connect(
        db,
        address,
        wanted.kind,
        title,
        owner_id=person_id,
        language=context.destination.language,
        zone=context.destination.zone,
        now=context.now,
    )
    return Connected(say("connect-done", title=title), number)


async def here(
    message: Message, bot: Bot, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    """An admin proposes this group or forum topic; a link to confirm it leads to the private chat."""
    if not await chat_rights.speaks_for(bot, message, context.now):
        await reply(message, plain(context.say("here-not-admin")))
        return
    thread = message.message_thread_id if message.is_topic_message else None
    number = await chats.propose(
        db,
        Address(message.chat.id, thread or 0),
        _title(message),
        language=context.destination.language,
        zone=context.destination.zone,
        now=context.now,
    )
    link = f"https://t.me/{context.bot_username}?start=d{number}_{_seal(number, bot)}"
    await reply(message, link_button(context.say("here-proposed"), context.say("button-here"), link))


async def proposed_to(
    number: int, context: RequestContext, bot: Bot, db: Database, chat_rights: ChatRights
) -> Destination | None:
    """The group or forum topic that /here proposed, for those who manage it; others do not even learn its
    name.
    """
    found = await _place(number, db)
    if found is None:
        return None
    chat_id = found.address.chat_id
    return found if await chat_rights.manages(bot, chat_id, context.person.id, context.now) else None


async def proposal(
    payload: str, context: RequestContext, bot: Bot, db: Database, chat_rights: ChatRights
) -> views.Message | None:
    """What the link of /here leads to; None for a number that somebody guessed.

    A link from an earlier version has no seal and works only for those who manage the chat.
    """
    match = _CLAIM.fullmatch(payload)
    if match is None:
        return None
    number = int(match[1])
    sealed = match[2] is not None and compare_digest(match[2], _seal(number, bot))
    found = await (_place(number, db) if sealed else proposed_to(number, context, bot, db, chat_rights))
    return proposed(found.title, found.id, context.say) if found else None


async def _place(number: int, db: Database) -> Destination | None:
    async with db.read() as reader:
        found = await destinations.get(reader, number)
    return found if found and found.kind != "private" else None


def _seal(number: int, bot: Bot) -> str:
    """A signature that cannot be made without the bot's token."""
    return hmac.new(bot.token.encode(), f"claim {number}".encode(), "sha256").hexdigest()[:20]


async def _is_taken(
    address: Address, context: RequestContext, bot: Bot, db: Database, chat_rights: ChatRights
) -> bool:
    """Whether another owner is still an administrator there. The bot's admins may take it over."""
    async with db.read() as reader:
        known = await destinations.at(reader, address)
    if known is None or known.owner_id in (None, context.person.id) or context.admin:
        return False
    return await chat_rights.manages(bot, address.chat_id, known.owner_id or 0, context.now)


def _title(message: Message) -> str:
    title = message.chat.title or ""
    opened = message.reply_to_message
    if message.is_topic_message and opened and opened.forum_topic_created:
        return f"{title} · {opened.forum_topic_created.name}"
    return f"{title} · {message.message_thread_id}" if message.is_topic_message else title
