"""Repairs the XML that programs and people write, so that a strict parser can read all of it."""

from __future__ import annotations

import re
from html import escape, unescape
from html.entities import html5

from digests.text.encodings import decode_declared

_DECLARED = re.compile(r"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_PIECES = re.compile(
    r"<!\[CDATA\[(?P<held>.*?)(?:\]\]>|\Z)"
    r"|(?P<kept><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))"
    r"|<(?P<end>/?)(?P<prefix>[\w.-]{1,30}):(?P<name>full-text|content|description)(?P<rest>[^<>]{0,2000}>)"
    r"|&(?P<reference>(?:\#\d{1,12}|\#x[0-9a-f]{1,12}|[a-z]\w{1,31});)?"
    r"|\]\]>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'])(?P<name>[\w:.-]{1,40})\s*=\s*(?P<sign>["'])(?P<value>.{0,1000}?)(?P=sign)"""
    r"""(?=\s*[?/]?>|\s*[\w:.-]{1,40}\s*=\s*["'])""",
    re.DOTALL,
)
_NAMESPACE = re.compile(r"""xmlns:([\w.-]{1,30})\s*=\s*["']([^"'<>]{1,200})["']""")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LEGAL = ((9, 10, 13), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
_NUMBER = re.compile(r"&#([0-9]{1,12}|x[0-9a-f]{1,12});?", re.IGNORECASE)
_XML_NAMES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_USUAL_PREFIXES = {"news.yandex.ru": "yandex", "turbo.yandex.ru": "turbo", "search.yahoo.com/mrss": "media"}
# What feedparser doesn't read, or takes for the text of an article: its own name for a full text, or ours.
_NAMES = {
    ("yandex", "full-text"): "fullitem",
    ("turbo", "content"): "fullitem",
    ("media", "description"): "caption",
}


def xml_text(content: bytes, charset: str | None = None) -> str | None:
    """Decoded as UTF-8 if it is that, whatever is declared; else as declared; else in whatever way reads as a
    language.

    `charset` is what the server said. The result declares no encoding any more.
    """
    declared = _DECLARED.match(content[:300].decode("latin-1"))
    text = decode_declared(content, (declared and declared[1], charset))
    return text and _DECLARED.sub("<?xml version='1.0'", text, count=1)


def mended_xml(text: str) -> str:
    """Repairs bare ampersands, unknown references, forbidden characters, and CDATA within CDATA.

    Full texts in Yandex's formats become `fullitem`, descriptions of pictures and films `caption`.
    """
    usual = {
        prefix: name
        for prefix, address in _NAMESPACE.findall(text[:20_000])
        for place, name in _USUAL_PREFIXES.items()
        if place in address.lower()
    }
    return _PIECES.sub(lambda piece: _mended(piece, usual), _ILLEGAL.sub("", text))


def mended_attributes(text: str) -> str:
    """Escapes quotes within a quoted value, which ends only before another attribute or the tag's end."""
    return _ATTRIBUTE.sub(lambda found: f' {found["name"]}="{escape(unescape(found["value"]))}"', text)


def legal_markup(page: str) -> str:
    """Markup with a space for each sign that XML has not, as it is or as a number: lxml reads those in HTML,
    but moves no text that has one.
    """
    return _NUMBER.sub(
        lambda number: number[0] if _is_legal(_code(number[1])) else " ", _ILLEGAL.sub(" ", page)
    )


def _mended(piece: re.Match[str], usual: dict[str, str]) -> str:
    if piece["held"] is not None:
        return f"<![CDATA[{piece['held']}]]>"
    if piece["kept"]:
        return piece[0]
    if piece["name"]:
        prefix = piece["prefix"].lower()
        name = _NAMES.get((usual.get(piece["prefix"], prefix), piece["name"].lower()))
        empty = "/" if piece["rest"].endswith("/>") else ""
        return f"<{piece['end']}{name}{empty}>" if name else piece[0]
    if piece[0].startswith("&"):
        return _reference(piece["reference"])
    return ""  # the end of a CDATA section that was none


def _reference(name: str | None) -> str:
    if name is None or name in _XML_NAMES:
        return f"&{name or 'amp;'}"
    if not name.startswith("#"):
        return escape(html5[name], quote=False) if name in html5 else f"&amp;{name}"
    code = _code(name[1:-1])
    return f"&#{code};" if _is_legal(code) else ""


def _code(number: str) -> int:
    """That `97` or `x61` writes."""
    return int(number[1:], 16) if number[0] in "xX" else int(number)


def _is_legal(code: int) -> bool:
    return any(code in codes for codes in _LEGAL)
