"""Where a forwarded message comes from, as the Bot API tells it."""

from __future__ import annotations

from typing import Any

from bot.playground.world.chats import Chat
from bot.playground.world.messages import Message

Json = dict[str, Any]
_FAR_CHANNEL = -1_009_000_000_001


def origin_of(message: Message) -> Json:
    """A forward of a forward keeps the first origin."""
    if message.forward_origin is not None:
        return message.forward_origin
    if message.chat.kind == "channel":
        chat = message.chat.api()
        return {"type": "channel", "date": message.date, "chat": chat, "message_id": message.id}
    if message.sender_chat is not None:
        return {"type": "chat", "date": message.date, "sender_chat": message.sender_chat.api()}
    if message.sender is None:
        return {"type": "hidden_user", "date": message.date, "sender_user_name": "?"}
    return {"type": "user", "date": message.date, "sender_user": message.sender.api()}


def origin_of_text(channel: Chat | str | None, date: int) -> Json:
    """Of words written elsewhere: in a channel of this name that the bot doesn't know, or by a stranger."""
    if channel is None:
        return {"type": "hidden_user", "date": date, "sender_user_name": "Аноним"}
    if isinstance(channel, str):
        chat: Json = {"id": _FAR_CHANNEL, "title": channel, "type": "channel"}
        return {"type": "channel", "date": date, "chat": chat, "message_id": 1}
    return {
        "type": "channel",
        "date": date,
        "chat": channel.api(),
        "message_id": channel.last_id + 1,
    }
