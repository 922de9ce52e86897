"""Feeds of every kind as bytes, in whatever encoding: which kind they are, or why none."""

from __future__ import annotations

import re

from digests.formats.entries import Feed, FeedProblem
from digests.formats.json_feed import read_json_feed
from digests.formats.rss_atom import read_xml_feed
from digests.formats.telegram_preview import read_channel_preview
from digests.formats.xml_repair import mended_xml
from digests.text.encodings import decode_declared

_DECLARED = re.compile(r"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
# What these hold declares nothing; one that is never closed goes to the end.
_HOLDERS = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_DTD = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST)\b|<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)


def read_feed(content: bytes, *, url: str, charset: str | None = None) -> Feed | FeedProblem:
    """`charset` is what the server said. Never fails, whatever the bytes."""
    text = _text(content, charset)
    if text is None:
        return FeedProblem.NO_FEED
    if _DTD.search(_HOLDERS.sub("", text)):
        return FeedProblem.DANGEROUS
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return read_json_feed(text, url) or FeedProblem.NO_FEED
    if "tgme_widget_message" in text[:500_000]:
        return read_channel_preview(text, url) or FeedProblem.NO_FEED
    return read_xml_feed(mended_xml(text), url)


def _text(content: bytes, charset: str | None) -> str | None:
    """UTF-8 where it is that, whatever is declared; else what is declared, else what reads as a language."""
    declared = _DECLARED.match(content[:300].decode("latin-1"))
    text = decode_declared(content, (declared and declared[1], charset))
    return text and _DECLARED.sub("<?xml version='1.0'", text, count=1)
