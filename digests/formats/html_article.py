"""Web pages to texts: what the page calls itself, and its article without what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.formats.page_date import LATEST, page_date
from digests.formats.page_title import page_title
from digests.formats.pictures import picture_at
from digests.models import RawText
from digests.text.html_text import plain_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE = 2_000_000  # characters; a page that is longer takes seconds to read

_SHORTEST = 200
_NO_DATES = {"original_date": True, "extensive_search": False, "max_date": LATEST}


def read_page(page: str, url: str = "") -> RawText:
    """The article of an HTML page that was found at `url`; an empty text when it has none. Never fails."""
    from trafilatura import bare_extraction

    tree = page_tree(page)
    if tree is None:
        return RawText(plain_text(page))
    published = page_date(tree, page, url)
    found = bare_extraction(
        page, with_metadata=True, include_comments=False, fast=False, date_extraction_params=_NO_DATES
    )
    if found is None or isinstance(found, dict):
        return RawText(plain_text(page), title=page_title(tree, url, None), published=published)
    text = found.text or ""
    return RawText(
        text=text if len(text) >= _SHORTEST else max(text, plain_text(page), key=len),
        title=page_title(tree, url or found.url or "", found.sitename) or found.title,
        published=published,
        source=found.sitename or found.hostname,
        link=found.url,
        author=found.author,
        picture=picture_at(url or found.url or "", found.image),
    )


def page_tree(page: str) -> HtmlElement | None:
    """The parsed page; None for what is none."""
    from lxml import html
    from lxml.etree import LxmlError

    parser = html.HTMLParser(encoding="utf-8")
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        return None
