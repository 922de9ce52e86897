"""RSS, RDF and Atom of every version, with odd dates, through feedparser."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from digests.formats.entries import (
    MAX_ENTRIES_READ,
    Feed,
    FeedEntry,
    FeedProblem,
    entry,
    listed,
    marked_up,
    one_line,
    shown_text,
    web_link,
)
from digests.formats.pictures import entry_picture
from digests.models.texts import Published
from digests.text.metadata_dates import carried_date
from digests.text.url_identity import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b", re.IGNORECASE)


def read_xml_feed(text: str, url: str) -> Feed | FeedProblem:
    """`text` must not declare an encoding other than its own."""
    import feedparser

    further = next(islice(_ENTRY.finditer(text), MAX_ENTRIES_READ, None), None)
    text = text[: further.start()] if further else text
    parsed = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,  # only the text is kept
        resolve_relative_uris=False,
    )
    head = parsed.feed
    if not parsed.get("version") and not parsed.entries:
        return FeedProblem.NO_FEED
    title = one_line(_markup(head.get("title_detail") or {"value": head.get("title", "")}))
    return Feed(
        title=title,
        site=web_link(url, head.get("link")),
        entries=listed(_entry(found, url, title) for found in parsed.entries),
        ttl=_ttl(head),
    )


def _entry(found: dict[str, Any], url: str, source: str) -> FeedEntry | None:
    origin = _origin(found, url)
    return entry(
        url=url,
        source=origin or source,
        identity=found.get("id"),
        link=found.get("link"),
        title=_markup(found.get("title_detail") or {"value": found.get("title", "")}),
        text=_text(found),
        published=_published(found),
        author=str(found.get("author") or ""),
        picture=entry_picture(found, url),
        foreign=bool(origin),
    )


def _text(found: Mapping[str, Any]) -> str:
    """The longest text (not markup); a description of a picture or film only if there is no other."""
    parts = [*found.get("content", ()), found.get("summary_detail") or {"value": found.get("summary", "")}]
    longest = max((shown_text(_markup(part)) for part in parts), key=len)
    return longest or shown_text(str(found.get("caption") or ""))


def _markup(part: Mapping[str, Any]) -> str:
    value = str(part.get("value") or "")
    return marked_up(value) if part.get("type") == "text/plain" else value


def _origin(found: dict[str, Any], url: str) -> str:
    """The site that an entry of a collection was taken from; empty if it is the feed itself."""
    named = found.get("source", {})
    there, here = (
        f".{address_of(link).partition('/')[0]}" for link in (named.get("href") or named.get("link"), url)
    )
    own = there == "." or there.endswith(here) or here.endswith(there)
    return "" if own else one_line(str(named.get("title") or ""))


def _published(found: dict[str, Any]) -> Published | None:
    dates = (
        carried_date(str(dict.get(found, name) or ""))  # its own get() would give one date for another
        for name in ("published", "created", "updated")
    )
    return next(filter(None, dates), None)


def _ttl(head: Mapping[str, Any]) -> int:
    """Seconds, at most a day; `ttl` itself is in minutes."""
    minutes = str(head.get("ttl", ""))
    return min(int(minutes), 1440) * 60 if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else 0
