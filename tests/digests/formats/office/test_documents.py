"""Word and PDF documents, whole, broken and hostile."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from pypdf import PdfWriter
from pypdf.generic import NameObject

from digests.formats.files import FileProblem, read_file
from digests.formats.office import documents
from digests.formats.office.documents import MAX_UNPACKED_BYTES, MOST_XML
from digests.models.texts import RawText
from tests.digests.formats.office.docx_file import docx
from tests.digests.formats.office.pdf_file import pdf

TEXT = "Мост через Тобол открыли для движения в понедельник утром."


def archive(name: str, content: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return file.getvalue()


def damaged(content: bytes) -> bytes:
    """With other bytes where its first part is compressed."""
    start = 30 + len("word/document.xml")
    return content[:start] + b"\xff" * 8 + content[start + 8 :]


def test_a_word_document() -> None:
    read = read_file(
        "news.docx", docx(TEXT, "", "Второй абзац.", title="Мост открыт", table=["Длина", "800 метров"])
    )
    assert read == RawText(f"{TEXT}\nВторой абзац.\nДлина 800 метров", title="Мост открыт")


def test_a_pdf_document() -> None:
    read = read_file("news.pdf", pdf(["The bridge was opened on Monday."]))
    assert read == RawText("The bridge was opened on Monday.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"no archive"),
        ("a.docx", archive("readme.txt", b"text")),
        ("a.docx", archive("word/document.xml", b"<a/>")),
        ("a.docx", docx(TEXT)[:-500]),
        ("a.docx", damaged(archive("word/document.xml", b"<a/>" * 100))),
        ("a.docx", archive("word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")),
        ("a.docx", archive("../../etc/passwd", b"x")),
        ("a.pdf", b"%PDF-1.7 nothing more"),
        ("a.pdf", b"no pdf"),
        ("a.pdf", pdf(["locked"], password="secret")),
    ],
)
def test_broken_and_hostile_ones_are_refused(name: str, content: bytes) -> None:
    assert read_file(name, content) is FileProblem.BROKEN_DOCUMENT


@pytest.mark.parametrize(
    "content",
    [
        archive("word/document.xml", bytes(MAX_UNPACKED_BYTES + 1)),
        archive("word/document.xml", bytes(MOST_XML + 1)),
        archive("word/document.XML", bytes(MOST_XML + 1)),
        archive("word/media/photo.png", bytes(MAX_UNPACKED_BYTES + 1)),
    ],
    ids=["all parts", "xml", "XML", "pictures"],
)
def test_what_unpacks_to_too_much_is_too_large(content: bytes) -> None:
    assert len(content) < 50_000
    assert read_file("a.docx", content) is FileProblem.TOO_LARGE


def test_a_part_that_is_larger_than_it_declares_is_not_unpacked_further() -> None:
    content = bytearray(archive("word/document.xml", b"<a/>" * 100_000))
    size = content.rindex(b"PK\x01\x02") + 24  # of the part, in the list of all parts
    content[size : size + 4] = (10).to_bytes(4, "little")
    assert read_file("a.docx", bytes(content)) is FileProblem.BROKEN_DOCUMENT


@pytest.mark.parametrize("words", ["Memory allocation failed : building node", "unknown error"])
def test_a_parser_that_finds_no_memory_says_so(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """libxml2 has words of its own for it, which differ from place to place."""

    def fails(_: object) -> None:
        raise SyntaxError(words)

    monkeypatch.setattr("docx.Document", fails)
    with pytest.raises(MemoryError):
        read_file("a.docx", docx(TEXT))


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.odt"])
def test_other_word_processors_are_named(name: str) -> None:
    assert read_file(name, b"\xd0\xcf\x11\xe0") is FileProblem.OLD_WORD


def test_a_document_writes_nothing_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf(["The bridge was opened on Monday."])))
    page: Any = writer.pages[0]
    page["/Resources"]["/Font"]["/F1"][NameObject("/Encoding")] = NameObject("/Odd\x1b[2J")
    writer.write(odd := BytesIO())
    assert isinstance(read_file("news.pdf", odd.getvalue()), RawText)
    assert not caplog.records


def test_a_scan_has_no_text() -> None:
    assert read_file("scan.pdf", pdf([])) is FileProblem.EMPTY


def test_a_cell_that_says_to_cover_billions_of_columns_is_told_once() -> None:
    document = Document()
    table = document.add_table(1, 1)
    table.cell(0, 0).text = TEXT
    table.cell(0, 0)._tc.grid_span = 2_000_000_000
    file = BytesIO()
    document.save(file)
    assert read_file("news.docx", file.getvalue()) == RawText(TEXT)


def test_no_more_pages_are_read_than_make_a_document_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_CHARACTERS", 10)
    writer = PdfWriter()
    for number in range(3):
        writer.append(BytesIO(pdf([f"A page of number {number}"])))
    file = BytesIO()
    writer.write(file)
    assert documents.read_pdf(file.getvalue()).text == "A page of number 0"
