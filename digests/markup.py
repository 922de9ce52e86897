"""HTML to the text that a browser would show, block by block; no tree is kept, so depth costs nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "nav", "footer", "aside", "form", "head", "figcaption"]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "section",
        "article",
        "blockquote",
        "td",
        "figure",
        "hr",
    ]
)


def plain_text(markup: str) -> str:
    """Paragraphs, one a line; empty for markup without text. Never fails."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return re.sub(r"\s*\n\s*", "\n", "".join(parser.parts)).strip()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag in _HIDDEN:
            self._inside.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(re.sub(r"\s+", " ", data))
