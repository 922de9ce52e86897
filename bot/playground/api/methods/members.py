"""What a bot asks about chats and those in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.api.access import accessible_chat
from bot.playground.api.call import Call
from bot.playground.errors import bad_request
from bot.playground.world.chats import Chat, Member
from bot.playground.world.places import tell_bots_place

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]
_GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
)  # fmt: skip


def get_chat(telegram: Telegram, call: Call) -> Json:
    chat = accessible_chat(telegram.world, call.text("chat_id"), "read")
    info = chat.api() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    pinned = next((message for message in reversed(chat.messages.values()) if message.pinned), None)
    return info | ({"pinned_message": pinned.api()} if pinned is not None else {})


def get_chat_member(telegram: Telegram, call: Call) -> Json:
    chat = accessible_chat(telegram.world, call.text("chat_id"), "read")
    return _member(telegram, chat, call.integer("user_id")).api(chat.kind)


def _member(telegram: Telegram, chat: Chat, user_id: int) -> Member:
    account = telegram.bot if user_id == telegram.bot.id else telegram.world.people.get(user_id)
    if account is None:
        raise bad_request("invalid user_id specified" if user_id <= 0 else "user not found")
    if chat.person is not None:
        return (
            Member(account, "member") if account in (chat.person, telegram.bot) else Member(account, "left")
        )
    return chat.member(account)


def get_chat_administrators(telegram: Telegram, call: Call) -> list[Json]:
    chat = accessible_chat(telegram.world, call.text("chat_id"), "read")
    if chat.person is not None:
        raise bad_request("there are no administrators in the private chat")
    return [
        member.api(chat.kind)
        for member in chat.members.values()
        if member.is_admin and (not member.account.is_bot or member.account is telegram.bot)
    ]


def get_chat_member_count(telegram: Telegram, call: Call) -> int:
    chat = accessible_chat(telegram.world, call.text("chat_id"), "read")
    return 2 if chat.person is not None else sum(member.is_in for member in chat.members.values())


def leave_chat(telegram: Telegram, call: Call) -> bool:
    chat = accessible_chat(telegram.world, call.text("chat_id"), "read")
    if chat.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    old = telegram.world.bot_in(chat)
    if old.is_in:
        new = telegram.world.set_member(chat, telegram.bot, "left")
        tell_bots_place(telegram, chat, telegram.bot.api(), old, new)
    return True


METHODS = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
}
