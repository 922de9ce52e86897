"""Files that people upload: plain text, Markdown and web pages in the encodings that are in use."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import Enum
from pathlib import PurePath

from digests.encodings import decode, looks_binary
from digests.limits import MAX_CHARACTERS
from digests.markdown import plain_markdown
from digests.models import Published, RawText
from digests.pages import LONGEST_PAGE, read_page

_TEXT = (".txt", ".text", "")
_MARKDOWN = (".md", ".markdown")
_PAGE = (".html", ".htm", ".xhtml")
_MOST_BYTES = 4 * LONGEST_PAGE  # more than any text within the limits has in any encoding
_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}charset\s?=\s?[\"']?(utf-8|windows-125\d|koi8-[ru]|iso-8859-\d{1,2}|kz-?1048)\b",
    re.IGNORECASE,
)


class FileProblem(Enum):
    """Why a file is no article."""

    EMPTY = "empty"
    BINARY = "binary"
    UNSUPPORTED = "unsupported"
    TOO_LONG = "too_long"
    BROKEN_ENCODING = "broken_encoding"


def read_file(name: str, content: bytes) -> RawText | FileProblem:
    """The text of an uploaded file by the ending of its name, or what is wrong with it."""
    ending = PurePath(name).suffix.lower()
    problem = _first_problem(ending, content)
    if problem:
        return problem
    text = _declared(content) if ending in _PAGE else None
    text = text or decode(content)
    if text is None:
        return FileProblem.BROKEN_ENCODING
    if len(text) > (LONGEST_PAGE if ending in _PAGE else MAX_CHARACTERS):
        return FileProblem.TOO_LONG
    raw = _raw_text(ending, text)
    if len(raw.text) > MAX_CHARACTERS:
        return FileProblem.TOO_LONG
    return raw if any(sign.isalnum() for sign in raw.text) else FileProblem.EMPTY


def _first_problem(ending: str, content: bytes) -> FileProblem | None:
    if ending not in (*_TEXT, *_MARKDOWN, *_PAGE):
        return FileProblem.UNSUPPORTED
    if not content.strip(b"\0 \t\r\n"):
        return FileProblem.EMPTY
    if len(content) > _MOST_BYTES:
        return FileProblem.TOO_LONG
    return FileProblem.BINARY if looks_binary(content) else None


def _raw_text(ending: str, text: str) -> RawText:
    if ending in _PAGE:
        return read_page(text)
    if ending in _MARKDOWN:
        title, date, plain = plain_markdown(text)
        return RawText(plain, title=title, published=_published(date))
    return RawText(text)


def _published(date: str | None) -> Published | None:
    """A front matter's date: with its zone to the minute, else the day."""
    try:
        at = datetime.fromisoformat((date or "").strip())
    except ValueError:
        return None
    if at.tzinfo:
        return Published(at.astimezone(UTC))
    return Published(at.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC), "day")


def _declared(content: bytes) -> str | None:
    """A page's text by the encoding it declares, if that is true."""
    declared = _CHARSET.search(content[:2000])
    try:
        return content.decode(declared[1].decode("ascii")) if declared else None
    except (LookupError, UnicodeDecodeError):
        return None
