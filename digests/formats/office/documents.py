"""Word and PDF documents to plain text, with limits: a small file may unpack to gigabytes."""

from __future__ import annotations

import logging
import re
import zlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from digests.formats.office.docx_lines import note_lines, visible_lines
from digests.formats.office.pdf_lines import PageLine, page_lines, paragraphs
from digests.models.texts import RawText
from digests.text.limits import MAX_CHARACTERS
from digests.text.rules import rule_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document

MAX_PDF_PAGES = 200
MAX_UNPACKED_BYTES = 40_000_000  # bytes of all parts of a .docx together
MOST_XML = 16_000_000  # of those that are parsed, which takes up to forty times as much memory
MAX_DOCX_PARTS = 2000
_LIBXML_HAS_NO_MEMORY = ("Memory allocation failed", "unknown error")
_DAMAGED = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_STEM = 5  # letters that the forms of a word share
_TITLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class UnreadableDocumentError(Exception):
    """The document is broken, locked with a password, or malicious."""


class TooLargeDocumentError(Exception):
    """It unpacks to more than may be read."""


def read_docx(content: bytes) -> RawText:
    """What is visible in the body of a document: paragraphs, tables and text boxes, in order.

    Raises UnreadableDocumentError, TooLargeDocumentError, and MemoryError where memory is limited.
    """
    _check_parts(content)
    from docx import Document

    try:
        document = Document(BytesIO(content))
        text = "\n".join(line for line in _docx_lines(document) if line.strip())
        title = _headline(document.core_properties.title.strip(), text)
    except MemoryError:
        raise
    except Exception as error:  # the library lets through whatever broken parts raise
        raise _reason(error) from error
    return RawText(text, title=title)


def read_pdf(content: bytes) -> RawText:
    """The text layer, its lines joined into paragraphs. Raises what `read_docx` does."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its errors repeat what is in the file
    try:
        reader = PdfReader(BytesIO(content))
        pages: list[list[PageLine]] = []
        characters = 0
        for page in reader.pages[:MAX_PDF_PAGES]:
            pages.append(page_lines(page))
            characters += sum(len(line.text) + 1 for line in pages[-1])
            if characters > MAX_CHARACTERS:  # refused, however many pages follow
                break
        text = "\n".join(paragraphs(pages))
    except MemoryError:
        raise
    except Exception as error:  # the library lets through whatever broken objects raise
        raise _reason(error) from error
    return RawText(text)


def _reason(error: Exception) -> Exception:
    """The right exception: each library has its own errors for a document that is too large."""
    if type(error).__name__ == "LimitReachedError":  # pypdf's
        return TooLargeDocumentError(repr(error))
    if any(words in str(error) for words in _LIBXML_HAS_NO_MEMORY):
        return MemoryError(repr(error))
    return UnreadableDocumentError(repr(error))


def _docx_lines(document: Document) -> Iterator[str]:
    """The lines of the body, followed by its notes. Running headers and footers do not belong to a report."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    yield from visible_lines(document.element.body)
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
            yield from note_lines(parse_xml(relation.target_part.blob))


def _headline(title: str, text: str) -> str | None:
    """The title property, if it is a headline of this text and not of the program or an older document."""
    words = _title_words(title)
    beginnings = {word[:_STEM] for word in _title_words(text)}
    known = sum(word[:_STEM] in beginnings for word in words)
    named = any(title.casefold().startswith(name) for name in _document_names())
    return title if len(words) > 1 and 2 * known > len(words) and not named else None


def _title_words(text: str) -> list[str]:
    return [word.casefold() for word in _TITLE_WORD.findall(text)]


@cache
def _document_names() -> tuple[str, ...]:
    return tuple(name for _, name in rule_lines("document_titles.txt"))


def _check_parts(content: bytes) -> None:
    """Raises TooLargeDocumentError for a zip bomb, UnreadableDocumentError for XML that declares entities."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            parsed = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if len(parts) > MAX_DOCX_PARTS or _size(parts) > MAX_UNPACKED_BYTES or _size(parsed) > MOST_XML:
                raise TooLargeDocumentError("unpacks to too much")
            for part in parsed:
                _check_part(archive.open(part).read(MOST_XML + 1))
    except _DAMAGED as error:
        raise UnreadableDocumentError(repr(error)) from error


def _size(parts: Sequence[ZipInfo]) -> int:
    """As declared; never more of a part is unpacked than it declares."""
    return sum(part.file_size for part in parts)


def _check_part(xml: bytes) -> None:
    if len(xml) > MOST_XML or _DTD.search(xml.replace(b"\0", b"")):
        raise UnreadableDocumentError("larger than it says, or declares entities")
