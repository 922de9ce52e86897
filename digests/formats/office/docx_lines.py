"""What a reader sees in a Word document, line by line, with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = {"del", "moveFrom", "rt"}  # deleted, moved away, the reading above a character
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TEXT_BOX = "txbxContent"
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*\s*\Z")


def visible_lines(container: _Element) -> Iterator[str]:
    """The paragraphs of a body, cell, text box or note in order; a row of a table of words is one line."""
    unfinished = ""
    for block in _blocks(container):
        if _name(block) == "tbl":
            yield from _rows(block)
            continue
        text, before, after = _paragraph(block)
        yield from before
        if _has(block, "pPr", "rPr", "del") or _has(block, "pPr", "rPr", "moveFrom"):
            unfinished += text  # its end was deleted: it goes on in the next one
        else:
            yield from (unfinished + text).split("\n")
            unfinished = ""
        yield from after
    yield from unfinished.split("\n")


def note_lines(notes: _Element) -> Iterator[str]:
    """The lines of a document's footnotes or endnotes, in order."""
    return (line for note in _shown(notes) for line in visible_lines(note))


def _blocks(container: _Element) -> Iterator[_Element]:
    """Its paragraphs and tables, whatever controls and marks they are wrapped in."""
    for child in _shown(container):
        if _name(child) in ("p", "tbl"):
            yield child
        else:
            yield from _blocks(child)


def _paragraph(paragraph: _Element) -> tuple[str, list[str], list[str]]:
    """Its text, and the lines of the text boxes before and after it."""
    text = ""
    before: list[str] = []
    after: list[str] = []
    for piece in _pieces(paragraph):
        if isinstance(piece, str):
            text += piece
        else:
            (after if text.strip() else before).extend(visible_lines(piece))
    return text, before, after


def _pieces(element: _Element) -> Iterator[str | _Element]:
    """The text of a paragraph and, at their places, the text boxes anchored in it."""
    for child in _shown(element):
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == _TEXT_BOX:
            yield child
        elif name in _SIGNS:
            yield _SIGNS[name]
        else:
            yield from _pieces(child)


def _shown(element: _Element) -> Iterator[_Element]:
    """Its visible children."""
    if _name(element) == "AlternateContent":
        yield from _alternative(element)
        return
    for child in element:
        name = _name(child)
        if name in _UNSEEN or name.endswith("Pr") or _is_hidden(child) or _is_unwritten(child):
            continue
        yield child


def _alternative(element: _Element) -> Iterable[_Element]:
    """The first form with text, where one thing has several; the later ones are for older programs."""
    return next(((form,) for form in element if any(text.text for text in form.iter(_WORD + "t"))), ())


def _is_hidden(element: _Element) -> bool:
    """Whether a run, row or cell is hidden or was deleted."""
    kind = _name(element)
    return (
        (kind == "r" and _has(element, "rPr", "vanish"))
        or (kind == "tr" and _has(element, "trPr", "del"))
        or (kind == "tc" and _has(element, "tcPr", "cellDel"))
    )


def _is_unwritten(element: _Element) -> bool:
    """Whether a content control still shows its "Click here to enter text", or is a table of contents."""
    return _name(element) == "sdt" and (
        _has(element, "sdtPr", "showingPlcHdr") or _has(element, "sdtPr", "docPartObj", "docPartGallery")
    )


def _rows(table: _Element) -> Iterator[str]:
    """Each cell once, as it stands in the file, however many columns it claims to span."""
    for row in _inside(table, "tr"):
        cells = [[line for line in visible_lines(cell) if line.strip()] for cell in _inside(row, "tc")]
        lines = [cell for cell in cells if cell]
        if all(len(cell) == 1 and not _SENTENCE_END.search(cell[0]) for cell in lines[:-1]):
            yield " ".join(line.strip() for cell in lines for line in cell[:1])
            yield from (line for cell in lines[-1:] for line in cell[1:])
        else:  # a table for the layout of a page
            yield from (line for cell in lines for line in cell)


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, whatever controls and marks they are wrapped in."""
    for child in _shown(element):
        if _name(child) == name:
            yield child
        else:
            yield from _inside(child, name)


def _has(element: _Element, *path: str) -> bool:
    """Whether it has this property with a value other than the one that turns it off."""
    found = element.find("/".join(_WORD + name for name in path))
    return found is not None and found.get(f"{_WORD}val") not in ("0", "false", "off")


def _name(element: _Element) -> str:
    """The name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
