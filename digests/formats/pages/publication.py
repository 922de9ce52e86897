"""When a page says that its article was published. Dates in its footer, comments and lists do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from digests.models.texts import Published
from digests.text.metadata_dates import carried_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_DATE_LINE = 120  # characters of an element that dates an article
MAX_CANDIDATES = 200
# The library refuses dates after today by the machine's clock; the reader judges them by `now` instead.
LATEST = "2100-01-01"

_META = re.compile(
    r"<(?:meta|time)\b[^<>]{0,300}\b(?:article:published_time|datePublished|pubdate)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_STATED = re.compile(r"[\"']datePublished[\"']\s*:\s*[\"'][^\"'<>]{10,40}[\"']")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)")
_OTHERS = frozenset(
    [
        "comments",
        "comment",
        "comment-list",
        "comments-list",
        "commentlist",
        "comments-area",
        "comment-body",
        "comment-content",
        "replies",
        "disqus_thread",
        "related",
        "related-posts",
        "related-articles",
        "related-news",
        "more-news",
        "latest-news",
        "sidebar",
    ]
)
_FOOTERS = frozenset(
    [
        "footer",
        "site-footer",
        "page-footer",
        "main-footer",
        "footer-wrapper",
        "colophon",
        "copyright",
    ]
)
_WHOLE = frozenset(["html", "body", "article", "main"])
_IMPRINT = re.compile(
    r"©|copyright|свидетельств\w+|лицензи\w+|зарегистрирован\w*|куәлі\w+|тіркел\w+|certificate|registered",
    re.IGNORECASE,
)
_DATING = re.compile(r"date|time|publish|posted|meta|дата", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)  # what is one day in UTC may be another where the page was written


def page_date(tree: HtmlElement, page: str, url: str) -> Published | None:
    """The minute or the day of an article's publication; None where there are only guesses.

    `tree` is the parsed `page` and is not changed.
    """
    moment = next(_moments(page), None)
    day = _day(_own_part(tree), url)
    if moment is None or (day and abs(moment.at.date() - day) > _ONE_DAY):
        return Published(datetime(day.year, day.month, day.day, tzinfo=UTC), "day") if day else None
    return moment


def _moments(page: str) -> Iterator[Published]:
    """The times at which the page says that it was published."""
    start = page[:200_000]
    for tag in (*_META.finditer(start), *_STATED.finditer(start)):
        moment = _MOMENT.search(tag[0])
        if moment and (published := carried_date(moment[0])):
            yield published


def _own_part(tree: HtmlElement) -> HtmlElement:
    own = deepcopy(tree)
    for element in own.xpath("//footer|//*[@class or @id]|//*[not(*) and string-length(text()) < 300]"):
        if element.getparent() is not None and _is_of_others(element):
            element.drop_tree()
    return own


def _is_of_others(element: HtmlElement) -> bool:
    """Whether a part of a page belongs to its readers, neighbouring articles or the publisher."""
    if element.tag in _WHOLE or not isinstance(element.tag, str):
        return False
    names = set(f"{element.get('class', '')} {element.get('id', '')}".lower().split())
    below = element.tag == "footer" or names & _FOOTERS
    if names & _OTHERS or (below and next(element.iterancestors("article", "main"), None) is None):
        return not element.xpath(".//h1|.//article")
    return not len(element) and bool(_IMPRINT.search(element.text or ""))


def _day(tree: HtmlElement, url: str) -> date | None:
    """From metadata, else from what stands alone in an element, else from the text."""
    from htmldate import find_date

    search = partial(find_date, original_date=True, max_date=LATEST, url=url or None)
    found = search(tree, extensive_search=False)
    if found is None and (shown := _shown_day(tree)):
        return shown
    found = found or search(_without_prose(tree), extensive_search=True)
    if found is None or found.endswith("-01-01"):  # a year alone
        return None
    return date.fromisoformat(found)


def _without_prose(tree: HtmlElement) -> HtmlElement:
    """Days in sentences are those of events, not of publication."""
    for paragraph in tree.xpath("//p"):
        if len(paragraph.text_content()) > MAX_DATE_LINE and paragraph.getparent() is not None:
            paragraph.drop_tree()
    return tree


def _shown_day(tree: HtmlElement) -> date | None:
    """The first day that stands alone in an element, after the headline if there is one."""
    for element in tree.xpath("(//h1[last()]/following::*|//time|//*[@class])[not(*)]")[:MAX_CANDIDATES]:
        text = " ".join(element.text_content().split())
        named = element.tag == "time" or _DATING.search(
            f"{element.get('class', '')} {element.get('itemprop', '')}"
        )
        if named and len(text) <= MAX_DATE_LINE and (published := carried_date(text)):
            return published.at.date()
    return None
