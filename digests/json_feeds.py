"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

from digests.feeds import LONGEST_TITLE, MOST_ENTRIES, Feed, FeedEntry, distinct, entry, publication, web_link
from digests.models import Published


def read_json_feed(text: str, url: str) -> Feed | None:
    """None when it is no JSON Feed."""
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or "jsonfeed.org" not in str(found.get("version", "")):
        return None
    items = found.get("items")
    title = str(found.get("title") or "")[:LONGEST_TITLE]
    listed = items[:MOST_ENTRIES] if isinstance(items, list) else []
    return Feed(
        title=title,
        site=web_link(url, found.get("home_page_url")),
        entries=distinct(_entry(item, url, title) for item in listed if isinstance(item, dict)),
    )


def _entry(item: dict[str, Any], url: str, source: str) -> FeedEntry | None:
    markup = item.get("content_html")
    plain = str(item.get("content_text") or item.get("summary") or "")
    lines = "".join(f"<p>{escape(line)}</p>" for line in plain.splitlines())
    return entry(
        url=url,
        source=source,
        identity=str(item["id"]) if item.get("id") else None,
        link=item.get("url") or item.get("external_url"),
        title=escape(str(item.get("title") or "")),
        markup=str(markup) if markup else lines,
        published=_published(str(item.get("date_published") or "")),
    )


def _published(date: str) -> Published | None:
    try:
        at = datetime.fromisoformat(date)
    except ValueError:
        return None
    precise = ":" in date
    return publication(at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC), precise=precise)
