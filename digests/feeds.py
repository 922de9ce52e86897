"""Feeds of every kind as bytes: RSS, RDF, Atom and JSON Feed, wrong encodings and odd dates included."""

from __future__ import annotations

import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from digests.encodings import code_page, decode
from digests.markup import plain_text
from digests.models import Published, RawText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_ENTRIES = 200
LONGEST_TITLE = 300
_DECLARED = re.compile(r"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:ENTITY|ELEMENT|ATTLIST)\b|<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_TIME = re.compile(r"\d:\d\d")


class FeedProblem(Enum):
    """Why bytes are no feed."""

    NO_FEED = "no-feed"
    DANGEROUS = "dangerous"  # it declares entities of its own


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `key` stays the same while the feed's author corrects the text; `version` changes then."""

    key: str
    version: str
    raw: RawText


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is now, newest entries first as it lists them. `ttl`: seconds it asks to wait."""

    title: str
    site: str | None
    entries: tuple[FeedEntry, ...]
    ttl: int = 0


def read_feed(content: bytes, *, url: str, charset: str | None = None) -> Feed | FeedProblem:
    """`charset` is what the server said. Never fails, whatever the bytes."""
    if _DTD.search(content.replace(b"\0", b"")):
        return FeedProblem.DANGEROUS
    text = _text(content, charset)
    if text is None:
        return FeedProblem.NO_FEED
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        from digests.json_feeds import read_json_feed

        return read_json_feed(text, url) or FeedProblem.NO_FEED
    if "tgme_widget_message" in text[:500_000]:
        from digests.channel_previews import read_channel_preview

        return read_channel_preview(text, url) or FeedProblem.NO_FEED
    return _parsed(text, url)


def entry(
    *, url: str, source: str, identity: str | None, link: str | None, title: str, markup: str,
    published: Published | None,
) -> FeedEntry | None:  # fmt: skip
    """An entry of any kind of feed; None when it holds nothing to read."""
    text = plain_text(markup)
    name = " ".join(plain_text(title).split())[:LONGEST_TITLE]
    if not text and not name:
        return None
    full_link = web_link(url, link)
    key = identity or full_link or name + text
    return FeedEntry(
        key=_short_hash(key),
        version=_short_hash(f"{name}\n{text}"),
        raw=RawText(text, title=name or None, published=published, source=source or None, link=full_link),
    )


def _parsed(text: str, url: str) -> Feed | FeedProblem:
    import feedparser

    parsed = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,  # only the text is kept
    )
    head = parsed.feed
    if not parsed.get("version") and not parsed.entries:
        return FeedProblem.NO_FEED
    title = " ".join(plain_text(head.get("title", "")).split())[:LONGEST_TITLE]
    return Feed(
        title=title,
        site=web_link(url, head.get("link")),
        entries=distinct(_entry(found, url, title) for found in parsed.entries[:MOST_ENTRIES]),
        ttl=_ttl(head),
    )


def _entry(found: dict[str, Any], url: str, source: str) -> FeedEntry | None:
    bodies = [str(part.get("value", "")) for part in found.get("content", ())]
    bodies.append(str(found.get("summary", "")))
    return entry(
        url=url,
        source=str(found.get("source", {}).get("title") or source),
        identity=found.get("id"),
        link=found.get("link"),
        title=str(found.get("title", "")),
        markup=max(bodies, key=len),
        published=_published(found),
    )


def _published(found: dict[str, Any]) -> Published | None:
    for name in ("published", "created", "updated"):
        moment = dict.get(found, f"{name}_parsed")  # its own get() would give one date for another
        if moment:
            precise = bool(_TIME.search(str(found.get(name, ""))))
            return publication(datetime.fromtimestamp(timegm(moment), UTC), precise=precise)
    return None


def publication(at: datetime, *, precise: bool) -> Published:
    """`at` as it is, or its day alone."""
    return Published(at) if precise else Published(at.replace(hour=0, minute=0, second=0), "day")


def distinct(entries: Iterable[FeedEntry | None]) -> tuple[FeedEntry, ...]:
    """Without empty entries; of two with one key the first."""
    found: dict[str, FeedEntry] = {}
    for one in entries:
        if one is not None:
            found.setdefault(one.key, one)
    return tuple(found.values())


def _ttl(head: Mapping[str, Any]) -> int:
    """`ttl` is in minutes; at most a day."""
    minutes = str(head.get("ttl", ""))
    return min(int(minutes), 1440) * 60 if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else 0


def web_link(base: str, link: object) -> str | None:
    """The full http(s) address of a link that may be relative."""
    try:
        full = urljoin(base, str(link).strip()) if link else ""
        return full if urlsplit(full).scheme in ("http", "https") and len(full) <= 2000 else None
    except ValueError:
        return None


def _text(content: bytes, charset: str | None) -> str | None:
    """UTF-8 where it is that, whatever is declared; else what is declared, else what reads as a language."""
    if b"\0" in content[:200]:
        return decode(content)
    declared = _DECLARED.match(content[:300].decode("latin-1"))
    for encoding in ("utf-8-sig", declared and declared[1], charset):
        try:
            if encoding:
                text = content.decode(encoding)
                return _DECLARED.sub("<?xml version='1.0'", text, count=1)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    name = code_page(_TAG.sub(b" ", content))
    return content.decode(name, "replace") if name else decode(content)


def _short_hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
