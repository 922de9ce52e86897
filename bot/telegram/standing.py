"""Who may set up a chat: asked of Telegram, a positive answer remembered for some minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    Message,
)

from storage.destinations import Kind

REMEMBERED_FOR = timedelta(minutes=5)
REMEMBERED = 10_000
Lack = Literal["absent", "rights"]


class Standing:
    def __init__(self) -> None:
        self._known: dict[tuple[int, int], datetime] = {}

    async def manages(self, bot: Bot, chat_id: int, person_id: int, now: datetime) -> bool:
        """Whether the person is an administrator there who may post."""
        key = (chat_id, person_id)
        if key in self._known and now - self._known[key] < REMEMBERED_FOR:
            return True
        if not await _manages(bot, chat_id, person_id):
            self._known.pop(key, None)
            return False
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[key] = now
        return True

    async def speaks_for(self, bot: Bot, message: Message, now: datetime) -> bool:
        """Whether who wrote this manages the chat. Anonymous admins write as the group itself."""
        if message.sender_chat is not None:
            return message.sender_chat.id == message.chat.id
        writer = message.from_user
        return writer is not None and await self.manages(bot, message.chat.id, writer.id, now)


async def lack_of_bot(bot: Bot, chat_id: int, kind: Kind) -> Lack | None:
    """Why the bot itself cannot write there, if so."""
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
    except (TelegramForbiddenError, TelegramBadRequest):
        return "absent"
    match member:
        case ChatMemberAdministrator():
            return None if kind != "channel" or member.can_post_messages else "rights"
        case ChatMemberRestricted():
            return None if member.is_member and member.can_send_messages else "rights"
        case ChatMemberMember():
            return None if kind != "channel" else "rights"
        case _:
            return "absent"


async def may_pin(bot: Bot, chat_id: int, kind: Kind) -> bool:
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
    except (TelegramForbiddenError, TelegramBadRequest):
        return False
    if not isinstance(member, ChatMemberAdministrator):
        return False
    return bool(member.can_edit_messages if kind == "channel" else member.can_pin_messages)


async def _manages(bot: Bot, chat_id: int, person_id: int) -> bool:
    try:
        member = await bot.get_chat_member(chat_id, person_id)
    except (TelegramForbiddenError, TelegramBadRequest):
        return False
    if isinstance(member, ChatMemberAdministrator):
        return member.can_post_messages is not False
    return isinstance(member, ChatMemberOwner)
