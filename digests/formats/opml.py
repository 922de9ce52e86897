"""OPML: lists of feeds, as feed readers write and read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.formats.entries import one_line
from digests.formats.xml_repair import mended_attributes, mended_xml, xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_OUTLINES = 20_000
_DTD = re.compile(rb"<!(?:ENTITY|DOCTYPE|ELEMENT|ATTLIST)\b", re.IGNORECASE)
_OPML = re.compile(rb"<opml\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list. `site`: its publisher's page, if the list names it."""

    url: str
    title: str = ""
    site: str = ""


def looks_like_opml(content: bytes) -> bool:
    return bool(_OPML.search(content[:2000].replace(b"\0", b"")))


def read_opml(content: bytes) -> tuple[Outline, ...] | None:
    """The feeds of a list, groups included, each address once; None when the bytes are not OPML."""
    if not looks_like_opml(content) or _DTD.search(content.replace(b"\0", b"")):
        return None
    text = xml_text(content)
    root = None if text is None else _root(mended_attributes(mended_xml(text)))
    if root is None:
        return None
    found: dict[str, Outline] = {}
    for node in root.iter("outline"):
        named = {str(key).lower(): str(value) for key, value in node.attrib.items()}
        url = named.get("xmlurl", "").strip()
        if _is_link(url) and len(found) < MAX_OUTLINES:
            title = one_line(escape(named.get("title") or named.get("text") or ""))
            site = named.get("htmlurl", "").strip()
            found.setdefault(url, Outline(url, title, site if _is_link(site) else ""))
    return tuple(found.values())


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.username is None  # none with a password


def _root(text: str) -> _Element | None:
    from lxml import etree

    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, recover=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def write_opml(outlines: tuple[Outline, ...], title: str) -> str:
    """The list as a document that any feed reader can import."""
    rows = "\n".join(
        f'    <outline type="rss" text="{escape(one.title or one.url)}" xmlUrl="{escape(one.url)}"/>'
        for one in outlines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head><title>{escape(title)}</title></head>\n  <body>\n{rows}\n  </body>\n</opml>\n"
    )
