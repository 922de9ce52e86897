"""Feeds of every kind as bytes: RSS, RDF, Atom and JSON Feed, wrong encodings and odd dates included."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from io import BytesIO
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from digests.addresses import address_of
from digests.carried_dates import carried_date
from digests.characters import clean_characters
from digests.encodings import decode_declared
from digests.markup import plain_text
from digests.models import Published, RawText
from digests.pictures import entry_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_ENTRIES = 200
MOST_READ = 5000  # to choose the newest of
LONGEST_TITLE = 300
_DECLARED = re.compile(r"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b", re.IGNORECASE)
# What these hold declares nothing; one that is never closed goes to the end.
_HOLDERS = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_DTD = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST)\b|<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
# References to halves of a pair, which are no characters: &#xD800; to &#xDFFF;
_HALF = re.compile(r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}));", re.IGNORECASE)


class FeedProblem(Enum):
    """Why bytes are no feed."""

    NO_FEED = "no-feed"
    DANGEROUS = "dangerous"  # it declares entities of its own
    NO_PREVIEW = "no-preview"  # the page of a channel that shows no posts


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `key` stays the same while the feed's author corrects the text; `version` changes then.

    `foreign`: it came from another source, which it names as its own.
    """

    key: str
    version: str
    raw: RawText
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is now, newest entries first as it lists them. `ttl`: seconds it asks to wait."""

    title: str
    site: str | None
    entries: tuple[FeedEntry, ...]
    ttl: int = 0


def read_feed(content: bytes, *, url: str, charset: str | None = None) -> Feed | FeedProblem:
    """`charset` is what the server said. Never fails, whatever the bytes."""
    text = _text(content, charset)
    if text is None:
        return FeedProblem.NO_FEED
    if _DTD.search(_HOLDERS.sub("", text)):
        return FeedProblem.DANGEROUS
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        from digests.json_feeds import read_json_feed

        return read_json_feed(text, url) or FeedProblem.NO_FEED
    if "tgme_widget_message" in text[:500_000]:
        from digests.channel_previews import read_channel_preview

        return read_channel_preview(text, url) or FeedProblem.NO_FEED
    return _parsed(text, url)


def entry(
    *, url: str, source: str, identity: str | None, link: str | None, title: str, markup: str,
    published: Published | None, author: str = "", picture: str | None = None,
    foreign: bool = False,
) -> FeedEntry | None:  # fmt: skip
    """An entry of any kind of feed; None when it holds nothing to read."""
    text = plain_text(markup)
    name = one_line(title)
    if not text and not name:
        return None
    full_link = web_link(url, link)
    key = identity or full_link or name + text
    return FeedEntry(
        key=_short_hash(key),
        version=_short_hash(f"{name}\n{text}"),
        raw=RawText(
            text, name or None, published, source or None, full_link, one_line(author) or None, picture
        ),
        foreign=foreign,
    )


def one_line(markup: str) -> str:
    """A title in plain characters."""
    return " ".join(clean_characters(plain_text(markup)).split())[:LONGEST_TITLE]


def _parsed(text: str, url: str) -> Feed | FeedProblem:
    import feedparser

    further = next(islice(_ENTRY.finditer(text), MOST_READ, None), None)
    text = text[: further.start()] if further else text
    parsed = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,  # only the text is kept
    )
    head = parsed.feed
    if not parsed.get("version") and not parsed.entries:
        return FeedProblem.NO_FEED
    title = one_line(str(head.get("title", "")))
    return Feed(
        title=title,
        site=web_link(url, head.get("link")),
        entries=listed(_entry(found, url, title) for found in parsed.entries),
        ttl=_ttl(head),
    )


def _entry(found: dict[str, Any], url: str, source: str) -> FeedEntry | None:
    bodies = [str(part.get("value", "")) for part in found.get("content", ())]
    bodies.append(str(found.get("summary", "")))
    origin = _origin(found, url)
    return entry(
        url=url,
        source=origin or source,
        identity=found.get("id"),
        link=found.get("link"),
        title=str(found.get("title", "")),
        markup=max(bodies, key=len),
        published=_published(found),
        author=str(found.get("author") or ""),
        picture=entry_picture(found, url),
        foreign=bool(origin),
    )


def _origin(found: dict[str, Any], url: str) -> str:
    """The site that an entry of a collection was taken from; a feed that names itself says nothing."""
    named = found.get("source", {})
    there, here = (
        f".{address_of(link).partition('/')[0]}" for link in (named.get("href") or named.get("link"), url)
    )
    own = there == "." or there.endswith(here) or here.endswith(there)
    return "" if own else one_line(str(named.get("title") or ""))


def _published(found: dict[str, Any]) -> Published | None:
    dates = (
        carried_date(str(found.get(name) or ""), dict.get(found, f"{name}_parsed"))
        for name in ("published", "created", "updated")
        if dict.get(found, name)  # its own get() would give one date for another
    )
    return next(filter(None, dates), None)


def listed(entries: Iterable[FeedEntry | None]) -> tuple[FeedEntry, ...]:
    """The newest, in the feed's order or, where all have dates, by them; without empty and repeated ones."""
    found = _parted([one for one in entries if one is not None])
    dated = [(one.raw.published.at, one) for one in found if one.raw.published]
    if len(dated) == len(found):
        found = [one for _, one in sorted(dated, key=itemgetter(0), reverse=True)]
    return tuple(found[:MOST_ENTRIES])


def _parted(entries: Sequence[FeedEntry]) -> list[FeedEntry]:
    """Each key once. A key that entries with several titles share tells none of them apart: titles do."""
    names: dict[str, set[str]] = {}
    for one in entries:
        names.setdefault(one.key, set()).add(one.raw.title or one.raw.text)
    found: dict[str, FeedEntry] = {}
    for one in entries:
        shared = len(names[one.key]) > 1
        key = _short_hash(one.key + (one.raw.title or one.raw.text)) if shared else one.key
        found.setdefault(key, replace(one, key=key))
    return list(found.values())


def _ttl(head: Mapping[str, Any]) -> int:
    """`ttl` is in minutes; at most a day."""
    minutes = str(head.get("ttl", ""))
    return min(int(minutes), 1440) * 60 if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else 0


def web_link(base: str, link: object) -> str | None:
    """The full http(s) address of a link that may be relative."""
    try:
        full = urljoin(base, link.strip()) if isinstance(link, str) and link.strip() else ""
        full.encode()  # half a pair of a character is no letter
        full = full.replace(" ", "%20")
        return full if urlsplit(full).scheme in ("http", "https") and len(full) <= 2000 else None
    except ValueError:
        return None


def _text(content: bytes, charset: str | None) -> str | None:
    """UTF-8 where it is that, whatever is declared; else what is declared, else what reads as a language."""
    declared = _DECLARED.match(content[:300].decode("latin-1"))
    text = decode_declared(content, (declared and declared[1], charset))
    return text and _DECLARED.sub("<?xml version='1.0'", _HALF.sub("", text), count=1)


def _short_hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
