"""Reads the bytes of any kind of feed in any encoding, or says why they are none."""

from __future__ import annotations

import re

from digests.formats.entries import Feed, FeedProblem
from digests.formats.json_feed import read_json_feed
from digests.formats.rss_atom import read_xml_feed
from digests.formats.telegram_preview import read_channel_preview
from digests.formats.xml_repair import mended_xml, xml_text

# What these hold declares nothing; one that is never closed goes to the end.
_HOLDERS = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_DTD = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST)\b|<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)


def read_feed(content: bytes, *, url: str, charset: str | None = None) -> Feed | FeedProblem:
    """`charset` is what the server said. Never fails, whatever the bytes are."""
    text = xml_text(content, charset)
    if text is None:
        return FeedProblem.NO_FEED
    if _DTD.search(_HOLDERS.sub("", text)):
        return FeedProblem.DANGEROUS
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return read_json_feed(text, url) or FeedProblem.NO_FEED
    if "tgme_widget_message" in text[:500_000]:
        return read_channel_preview(text, url) or FeedProblem.NO_FEED
    return read_xml_feed(mended_xml(text), url)
