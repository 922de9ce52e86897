"""Web pages to texts: what the page calls itself, and its article without what stands around it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from digests.formats.pictures import picture_at
from digests.models import Published, RawText
from digests.text.html_text import plain_text
from digests.text.metadata_dates import carried_date

MAX_PAGE = 2_000_000  # characters; a page that is longer takes seconds to read

_META = re.compile(
    r"<(?:meta|time)\b[^<>]{0,300}\b(?:article:published_time|datePublished|pubdate)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_STATED = re.compile(r"[\"']datePublished[\"']\s*:\s*[\"'][^\"'<>]{10,40}[\"']")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)")
_SHORTEST = 200
# The library refuses dates after today by the machine's clock; the reader judges them by `now` instead.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read_page(page: str, url: str = "") -> RawText:
    """The article of an HTML page that was found at `url`; an empty text when it has none. Never fails."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        page, with_metadata=True, include_comments=False, fast=False, date_extraction_params=_DATES
    )
    if found is None or isinstance(found, dict):
        return RawText(plain_text(page), published=_moment(page))
    text = found.text or ""
    return RawText(
        text=text if len(text) >= _SHORTEST else max(text, plain_text(page), key=len),
        title=found.title,
        published=_moment(page) or _day(found.date),
        source=found.sitename or found.hostname,
        link=found.url,
        author=found.author,
        picture=picture_at(url or found.url or "", found.image),
    )


def _moment(page: str) -> Published | None:
    """The minute at which the page says that it was published."""
    start = page[:200_000]
    for tag in (*_META.finditer(start), *_STATED.finditer(start)):
        moment = _MOMENT.search(tag[0])
        if moment and (published := carried_date(moment[0])):
            return published
    return None


def _day(date: str | None) -> Published | None:
    return Published(datetime.fromisoformat(date).replace(tzinfo=UTC), "day") if date else None
