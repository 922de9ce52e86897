"""Reads uploaded files: text, Markdown and web pages in the usual encodings, Word and PDF."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath

from digests.formats.markdown import plain_markdown
from digests.formats.pages.article import MAX_PAGE, read_page
from digests.models.texts import RawText
from digests.text.encodings import decode, decode_declared, looks_binary
from digests.text.limits import MAX_CHARACTERS
from digests.text.metadata_dates import carried_date

_TEXT = (".txt", ".text", "")
_MARKDOWN = (".md", ".markdown")
_PAGE = (".html", ".htm", ".xhtml")
_DOCX = (".docx",)
_PDF = (".pdf",)
_OLD_WORD = (".doc", ".rtf", ".odt", ".pages")
_MOST_BYTES = 4 * MAX_PAGE  # more than any text within the limits has in any encoding
_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}charset\s?=\s?[\"']?(utf-8|windows-125\d|koi8-[ru]|iso-8859-\d{1,2}|kz-?1048)\b",
    re.IGNORECASE,
)


class FileProblem(Enum):
    """Why a file is not an article."""

    EMPTY = "empty"
    BINARY = "binary"
    UNSUPPORTED = "unsupported"
    TOO_LONG = "too_long"
    BROKEN_ENCODING = "broken_encoding"
    OLD_WORD = "old_word"  # another word processor's: it can be saved as .docx
    BROKEN_DOCUMENT = "broken_document"
    TOO_LARGE = "too_large"  # to be read with the time and memory that there is


def read_file(name: str, content: bytes) -> RawText | FileProblem:
    """The text of an uploaded file, whose kind is taken from the ending of its name; or what is wrong with
    it.

    Raises MemoryError for a document or page that needs more memory than there is.
    """
    ending = PurePath(name).suffix.lower()
    problem = _first_problem(ending, content)
    if problem:
        return problem
    if ending in (*_DOCX, *_PDF):
        document = _document(ending, content)
        return document if isinstance(document, FileProblem) else _checked(document)
    text = decode_declared(content, [_declared(content)]) if ending in _PAGE else decode(content)
    if text is None:
        return FileProblem.BROKEN_ENCODING
    if len(text) > (MAX_PAGE if ending in _PAGE else MAX_CHARACTERS):
        return FileProblem.TOO_LONG
    return _checked(_raw_text(ending, text))


def _checked(raw: RawText) -> RawText | FileProblem:
    if len(raw.text) > MAX_CHARACTERS:
        return FileProblem.TOO_LONG
    return raw if any(sign.isalnum() for sign in raw.text) else FileProblem.EMPTY


def _first_problem(ending: str, content: bytes) -> FileProblem | None:
    if ending in _OLD_WORD:
        return FileProblem.OLD_WORD
    if ending not in (*_TEXT, *_MARKDOWN, *_PAGE, *_DOCX, *_PDF):
        return FileProblem.UNSUPPORTED
    if not content.strip(b"\0 \t\r\n"):
        return FileProblem.EMPTY
    if len(content) > _MOST_BYTES:
        return FileProblem.TOO_LONG
    return FileProblem.BINARY if ending not in (*_DOCX, *_PDF) and looks_binary(content) else None


def _document(ending: str, content: bytes) -> RawText | FileProblem:
    from digests.formats.office.documents import (
        TooLargeDocumentError,
        UnreadableDocumentError,
        read_docx,
        read_pdf,
    )

    try:
        return read_docx(content) if ending in _DOCX else read_pdf(content)
    except UnreadableDocumentError:
        return FileProblem.BROKEN_DOCUMENT
    except TooLargeDocumentError:
        return FileProblem.TOO_LARGE


def _raw_text(ending: str, text: str) -> RawText:
    if ending in _PAGE:
        return read_page(text)
    if ending in _MARKDOWN:
        title, date, plain = plain_markdown(text)
        return RawText(plain, title=title, published=carried_date(date or ""))
    return RawText(text)


def _declared(content: bytes) -> str | None:
    """The encoding that a page says it has."""
    declared = _CHARSET.search(content[:2000])
    return declared[1].decode("ascii") if declared else None
