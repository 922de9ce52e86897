"""Writes a document as a .docx, with its own styles, a ready table of contents, and tables in linear time."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from urllib.parse import quote

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from digests.models.documents import (
    Bar,
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    Tiles,
)
from digests.models.texts import Language, is_web_address
from digests.reports.docx_styles import (
    BAR,
    CELL_MARGIN,
    FAINT,
    LOCALES,
    PALE,
    STYLES,
    TEXT_TWIPS,
    Element,
    set_up,
    sub,
)
from digests.text.characters import printable

MAX_URL = 2000  # characters, which Word takes


def write_docx(document: Document, now: datetime) -> bytes:
    """The bytes of the file; `now` is its time of creation."""
    return _Writer(document, now).bytes()


class _Writer:
    def __init__(self, document: Document, now: datetime) -> None:
        self._document = document
        self._file: WordDocument = docx.Document()
        self._links: dict[str, str] = {}
        self._headings = [block for block in document.blocks if isinstance(block, Heading)]
        self._bookmarks = 0
        self._body: Element = self._file.element.body
        self._style_ids = set_up(self._file, document, now)
        self._end: Element = self._body[-1]  # the section's properties, before which all stands

    def bytes(self) -> bytes:
        self._head()
        for block in self._document.blocks:
            self._block(block)
        self._header_and_footer()
        out = BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _head(self) -> None:
        if self._document.kicker:
            self._add("Kicker", (Run(self._document.kicker),))
        self._add("Title", (Run(self._document.title),))
        for line in self._document.lines:
            self._add("Subtitle", (Run(line),))

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(runs, style, language):
                self._add(STYLES[style], runs, language)
            case Contents():
                self._contents(block)
            case Table():
                self._table(block)
            case Tiles():
                self._tiles(block)

    def _add(self, style: str, runs: Runs, language: Language | None = None) -> Element:
        paragraph = OxmlElement("w:p")
        self._end.addprevious(paragraph)
        self._fill(paragraph, style, runs, language)
        return paragraph

    def _fill(
        self, paragraph: Element, style: str, runs: Runs, language: Language | None = None, side: str = ""
    ) -> None:
        properties = sub(paragraph, "w:pPr")
        sub(properties, "w:pStyle", val=self._style_ids[style])
        if side:
            sub(properties, "w:jc", val=side)
        for run in runs:
            self._run(paragraph, run, language)

    def _run(self, paragraph: Element, run: Run, language: Language | None) -> None:
        holder = paragraph
        if run.link and (address := _address(run.link)):
            holder = sub(paragraph, "w:hyperlink", history="1")
            holder.set(qn("r:id"), self._relation(address))
        element = _text(holder, run.text)
        properties = OxmlElement("w:rPr")
        if run.link and holder is not paragraph:
            sub(properties, "w:rStyle", val="Hyperlink")
        if run.strong:
            sub(properties, "w:b")
        if run.faint:
            sub(properties, "w:color", val=FAINT)
        if language:
            sub(properties, "w:lang", val=LOCALES[language])
        if len(properties):
            element.insert(0, properties)

    def _relation(self, address: str) -> str:
        """One relation for each address; the library would search through all of them each time."""
        if address not in self._links:
            self._links[address] = f"link{len(self._links) + 1}"
            self._file.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, address, self._links[address], is_external=True
            )
        return self._links[address]

    def _heading(self, heading: Heading) -> None:
        paragraph = self._add(f"Heading {heading.level}", (), heading.language)
        properties = paragraph[0]
        if heading.page:
            properties.insert(1, OxmlElement("w:pageBreakBefore"))
        self._bookmarks += 1
        name = _bookmark(self._bookmarks)
        sub(paragraph, "w:bookmarkStart", id=str(self._bookmarks), name=name)
        self._run(paragraph, Run(heading.text), heading.language)
        sub(paragraph, "w:bookmarkEnd", id=str(self._bookmarks))

    def _contents(self, contents: Contents) -> None:
        """A field with the table of contents already in it. Programs show it as it is, or rebuild it on
        request.

        It has no page numbers, which only the program that lays out the document knows.
        """
        self._add("Contents Title", (Run(contents.title),))
        paragraphs = []
        for number, heading in enumerate(self._headings, 1):
            paragraph = self._add(f"toc {heading.level}", ())
            link = sub(paragraph, "w:hyperlink", anchor=_bookmark(number), history="1")
            _text(link, heading.text)
            paragraphs.append(paragraph)
        if paragraphs:
            _open_field(paragraphs[0], r'TOC \o "1-2" \n \h')
            sub(sub(paragraphs[-1], "w:r"), "w:fldChar", fldCharType="end")

    def _tiles(self, tiles: Tiles) -> None:
        width = TEXT_TWIPS // len(tiles.tiles)
        table = self._grid([width] * len(tiles.tiles), "Figures")
        row = sub(table, "w:tr")
        sub(sub(row, "w:trPr"), "w:cantSplit")
        for tile in tiles.tiles:
            cell = _cell(row, width, fill=PALE)
            for style, words in (
                ("Figure", tile.figure),
                ("Figure Label", tile.label),
                ("Figure Note", tile.note),
            ):
                self._fill(sub(cell, "w:p"), style, (Run(words),))
        self._add("Spacer", ())

    def _table(self, table: Table) -> None:
        widths = [round(TEXT_TWIPS * column.width) for column in table.columns]
        grid = self._grid(widths, "Rows")
        head = sub(grid, "w:tr")
        properties = sub(head, "w:trPr")
        sub(properties, "w:cantSplit")
        sub(properties, "w:tblHeader")
        for column, width in zip(table.columns, widths, strict=True):
            paragraph = sub(_cell(head, width, fill=PALE), "w:p")
            self._fill(paragraph, "Table Head", (Run(column.title),), side=column.side)
        for number, row in enumerate(table.rows, 1):
            self._row(grid, table.columns, widths, row, last=table.total and number == len(table.rows))
        self._add("Spacer", ())

    def _row(
        self,
        grid: Element,
        columns: tuple[Column, ...],
        widths: list[int],
        row: tuple[Cell, ...],
        *,
        last: bool,
    ) -> None:
        element = sub(grid, "w:tr")
        sub(sub(element, "w:trPr"), "w:cantSplit")
        for column, width, value in zip(columns, widths, row, strict=True):
            paragraph = sub(_cell(element, width), "w:p")
            if isinstance(value, Bar):
                _bar(paragraph, value.share, width, self._style_ids["Bar"])
            else:
                runs = tuple(Run(run.text, run.link, strong=True) for run in value) if last else value
                self._fill(paragraph, "Table Text", runs, side=column.side)

    def _grid(self, widths: list[int], style: str) -> Element:
        table = OxmlElement("w:tbl")
        self._end.addprevious(table)
        properties = sub(table, "w:tblPr")
        sub(properties, "w:tblStyle", val=self._style_ids[style])
        sub(properties, "w:tblW", w=str(sum(widths)), type="dxa")
        sub(properties, "w:tblLayout", type="fixed")
        grid = sub(table, "w:tblGrid")
        for width in widths:
            sub(grid, "w:gridCol", w=str(width))
        return table

    def _header_and_footer(self) -> None:
        section = self._file.sections[0]
        section.different_first_page_header_footer = True
        header, *footers = section.header, section.footer, section.first_page_footer
        header.is_linked_to_previous = False
        _clear(header.paragraphs[0]._p)
        self._fill(header.paragraphs[0]._p, "Page Head", (Run(self._document.header),))
        for footer in footers:
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]._p
            _clear(paragraph)
            self._fill(paragraph, "Page Foot", ())
            for part in _parts(self._document.page):
                if part in _FIELDS:
                    _field(paragraph, _FIELDS[part], "1")
                else:
                    _text(paragraph, part)


_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _parts(page: str) -> list[str]:
    for field in _FIELDS:
        page = page.replace(field, f"\0{field}\0")
    return [part for part in page.split("\0") if part]


def _bookmark(number: int) -> str:
    return f"_Toc{number:08}"


def _address(link: str) -> str | None:
    """A link as a relation may hold it, without spaces, quotes and the like; None for anything but a web
    address.
    """
    address = quote(printable(link).strip(), safe="%/:?#[]@!$&()*+,;=-._~", errors="replace")
    good = is_web_address(printable(link).strip()) and len(address) <= MAX_URL
    return address if good else None


def _text(parent: Element, text: str) -> Element:
    run = sub(parent, "w:r")
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            sub(run, "w:br")
        element = sub(run, "w:t")
        element.text = line
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _cell(row: Element, width: int, *, fill: str | None = None) -> Element:
    cell = sub(row, "w:tc")
    properties = sub(cell, "w:tcPr")
    sub(properties, "w:tcW", w=str(width), type="dxa")
    if fill:
        sub(properties, "w:shd", val="clear", color="auto", fill=fill)
    return cell


def _bar(paragraph: Element, share: float, width: int, style: str) -> None:
    """A shaded paragraph, indented from the right by the missing share."""
    properties = sub(paragraph, "w:pPr")
    sub(properties, "w:pStyle", val=style)
    if share <= 0:
        return
    sub(properties, "w:shd", val="clear", color="auto", fill=BAR)
    room = width - 2 * CELL_MARGIN
    sub(properties, "w:ind", right=str(round(room * (1 - max(0.02, min(1.0, share))))))


def _clear(element: Element) -> None:
    for child in list(element):
        element.remove(child)


def _open_field(paragraph: Element, instruction: str) -> None:
    """Stands before the text of the paragraph, which is what the field shows."""
    at = 1  # after the paragraph's properties
    for kind in ("begin", instruction, "separate"):
        run = OxmlElement("w:r")
        if kind in ("begin", "separate"):
            sub(run, "w:fldChar", fldCharType=kind)
        else:
            _instruct(run, kind)
        paragraph.insert(at, run)
        at += 1


def _instruct(run: Element, instruction: str) -> None:
    element = sub(run, "w:instrText")
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = f" {instruction} "


def _field(paragraph: Element, instruction: str, shown: str) -> None:
    sub(sub(paragraph, "w:r"), "w:fldChar", fldCharType="begin")
    _instruct(sub(paragraph, "w:r"), instruction)
    sub(sub(paragraph, "w:r"), "w:fldChar", fldCharType="separate")
    _text(paragraph, shown)
    sub(sub(paragraph, "w:r"), "w:fldChar", fldCharType="end")
