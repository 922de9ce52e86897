"""Bytes to text: Unicode with or without a mark, and the 8-bit code pages of Russian and Kazakh."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from digests.text.language import detect_language, language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the next one does
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = (0, 4)  # the upper bytes of Latin and Cyrillic letters, of figures, signs and spaces
_MARKUP_ORDERS = {b"<\0": "utf-16-le", b"{\0": "utf-16-le", b"\0<": "utf-16-be", b"\0{": "utf-16-be"}
_PAIRS_LOOKED_AT = 2000
_CODE_PAGES = ("cp1251", "kz1048", "koi8-r", "cp866")
MIN_CONFIDENCE = 0.5
_LATIN = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what servers call so is more than that
_LOOKED_AT = 1_000_000
_PROGRAM = re.compile(rb"<(?:script|style)\b", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_CONTROLS = frozenset(map(chr, range(0x20))) - set("\t\n\r\f\x0b\x1a\x1b\x08")


def decode(content: bytes) -> str | None:
    """The text, or None when no encoding that we know gives one."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    if (order := _utf16_order(content)) or b"\0" in content[:200]:
        return _decoded(content[: len(content) // 2 * 2], order) if order else None
    text = _utf8(content)
    name = None if text else code_page(content)
    return content.decode(name) if name else text


def decode_declared(content: bytes, declared: Iterable[str | None]) -> str | None:
    """A marked-up text: UTF-8 where it is that, else as it or its server says, unless that is plainly wrong:
    what is shown reads as Russian or Kazakh in another code page, and in this one as nothing.
    """
    if b"\0" in content[:200] or _utf16_order(content):
        return decode(content)
    if text := _whole_utf8(content):
        return text
    shown = _shown(content)
    likely = code_page(shown)
    certain = likely is not None and language_of(shown.decode(likely, "replace")) != "en"
    for name in filter(None, declared):
        text = _as_declared(content, name)
        if text is not None and not (certain and not _reads(shown, name)):
            return text
    text = content.decode(likely, "replace") if likely else decode(content)
    western = text is None and content.lstrip()[:1] == b"<"
    return content.decode("cp1252", "replace") if western else text


def looks_binary(content: bytes) -> bool:
    """Whether the bytes are no text at all: control characters that no text has."""
    text = decode(content[:4096])
    sample = content[:4096].decode("latin-1") if text is None else text
    return sum(sign in _CONTROLS for sign in sample) > len(sample) // 100


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_declared(content: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
        return content.decode(_LATIN.get(codec, codec))
    except (LookupError, UnicodeError, ValueError):
        return None


def _reads(content: bytes, name: str) -> bool:
    """Whether the bytes read as a language of ours in this encoding."""
    text = _as_declared(content, name)
    return text is not None and _confidence(text) > MIN_CONFIDENCE


def _shown(content: bytes) -> bytes:
    """What is not markup, style or program."""
    first, *rest = _PROGRAM.split(content[:_LOOKED_AT])
    return _TAG.sub(b" ", first + b" ".join(part.partition(b"</")[2] for part in rest))


def _whole_utf8(content: bytes) -> str | None:
    """UTF-8; a letter torn here and there is forgiven where many are whole."""
    text = content.decode("utf-8-sig", "replace")
    torn = text.count("\ufffd")
    return text if not torn or 50 * torn < sum(map("\x7f".__lt__, text)) else None


def _utf8(content: bytes) -> str | None:
    """UTF-8, forgiving a torn letter here and there."""
    text = content.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= len(text) // 200 else None


def _utf16_order(content: bytes) -> str | None:
    """UTF-16 without a mark: it begins as markup does, or nearly every second byte is an upper one of our
    letters and signs.
    """
    if content[:2] in _MARKUP_ORDERS:
        return _MARKUP_ORDERS[content[:2]]
    start = content[: 2 * _PAIRS_LOOKED_AT]
    big, little = (sum(map(start[at::2].count, _HIGH)) for at in (0, 1))
    if 10 * max(big, little) < 7 * (len(start) // 2) or max(big, little) <= 4 * min(big, little):
        return None
    return "utf-16-be" if big > little else "utf-16-le"


def code_page(content: bytes) -> str | None:
    """The code page in which the bytes read as a language of ours, Windows-1251 first."""
    best: tuple[float, str] | None = None
    for name in _CODE_PAGES:
        text = _decoded(content, name)
        if text is None:
            continue
        confidence = _confidence(text)
        if best is None or confidence > best[0]:
            best = (confidence, name)
    return best[1] if best and best[0] > MIN_CONFIDENCE else None


def _confidence(text: str) -> float:
    detection = detect_language(text)
    return 0.0 if detection.language == "unknown" else detection.confidence * _lower_share(text)


def _lower_share(text: str) -> float:
    """Small letters among the letters: a wrong code page turns small letters into capitals."""
    letters = [sign for sign in text[:2000] if sign.isalpha()]
    return sum(sign.islower() for sign in letters) / len(letters) if letters else 0.0
