"""Removes what cannot belong to an article: tables of figures, and the signatures of quoted posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_CELL = 5  # words; a cell that holds more tells something

_POSTS = re.compile(
    r"(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|bluesky-embed|telegram-post)"
)
_SIGNED = re.compile(
    r"^(?:[—–-]\s?)?[^.!?]{1,80}\(@[\w.]{1,40}\)"
    r"|^(?:публикация от|посмотреть эту публикацию|a post shared by|view this post)",
    re.IGNORECASE,
)


def without_tables(tree: HtmlElement) -> None:
    """Removes tables whose every cell has only a few words; the cells of all others become plain blocks."""
    for table in tree.xpath("//table[not(.//table)]"):
        cells = table.xpath(".//td|.//th")
        short = all(len(cell.text_content().split()) <= MAX_CELL for cell in cells)
        if len(cells) > 1 and short and table.getparent() is not None and not table.xpath(".//h1"):
            table.drop_tree()
    for part in tree.xpath("//table|//tbody|//tr|//td|//th"):
        part.tag = "div"


def with_plain_quotes(tree: HtmlElement) -> None:
    """Turns posts from other networks into plain quotations, without their authors and links."""
    for quote in tree.xpath("//blockquote[@class]"):
        words = quote.xpath(".//p")
        if not words or not _POSTS.search(quote.get("class", "")):
            continue
        told = [" ".join(paragraph.text_content().split()) for paragraph in words]
        tail = quote.tail
        quote.clear()
        quote.tail = tail
        for text in told:
            if text and not _SIGNED.search(text):
                quote.append(_paragraph(quote, text))


def _paragraph(quote: HtmlElement, text: str) -> HtmlElement:
    paragraph: HtmlElement = quote.makeelement("p", {})
    paragraph.text = text
    return paragraph
