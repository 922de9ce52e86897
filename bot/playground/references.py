"""Character references in the Bot API's HTML: four names and numbers."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def unescaped(source: str) -> str:
    return _REFERENCE.sub(lambda match: reference_at(match[0], 0)[0], source)


def reference_at(source: str, at: int) -> tuple[str, int]:
    """The character that a reference at `at` stands for, or the ampersand itself; and where to go on."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    digits, base = (match[1], 16) if match[1] is not None else (match[2], 10)
    if digits is None:
        char = _NAMED.get(match[3])
        return (char, match.end()) if char else ("&", at + 1)
    code = int(digits, base) if digits and len(match[0].rstrip(";")) < 10 else 0
    return (chr(code), match.end()) if 0 < code < 0x10FFFF else ("&", at + 1)
