"""Word and PDF documents to plain text, within bounds: a small file may unpack to gigabytes."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from digests.models import RawText
from digests.text.limits import MAX_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from docx.table import Table

MAX_PDF_PAGES = 200
MAX_UNPACKED_BYTES = 40_000_000  # bytes of all parts of a .docx together
MOST_XML = 16_000_000  # of those that are parsed, which takes up to forty times as much memory
MAX_DOCX_PARTS = 2000
_LIBXML_HAS_NO_MEMORY = ("Memory allocation failed", "unknown error")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_WRAPPED = re.compile(r"(?<=[^.!?…:;\s])[ \t]*\n(?=[^\W_«\"(])")


class UnreadableDocumentError(Exception):
    """Broken, locked with a password, or made to do harm."""


class TooLargeDocumentError(Exception):
    """It unpacks to more than is read."""


def read_docx(content: bytes) -> RawText:
    """Paragraphs and the cells of tables, in order.

    Raises UnreadableDocumentError, TooLargeDocumentError, and MemoryError where memory is limited.
    """
    _check_parts(content)
    from docx import Document

    try:
        document = Document(BytesIO(content))
        text = "\n".join(line for line in _lines(document) if line.strip())
        title = document.core_properties.title.strip()
    except MemoryError:
        raise
    except Exception as error:  # the library lets through whatever broken parts raise
        raise _reason(error) from error
    return RawText(text, title=title or None)


def read_pdf(content: bytes) -> RawText:
    """The text layer, its lines joined into paragraphs. Raises what `read_docx` does."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(BytesIO(content))
        text = ""
        for page in reader.pages[:MAX_PDF_PAGES]:
            text += page.extract_text() + "\n"
            if len(text) > MAX_CHARACTERS:  # refused, however many pages follow
                break
    except MemoryError:
        raise
    except Exception as error:  # the library lets through whatever broken objects raise
        raise _reason(error) from error
    return RawText(unwrapped(text.removesuffix("\n")))


def _reason(error: Exception) -> Exception:
    """The libraries have words of their own for what is too large."""
    if type(error).__name__ == "LimitReachedError":  # pypdf's
        return TooLargeDocumentError(repr(error))
    if any(words in str(error) for words in _LIBXML_HAS_NO_MEMORY):
        return MemoryError(repr(error))
    return UnreadableDocumentError(repr(error))


def unwrapped(text: str) -> str:
    """Lines that a page's width has cut become one again, and words that it hyphenated."""
    return _WRAPPED.sub(" ", _HYPHENATED.sub("", text.replace("\r", "")))


def _lines(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _cells(block)
        else:
            yield block.text


def _cells(table: Table) -> Iterator[str]:
    """Each cell once, as it stands in the file, however many columns it says that it covers."""
    from docx.table import _Cell

    for row in table._tbl.tr_lst:  # the library's own layout costs memory without end
        yield " ".join(dict.fromkeys(_Cell(cell, table).text.strip() for cell in row.tc_lst))


def _check_parts(content: bytes) -> None:
    """Raises TooLargeDocumentError for a bomb, UnreadableDocumentError for what declares entities."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            parsed = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if len(parts) > MAX_DOCX_PARTS or _size(parts) > MAX_UNPACKED_BYTES or _size(parsed) > MOST_XML:
                raise TooLargeDocumentError("unpacks to too much")
            for part in parsed:
                _check_part(archive.open(part).read(MOST_XML + 1))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableDocumentError(repr(error)) from error


def _size(parts: Sequence[ZipInfo]) -> int:
    """As declared; nothing more is unpacked of a part than it declares."""
    return sum(part.file_size for part in parts)


def _check_part(xml: bytes) -> None:
    if len(xml) > MOST_XML or _DTD.search(xml.replace(b"\0", b"")):
        raise UnreadableDocumentError("larger than it says, or declares entities")
