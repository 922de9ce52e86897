"""Bytes to text: Unicode with or without a mark, and the 8-bit code pages of Russian and Kazakh."""

from __future__ import annotations

import codecs

from digests.language import detect_language

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CODE_PAGES = ("cp1251", "kz1048", "koi8-r", "cp866")
_CONTROLS = frozenset(map(chr, range(0x20))) - set("\t\n\r\f\x0b\x1a\x1b\x08")


def decode(content: bytes) -> str | None:
    """The text, or None when no encoding that we know gives one."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\0" in content[:200]:
        return _utf16(content)
    text = _utf8(content)
    name = None if text else code_page(content)
    return content.decode(name) if name else text


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


def _utf8(content: bytes) -> str | None:
    """UTF-8, forgiving a torn letter here and there."""
    text = content.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= len(text) // 200 else None


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: spaces and line ends tell on which side the zero bytes stand."""
    little = content.count(b" \0") + content.count(b"\n\0")
    big = content.count(b"\0 ") + content.count(b"\0\n")
    text = _decoded(content, "utf-16-le" if little >= big else "utf-16-be")
    return text if text and 2 * sum(sign < "\u0600" for sign in text) > len(text) else None


def code_page(content: bytes) -> str | None:
    """The code page in which the bytes read as a language of ours, Windows-1251 first."""
    best: tuple[float, str] | None = None
    for name in _CODE_PAGES:
        text = _decoded(content, name)
        if text is None:
            continue
        detection = detect_language(text)
        confidence = 0.0 if detection.language == "unknown" else detection.confidence * _lower_share(text)
        if best is None or confidence > best[0]:
            best = (confidence, name)
    return best[1] if best and best[0] > 0.5 else None


def _lower_share(text: str) -> float:
    """Small letters among the letters: a wrong code page turns small letters into capitals."""
    letters = [sign for sign in text[:2000] if sign.isalpha()]
    return sum(sign.islower() for sign in letters) / len(letters) if letters else 0.0
