"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from digests.formats.entries import (
    MAX_ENTRIES_READ,
    Feed,
    FeedEntry,
    entry,
    listed,
    one_line,
    shown_text,
    web_link,
)
from digests.formats.pictures import picture_at
from digests.text.metadata_dates import carried_date


def read_json_feed(text: str, url: str) -> Feed | None:
    """None for anything that is not a JSON Feed."""
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or "jsonfeed.org" not in str(found.get("version", "")):
        return None
    items = found.get("items")
    title = one_line(escape(_told(found, "title")))
    read = items[:MAX_ENTRIES_READ] if isinstance(items, list) else []
    return Feed(
        title=title,
        site=web_link(url, found.get("home_page_url")),
        entries=listed(_entry(item, url, title) for item in read if isinstance(item, dict)),
    )


def _entry(item: dict[str, Any], url: str, source: str) -> FeedEntry | None:
    plain = "\n".join(filter(None, map(str.strip, _told(item, "content_text").splitlines())))
    longest = max(shown_text(_told(item, "content_html")), plain, key=len)
    return entry(
        url=url,
        source=source,
        identity=_told(item, "id") or None,
        link=_told(item, "url", "external_url"),
        title=escape(_told(item, "title")),
        text=longest or _told(item, "summary").strip(),
        published=carried_date(_told(item, "date_published", "date_modified")),
        author=escape(_author(item)),
        picture=picture_at(url, _told(item, "image", "banner_image")),
    )


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return _told(first, "name") if isinstance(first, dict) else ""


def _told(item: dict[str, Any], *names: str) -> str:
    """The first of these values that is a text or a number, as text."""
    values = (item.get(name) for name in names)
    return next((str(value) for value in values if value and isinstance(value, str | int | float)), "")
