"""Word documents made for a test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str, title: str = "", table: Sequence[str] = ()) -> bytes:
    """A document as a word processor writes it; `table` is a row of cells below the paragraphs."""
    document = Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    cells = document.add_table(1, len(table)).rows[0].cells if table else ()
    for cell, text in zip(cells, table, strict=True):
        cell.text = text
    return _saved(document)


def docx_of(body: str, notes: str = "") -> bytes:
    """A document whose body, and the part with its footnotes, is this XML; `w:` is put before each name."""
    document = Document()
    for paragraph in _xml("body", body):
        document.element.body.append(paragraph)
    document.sections[0].header.paragraphs[0].text = "Вестник города"
    if notes:
        blob = f'<w:footnotes xmlns:w="{_SPACE}">{_named(notes)}</w:footnotes>'.encode()
        part = Part(PackURI("/word/footnotes.xml"), "application/xml", blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return _saved(document)


def _xml(name: str, content: str) -> BaseOxmlElement:
    return parse_xml(f'<w:{name} xmlns:w="{_SPACE}">{_named(content)}</w:{name}>')


def _named(xml: str) -> str:
    return re.sub(r"(</?|\s)(?=[a-zA-Z]+(?:[\s/>]|=\"))", r"\1w:", xml)


def _saved(document: DocumentFile) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
