"""Turns an editor's message into a raw text, with hidden links and with what a forward says of its origin."""

from __future__ import annotations

import re
from dataclasses import replace

from aiogram.types import Message, MessageEntity, MessageOriginChannel, MessageOriginChat

from digests.models.texts import Published, RawText, is_web_address

_NAMES_SOURCE = re.compile(
    r"источник|подробн|читать|дереккөз|толығырақ|толық|source|read|more", re.IGNORECASE
)


def raw_of(message: Message) -> RawText:
    """The raw text of a message or of its caption."""
    return carried(RawText(_text_of(message), link=hidden_link(message)), message)


def command_text(message: Message) -> RawText:
    """The raw text that follows the command in a message."""
    raw = raw_of(message)
    _, _, rest = _split_command(raw.text)
    return replace(raw, text=rest)


def carried(raw: RawText, message: Message) -> RawText:
    """The raw text of a forward, with its channel, its link and its date."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        username = origin.chat.username
        link = f"https://t.me/{username}/{origin.message_id}" if username else raw.link
        return replace(raw, source=origin.chat.title or username, link=link, published=Published(origin.date))
    if isinstance(origin, MessageOriginChat):
        return replace(raw, source=origin.sender_chat.title, published=Published(origin.date))
    return raw


def file_text(raw: RawText, message: Message) -> RawText:
    """The raw text of a file, with the link in its caption."""
    return carried(replace(raw, link=raw.link or hidden_link(message) or _visible_link(message)), message)


def hidden_link(message: Message) -> str | None:
    """The link behind words that name a source, else the first link behind any words."""
    text = _text_of(message)
    found = [
        (_words_of(entity, text), entity.url)
        for entity in message.entities or message.caption_entities or []
        if _is_link(entity)
    ]
    naming = (url for words, url in found if _NAMES_SOURCE.search(words))
    return next(naming, found[0][1] if found else None)


def _visible_link(message: Message) -> str | None:
    caption = _text_of(message)
    found = (_words_of(entity, caption) for entity in message.caption_entities or [] if entity.type == "url")
    return next(filter(is_web_address, found), None)


def _text_of(message: Message) -> str:
    return message.text or message.caption or ""


def _words_of(entity: MessageEntity, text: str) -> str:
    """The words of an entity; one that begins or ends within a letter gets the whole letter."""
    units = text.encode("utf-16-le")[2 * entity.offset : 2 * (entity.offset + entity.length)]
    return units.decode("utf-16-le", "ignore")


def _is_link(entity: MessageEntity) -> bool:
    return entity.type == "text_link" and is_web_address(entity.url or "")


def _split_command(text: str) -> tuple[str, str, str]:
    match = re.match(r"(\S+)(\s*)", text)
    return (match[1], match[2], text[match.end() :]) if match else ("", "", "")
