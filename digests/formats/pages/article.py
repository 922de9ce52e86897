"""Web pages to texts: the page's own name, and its article without what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.formats.pages.headline import page_title
from digests.formats.pages.paywall import without_paywall
from digests.formats.pages.publication import LATEST, page_date
from digests.formats.pages.tree import with_plain_quotes, without_tables
from digests.formats.pictures import picture_at
from digests.formats.xml_repair import legal_markup
from digests.models.texts import RawText
from digests.text.html_text import plain_text
from digests.text.limits import MIN_WORDS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE = 2_000_000  # characters; a page that is longer takes seconds to read

SHORTEST = 200  # characters; less may be a part of the page that was taken for its article
LONG = 600  # characters; a short text among menus makes no more
ROOT = 5  # letters of a word that its endings leave alone
_WORD = re.compile(r"\w{4,}")
_ENDS = (".", "!", "?", "…", "»", '"', "”", "。")
_NO_DATES = {"original_date": True, "extensive_search": False, "max_date": LATEST}


def read_page(page: str, url: str = "") -> RawText:
    """The article of an HTML page found at `url`; an empty text when it has none. Never fails."""
    from lxml import html
    from trafilatura import bare_extraction

    tree = page_tree(page)
    if tree is None:
        return RawText(plain_text(page))
    title, published = page_title(tree, url, None), page_date(tree, page, url)
    without_tables(tree)
    with_plain_quotes(tree)
    shown, flash = plain_text(html.tostring(tree, encoding="unicode")), _flash(tree, title)
    found = bare_extraction(
        tree, with_metadata=True, include_comments=False, fast=False, date_extraction_params=_NO_DATES
    )
    if found is None or isinstance(found, dict):
        return RawText(without_paywall(shown), title=title, published=published)
    text = found.text or ""
    if flash and len(text) < LONG:
        text = flash
    whole = len(text) >= SHORTEST or _is_flash(text, title)
    return RawText(
        text=without_paywall(text if whole else max(text, shown, key=len)),
        title=title or found.title,
        published=published,
        source=found.sitename or found.hostname,
        link=found.url,
        author=found.author,
        picture=picture_at(url or found.url or "", found.image),
    )


def _flash(tree: HtmlElement, title: str | None) -> str:
    """The text of the page's only article, if that is a short one."""
    from lxml import html

    articles = tree.xpath("//*[@itemprop='articleBody']") or tree.xpath("//article")
    if len(articles) != 1:
        return ""
    text = plain_text(html.tostring(articles[0], encoding="unicode"))
    return text if len(text) < LONG and _is_flash(text, title) else ""


def _is_flash(text: str, title: str | None) -> bool:
    """Whether a short text is complete: whole sentences about what the title says."""
    ends = len(text.split()) >= MIN_WORDS and text.rstrip().endswith(_ENDS)
    return ends and bool(_roots(text) & _roots(title or text))


def _roots(text: str) -> set[str]:
    return {word[:ROOT] for word in _WORD.findall(text.casefold())}


def page_tree(page: str) -> HtmlElement | None:
    """The parsed page; None for what is not HTML."""
    from lxml import html
    from lxml.etree import LxmlError

    parser = html.HTMLParser(encoding="utf-8")
    try:
        return html.document_fromstring(legal_markup(page).encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        return None
