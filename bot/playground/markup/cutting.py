"""How Telegram's apps cut a long paste into messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.playground.markup.entities import utf16_length

MAX_TEXT = 4096
# A piece ends after the last of these in its second half; the first kind that occurs there wins.
_BORDERS = tuple(re.compile(pattern) for pattern in (r"\n\s*\n", r"\n", r"[.!?…]\s", r"\s"))


def cut(text: str) -> list[str]:
    """Pieces of at most 4096 UTF-16 units, preferring the end of a paragraph, a line, a sentence, a word."""
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        room = _longest(text, at)
        end = room if room == len(text) else _border(text, at, room)
        piece = text[at:end].strip()
        if piece:
            yield piece
        at = end


def _longest(text: str, at: int) -> int:
    """Where a piece from `at` must end at the latest."""
    end = min(len(text), at + MAX_TEXT)
    over = utf16_length(text[at:end]) - MAX_TEXT
    while over > 0:
        end -= (over + 1) // 2
        over = utf16_length(text[at:end]) - MAX_TEXT
    return end


def _border(text: str, at: int, room: int) -> int:
    middle = at + (room - at) // 2
    for pattern in _BORDERS:
        end = max((match.end() for match in pattern.finditer(text, middle, room)), default=0)
        if end:
            return end
    return room
