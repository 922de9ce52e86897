"""What a person wrote, with its formatting, as the views' HTML."""

from __future__ import annotations

import re

from aiogram.types import Message

from bot.views.formatting import MARK_KINDS, Mark, formatted
from bot.views.html import Html, units

_COMMAND = re.compile(r"/\S+\s*")


def written(message: Message) -> Html:
    """The text without the command before it. Addresses and mentions stay words: Telegram finds them anew."""
    plain = message.text or ""
    command = _COMMAND.match(plain)
    head = command[0] if command else ""
    before = units(head)
    marks = [
        Mark(entity.type, entity.offset - before, entity.offset + entity.length - before, entity.url)
        for entity in message.entities or []
        if entity.type in MARK_KINDS
    ]
    return formatted(plain[len(head) :], marks)
