"""Who may set up a chat. Telegram is asked, and a positive answer is remembered for some minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import TelegramMethod
from aiogram.types import Message

from storage.destinations import ChatKind

REMEMBERED_FOR = timedelta(minutes=5)
MAX_REMEMBERED_RIGHTS = 10_000
MissingRight = Literal["absent", "rights"]


Json = dict[str, Any]
_OUT = ("left", "kicked", "banned")


class GetRawMember(TelegramMethod[Json]):
    """getChatMember without parsing: only the asked fields must be there, as Bot API servers differ in the
    rest.
    """

    __returning__ = Json
    __api_method__ = "getChatMember"

    chat_id: int
    user_id: int


class GetRawChat(TelegramMethod[Json]):
    """getChat without parsing, for the same reason."""

    __returning__ = Json
    __api_method__ = "getChat"

    chat_id: int


class ChatRights:
    def __init__(self) -> None:
        self._known: dict[tuple[int, int], datetime] = {}

    async def manages(self, bot: Bot, chat_id: int, person_id: int, now: datetime) -> bool:
        """Whether the person is an administrator there and may post."""
        key = (chat_id, person_id)
        if key in self._known and now - self._known[key] < REMEMBERED_FOR:
            return True
        if not await _manages(bot, chat_id, person_id):
            self._known.pop(key, None)
            return False
        if len(self._known) >= MAX_REMEMBERED_RIGHTS:
            self._known.clear()
        self._known[key] = now
        return True

    async def speaks_for(self, bot: Bot, message: Message, now: datetime) -> bool:
        """Whether the author of this message manages the chat. Anonymous admins write as the group itself."""
        if message.sender_chat is not None:
            return message.sender_chat.id == message.chat.id
        writer = message.from_user
        return writer is not None and await self.manages(bot, message.chat.id, writer.id, now)


async def what_bot_lacks(bot: Bot, chat_id: int, kind: ChatKind) -> MissingRight | None:
    """The right that the bot needs there and does not have; None when it has all."""
    member = await member_of(bot, chat_id, bot.id)
    if member is None or member.get("status") in _OUT or member.get("is_member") is False:
        return "absent"
    if kind == "channel":
        return None if _is_admin(member) and member.get("can_post_messages") else "rights"
    return "rights" if member.get("can_send_messages") is False else None


async def may_pin(bot: Bot, chat_id: int, kind: ChatKind) -> bool:
    member = await member_of(bot, chat_id, bot.id)
    right = "can_edit_messages" if kind == "channel" else "can_pin_messages"
    return member is not None and _is_admin(member) and bool(member.get(right))


async def member_of(bot: Bot, chat_id: int, person_id: int) -> Json | None:
    """A person's membership of a chat as Telegram tells it; None where it does not."""
    try:
        return await bot(GetRawMember(chat_id=chat_id, user_id=person_id))
    except (TelegramForbiddenError, TelegramBadRequest):
        return None


async def title_of(bot: Bot, chat_id: int) -> str:
    chat = await bot(GetRawChat(chat_id=chat_id))
    return str(chat.get("title") or "")


async def _manages(bot: Bot, chat_id: int, person_id: int) -> bool:
    member = await member_of(bot, chat_id, person_id)
    return member is not None and _is_admin(member) and member.get("can_post_messages") is not False


def _is_admin(member: Json) -> bool:
    return member.get("status") in ("creator", "administrator")
