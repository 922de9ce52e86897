"""A document as a page: escaped, whole in itself, printable."""

from __future__ import annotations

import re

from lxml import html

from digests.models.documents import Contents, Heading
from digests.reports.html import write_html
from tests.digests.reports.samples import STRANGE, document, strange_document


def test_whatever_comes_in_is_text_and_nothing_else() -> None:
    page = write_html(strange_document()).decode()
    assert "<b>Мост</b> & " not in page
    assert "&lt;b&gt;Мост&lt;/b&gt; &amp; &quot;мост&quot;" in page
    assert not re.search("javascript:|ends", page)
    assert not re.search("[\x00-\x08\u202a-\u202e\ud800-\udfff\ufffe\uffff]", page)
    read = html.fromstring(page)
    assert next(read.iter("h3")).text_content() == STRANGE[0]
    assert {element.tag for element in read.iter() if isinstance(element.tag, str)} <= TAGS


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "p", "h1", "h2", "h3", "nav", "a", "div", "strong"),
    *("small", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "span", "b"),
}


def test_the_page_needs_nothing_beside_it() -> None:
    page = write_html(document(Contents("Содержание"), Heading("В цифрах"))).decode()
    assert "default-src 'none'" in page
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["#h1"]
    assert "@page { size: A4" in page
    assert '<html lang="ru">' in page
