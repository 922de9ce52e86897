"""Chats and messages as the page in the browser is told of them."""

from __future__ import annotations

from typing import Any

from bot.playground.world.accounts import Account
from bot.playground.world.chats import Chat
from bot.playground.world.messages import Message

Json = dict[str, Any]


def page_message(message: Message) -> Json:
    return {
        "id": message.id,
        "chat": message.chat.id,
        "thread": message.thread,
        "from": _author(message),
        "out": not message.by_bot,
        "date": message.date,
        "edited": message.edited,
        "text": message.text,
        "entities": [entity.api() for entity in message.entities],
        "document": _document(message),
        "photo": {"url": f"/control/files/{message.photo.id}"} if message.photo is not None else None,
        "preview": message.preview,
        "forwarded_from": _origin(message.forward_origin),
        "inline_keyboard": message.inline_keyboard or None,
        "reply_keyboard": message.chat.reply_keyboard,
        "pinned": message.pinned,
        "silent": message.silent,
        "service": _service(message),
    }


def page_person(account: Account) -> Json:
    return {
        "id": account.id,
        "name": account.name,
        "username": account.username,
        "language": account.language,
        "role": account.role,
    }


def page_chat(chat: Chat) -> Json:
    newest = chat.newest()
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "person": chat.person.id if chat.person is not None else None,
        "topics": [
            {"id": topic.id, "name": topic.name} for topic in chat.topics.values() if not topic.deleted
        ],
        "blocked": chat.blocked,
        "unread": chat.unread,
        "last": page_message(newest) if newest is not None else None,
    }


def _author(message: Message) -> Json | None:
    if message.sender_chat is not None:
        return {"id": message.sender_chat.id, "name": message.sender_chat.title, "bot": message.by_bot}
    if message.sender is not None:
        return {"id": message.sender.id, "name": message.sender.name, "bot": message.sender.is_bot}
    return None


def _document(message: Message) -> Json | None:
    """Also of a voice message or a sticker, which the page shows by their names."""
    file = message.document or message.voice or message.sticker
    if file is None:
        return None
    return {"name": file.name, "size": len(file.content), "url": f"/control/files/{file.id}"}


def _origin(origin: Json | None) -> str | None:
    if origin is None:
        return None
    if origin["type"] == "hidden_user":
        return str(origin["sender_user_name"])
    if origin["type"] == "user":
        return str(origin["sender_user"]["first_name"])
    chat: Json = origin["chat"] if "chat" in origin else origin["sender_chat"]
    return str(chat["title"])


def _service(message: Message) -> str | None:
    """The kind of a service message, the Bot API's name of its field."""
    return next(iter(message.service), None) if message.service is not None else None
