"""Characters nobody meant: invisible marks, odd spaces and line ends, loose accents, entities."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache


def _class_of(codes: Sequence[int]) -> str:
    """A character class in ranges, which is quick to match beyond the first 65,536 characters too."""
    starts = [code for code, before in zip(codes, (None, *codes), strict=False) if before != code - 1]
    ends = [code for code, after in zip(codes, (*codes[1:], None), strict=True) if after != code + 1]
    ranges = (f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in zip(starts, ends, strict=True))
    return f"[{''.join(ranges)}]"


_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0xAD,  # soft hyphen
    0x61C,
    *range(0x200B, 0x2010),  # zero-width spaces and joiners, direction marks
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFE0F,
    0xFEFF,
    0xFFFC,
    0xFFFD,
    *range(0xD800, 0xF900),  # half pairs; private use: Word's bullets
    *range(0xE0000, 0xE0080),
]
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_HIDDEN),
    **{ord(space): " " for space in _SPACES},
    **{ord(line_end): "\n" for line_end in _BREAKS},
    ord("\n"): "\n",
}
_ODD = re.compile(_class_of(sorted(_TABLE.keys() - {ord("\n")})))
_NONCHARACTERS = re.compile("[\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_STRESS = re.compile(r"(?<=[а-яёА-ЯЁ])\u0301")
_SIGNS = re.compile(r"[\W_]+")
_SPACE_RUN = re.compile(r"  +")


def clean_characters(text: str) -> str:
    """The text in plain characters: spaces are spaces, lines end with a line feed."""
    if "&" in text:
        text = _ENTITY.sub(lambda entity: _unescaped(entity[0]), text)
    text = _ODD.sub(_plain, text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    text = _STRESS.sub("", text) if "\u0301" in text else text
    return _SPACE_RUN.sub(" ", text) if "  " in text else text


def printable(text: str) -> str:
    """The text without what no paper shows and XML has no room for; entities and accents stay as they are."""
    return _NONCHARACTERS.sub("", _ODD.sub(_plain, text))


def letters_of(text: str) -> str:
    """Its letters and figures alone, in small letters: what stays of a text that is set or typed anew."""
    return _SIGNS.sub("", "".join(text.split())).casefold()


def _plain(odd: re.Match[str]) -> str:
    return _TABLE[ord(odd[0])] or ""


@lru_cache(maxsize=256)
def _unescaped(entity: str) -> str:
    return html.unescape(entity)
