"""Turns a page's bytes from the web into an article, or says why there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from urllib.parse import urljoin, urlsplit

from digests.formats.pages.article import MAX_PAGE, page_tree, read_page
from digests.formats.pages.article_list import is_article_list
from digests.formats.pages.cookie_notice import is_consent_notice
from digests.models.texts import RawText
from digests.text.encodings import decode_declared
from digests.text.limits import MIN_WORDS

TEASER_WORDS = 80  # what subscribers alone may read shows no more of itself to others
_CHARSET = re.compile(
    rb"""<meta\b[^<>]{0,200}charset\s?=\s?["']?([\w-]{3,20})|^\s*<\?xml[^>]{0,100}encoding=["']([\w-]{3,20})""",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"""["']isAccessibleForFree["']\s*:\s*["']?(?:https?://schema\.org/)?false""", re.IGNORECASE
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b[^<>]{0,500}\brel\s*=\s*[\"']?canonical\b[^<>]{0,2500}>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


class PageProblem(Enum):
    """Why a page is not an article. The values are parts of message keys in the locale files."""

    EMPTY = "empty"
    SCRIPT_ONLY = "script-only"  # its text comes only when a browser runs its program
    PAYWALL = "paywall"
    CONSENT = "consent"  # it only asks whether one agrees to cookies
    LIST = "list"  # it leads to several articles and is none
    UNREADABLE = "unreadable"


def read_web_page(content: bytes, url: str, charset: str | None) -> RawText | PageProblem:
    """The page's article, with the address that the page calls its own, else `url`."""
    page = page_text(content, charset)
    if page is None:
        return PageProblem.UNREADABLE
    page = page[:MAX_PAGE]
    raw = read_page(page, url)
    words = _count_words(raw.text)
    if words < MIN_WORDS or (words < TEASER_WORDS and _PAYWALL.search(page)):
        return _problem(page)
    if is_consent_notice(raw.text):
        return PageProblem.CONSENT
    tree = page_tree(page)
    if tree is not None and is_article_list(tree, url):
        return PageProblem.LIST
    host = urlsplit(url).hostname or ""
    source = raw.source or host.removeprefix("www.")
    return replace(raw, link=_own_address(page, url), source=source)


def _count_words(text: str) -> int:
    """Chinese and related scripts have no spaces, so two of their characters count as a word."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def page_text(content: bytes, charset: str | None) -> str | None:
    """Decoded as UTF-8 if it is that, else as the server or page says, else in whatever way reads as a
    language.
    """
    declared = _CHARSET.search(content[:4096])
    named = (declared[1] or declared[2]).decode("ascii") if declared else None
    return decode_declared(content, (charset, named))


def _problem(page: str) -> PageProblem:
    if _PAYWALL.search(page):
        return PageProblem.PAYWALL
    return PageProblem.SCRIPT_ONLY if _SCRIPT.search(page) else PageProblem.EMPTY


def _own_address(page: str, url: str) -> str:
    """The canonical address that the page declares, if it is on the same site and not its front page."""
    tag = _CANONICAL.search(page[:300_000])
    href = _HREF.search(tag[0]) if tag else None
    if href is None:
        return url
    try:
        own = urlsplit(urljoin(url, next(part for part in href.groups() if part is not None).strip()))
        here = urlsplit(url)
    except (ValueError, StopIteration):
        return url
    same_site = _site(own.hostname) == _site(here.hostname)
    front = own.path in ("", "/") and here.path not in ("", "/")
    return own.geturl() if same_site and own.scheme in ("http", "https") and not front else url


def _site(host: str | None) -> str:
    """`m.news.example` and `www.news.example` are one site."""
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", (host or "").lower())
