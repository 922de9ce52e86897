"""HTML to the text that a browser would show, block by block; no tree is kept, so depth costs nothing."""

from __future__ import annotations

import re
from typing import Any

_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "head",
        "title",
        "figcaption",
        "menu",
        "select",
        "button",
    ]
)
# What stands in them is for browsers that cannot show them.
_EMBEDDED = re.compile(
    r"<(iframe|video|audio|object)\b[^<>]{0,2000}>.{0,2000}?</\1\s*>", re.IGNORECASE | re.DOTALL
)
# XHTML closes them so; a browser would wait for an end that never comes.
_CLOSED = re.compile(
    rf"<(?:{'|'.join(sorted(_HIDDEN))}|iframe|video|audio|object)(?:\s[^<>]{{0,2000}})?/>", re.IGNORECASE
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\](?:>|&gt;)")
_SPACE = re.compile(r"\s+")
MAX_MARKUP = 500_000  # characters: markup that overlaps itself takes quadratic time
_NEVER_TEXT = frozenset(["script", "style", "template"])
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
    # What is opened and never closed (a form) would hide all that follows: then it hides nothing.
    return _read(markup, _HIDDEN) or _read(markup, _NEVER_TEXT)


def _read(markup: str, hidden: frozenset[str]) -> str:
    from lxml import etree

    target: Any = _Text(hidden)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    if "<![CDATA[" in markup:  # meant for XML, and wrapped twice
        markup = _CDATA.sub("", markup)
    markup = _EMBEDDED.sub("", _CLOSED.sub("", markup[:MAX_MARKUP]))
    try:
        parser.feed(markup.replace("\0", " ").encode("utf-8", "ignore"))
        parts: list[str] = parser.close()
    except etree.LxmlError:
        return ""
    return re.sub(r"(?<!\s)[^\S\n]*\n\s*", "\n", "".join(parts)).strip()


class _Text:
    """What the parser calls for each piece, in order."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self._parts: list[str] = []
        self._hidden = hidden
        self._inside: list[str] = []

    def start(self, tag: str, _attributes: object) -> None:
        if tag in self._hidden:
            self._inside.append(tag)
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def end(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def comment(self, _text: str) -> None:
        """Says nothing."""

    def pi(self, _target: str, _data: str | None = None) -> None:
        """Says nothing."""

    def data(self, data: str) -> None:
        if not self._inside:
            self._parts.append(_SPACE.sub(" ", data))

    def close(self) -> list[str]:
        return self._parts
