"""A document as a .docx: what stands in it, whatever comes in."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
from lxml import etree

from digests.models.documents import Column, Contents, Heading, Paragraph, Run, Table
from digests.reports.docx import write_docx
from tests.digests.reports.samples import NOW, document, strange_document


def parts_of(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as file:
        return {
            name: file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels"))
        }


def test_the_file_says_what_it_is() -> None:
    file = docx.Document(BytesIO(write_docx(document(), NOW)))
    assert [p.text for p in file.paragraphs] == ["Обзор СМИ", "Мосты", "Период: неделя"]
    properties = file.core_properties
    assert (properties.title, properties.author, properties.comments) == ("Мосты", "newsdigest", "")
    assert (properties.language, properties.created) == ("ru-RU", NOW)


def test_contents_are_a_field_that_shows_its_lines_unasked() -> None:
    made = write_docx(document(Contents("Содержание"), Heading("В цифрах"), Heading("Мост", 2)), NOW)
    body = parts_of(made)["word/document.xml"]
    assert r'TOC \o "1-2" \n \h' in body
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"') == 1
    anchors = re.findall(r'w:anchor="(\w+)"', body)
    assert anchors == re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', body)
    assert "updateFields" not in parts_of(made)["word/settings.xml"]  # at which Word would ask
    shown = [p.text for p in docx.Document(BytesIO(made)).paragraphs if p.style and p.style.name[:3] == "toc"]
    assert shown == ["В цифрах", "Мост"]


def test_a_link_can_be_clicked_and_is_kept_once() -> None:
    rows = tuple(((Run("мост", "https://example.kz/1"),),) for _ in range(3))
    made = write_docx(document(Table((Column("А", 1.0),), rows)), NOW)
    relations = parts_of(made)["word/_rels/document.xml.rels"]
    assert relations.count('Target="https://example.kz/1" TargetMode="External"') == 1
    assert parts_of(made)["word/document.xml"].count("<w:hyperlink") == 3


def test_whatever_comes_in_is_well_formed_and_opens() -> None:
    made = write_docx(strange_document(), NOW)
    for part in parts_of(made).values():
        etree.fromstring(part.encode())
    text = "\n".join(p.text for p in docx.Document(BytesIO(made)).paragraphs)
    assert '<b>Мост</b> & "мост"' in text
    assert "управляющий символ" in text
    assert "ӘҒҚҢӨҰҮҺІ әғқңөұүһі" in text
    assert not re.search("[\x00-\x08\u202a-\u202e\ud800-\udfff\ufffe\uffff]", text)
    assert not re.search("javascript|ends", "".join(parts_of(made).values()))


def test_pages_are_numbered_and_headed() -> None:
    parts = parts_of(write_docx(document(Paragraph((Run("x"),))), NOW))
    foot = next(text for name, text in parts.items() if "footer" in name and "NUMPAGES" in text)
    assert re.findall(r"<w:t [^>]*>([^<]*)</w:t>", foot) == ["Страница ", "1", " из ", "1"]
    assert any("Обзор СМИ · Мосты" in text for name, text in parts.items() if "header" in name)


def test_elements_stand_in_the_order_that_word_asks_for() -> None:
    """Of run properties, as ECMA-376 17.3.2 lists them: Word calls a file with another order broken."""
    order = [
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "noProof",
        "color",
        "spacing",
        "sz",
        "szCs",
        "lang",
    ]
    parts = parts_of(write_docx(strange_document(), NOW))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for name in ("word/document.xml", "word/styles.xml"):
        for properties in etree.fromstring(parts[name].encode()).iter(f"{w}rPr"):
            places = [
                order.index(tag) for each in properties if (tag := str(each.tag).removeprefix(w)) in order
            ]
            assert places == sorted(places), etree.tostring(properties)


def test_rows_cost_the_same_however_many_there_are() -> None:
    """Counted by the elements that are looked at, which no load of the machine changes."""
    made = {}
    for count in (50, 500):
        rows = tuple(((Run(f"{n}", f"https://example.kz/{n}"),), (Run("мост"),)) for n in range(count))
        made[count] = calls_of(document(Table((Column("А", 0.5), Column("Б", 0.5)), rows)))
    assert made[500] < 10.5 * made[50]


def calls_of(shown: object) -> int:
    import sys

    count = 0

    def look(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(look)
    try:
        write_docx(shown, NOW)  # type: ignore[arg-type]
    finally:
        sys.setprofile(None)
    return count
