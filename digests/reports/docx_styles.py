"""The look of a .docx: the page, fonts with Kazakh letters, and a style for each kind of paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml.etree import SubElement

from digests.models.documents import Document, ParagraphKind
from digests.models.texts import Language
from digests.text.characters import printable

Element = Any  # lxml's elements, of which python-docx makes its own classes

SERIF, SANS = "Times New Roman", "Arial"  # every office has them
PAGE_WIDTH, PAGE_HEIGHT = Cm(21), Cm(29.7)
LEFT, RIGHT, TOP, BOTTOM = Cm(2.5), Cm(2), Cm(2), Cm(2)
TEXT_TWIPS = round((PAGE_WIDTH - LEFT - RIGHT) / 635)
CELL_MARGIN = 90  # twips
INK, FAINT, ACCENT, RULE, PALE, BAR = "1F2933", "5F6B7A", "1F4E79", "C5CED8", "EEF2F6", "9DB7D1"
LOCALES: dict[Language, str] = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB", "unknown": "ru-RU"}
STYLES: dict[ParagraphKind, str] = {
    "body": "Body Text",
    "told": "Told",
    "title": "Report Title",
    "byline": "Byline",
    "entry": "Entry",
    "note": "Note",
    "text": "Full Text",
}


def set_up(file: WordDocument, document: Document, now: datetime) -> dict[str, str]:
    """Describe the file, set up its page and its styles; returns the id of each style by its name."""
    _describe(file, document, now)
    _set_page(file)
    _set_styles(file, document.language)
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word says that it shows an old document
    return {style.name: style.style_id for style in file.styles if style.name}


def sub(parent: Element, tag: str, **attributes: str) -> Element:
    """A new last child `w:tag` with attributes of the same namespace."""
    return SubElement(parent, qn(tag), {qn(f"w:{name}"): value for name, value in attributes.items()})


def _describe(file: WordDocument, document: Document, now: datetime) -> None:
    properties = file.core_properties
    properties.title = printable(document.title)[:255]
    properties.subject = printable(" · ".join(document.lines))[:255]
    properties.author = properties.last_modified_by = "newsdigest"
    properties.comments = ""
    properties.language = LOCALES[document.language]
    properties.created = properties.modified = now.replace(tzinfo=None)


def _set_page(file: WordDocument) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance = section.footer_distance = Cm(1)


def _set_styles(file: WordDocument, language: Language) -> None:
    usual = cast("ParagraphStyle", file.styles["Normal"])
    _dress(usual, _Look(SERIF, 12))
    usual.font.no_proof = True  # nothing underlined in red: names are in three languages
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LOCALES[language])
    usual.element.rPr.insert_element_before(spoken, "w:eastAsianLayout", "w:specVanish", "w:oMath")
    known = {style.name for style in file.styles}
    for name, look in _LOOKS.items():
        style = (
            cast("ParagraphStyle", file.styles[name])
            if name in known
            else _new(file, name, WD_STYLE_TYPE.PARAGRAPH)
        )
        style.base_style = usual
        _dress(style, look)
    link = _new(file, "Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(ACCENT)
    for name, lines in (("Rows", True), ("Figures", False)):
        _table_style(file, name, lines=lines)


def _new(file: WordDocument, name: str, kind: WD_STYLE_TYPE) -> ParagraphStyle:
    """Styles that Word knows by name are its own, so that a rebuilt table of contents looks the same."""
    own = name == "Hyperlink" or name.startswith("toc ")
    return cast("ParagraphStyle", file.styles.add_style(name, kind, builtin=own))


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes in points, `indent` in centimetres, `spaced` (between letters) in twentieths of a point.

    `held`: never the last line of a page.
    """

    font: str
    size: float
    color: str = INK
    bold: bool = False
    caps: bool = False
    spaced: int = 0
    before: float = 0
    after: float = 0
    indent: float = 0
    line: float = 1.0
    held: bool = False
    centred: bool = False


_LOOKS = {
    "Kicker": _Look(SANS, 9.5, FAINT, bold=True, caps=True, spaced=20, after=6),
    "Title": _Look(SANS, 24, bold=True, after=6),
    "Subtitle": _Look(SANS, 10.5, FAINT, after=2),
    "Heading 1": _Look(SANS, 17, ACCENT, bold=True, before=18, after=8, held=True),
    "Heading 2": _Look(SANS, 12.5, bold=True, before=16, after=3, held=True),
    "Contents Title": _Look(SANS, 12.5, ACCENT, bold=True, before=22, after=6, held=True),
    "toc 1": _Look(SANS, 10.5, bold=True, before=5, after=2),
    "toc 2": _Look(SANS, 10, after=2, indent=0.6),
    "Body Text": _Look(SERIF, 12, after=5, line=1.12),
    "Told": _Look(SERIF, 12, after=5, line=1.12, held=True),
    "Report Title": _Look(SANS, 10.5, ACCENT, bold=True, before=9, after=1, held=True),
    "Byline": _Look(SANS, 9, FAINT, after=4, held=True),
    "Entry": _Look(SANS, 9, after=2, indent=0.6),
    "Note": _Look(SANS, 9, FAINT, before=2, after=6),
    "Full Text": _Look(SERIF, 11, after=4, indent=0.6, line=1.08),
    "Figure": _Look(SANS, 24, ACCENT, bold=True, before=6),
    "Figure Label": _Look(SANS, 9.5, after=2),
    "Figure Note": _Look(SANS, 8.5, FAINT, after=6),
    "Table Head": _Look(SANS, 8.5, FAINT, bold=True, before=3, after=3, held=True),
    "Table Text": _Look(SANS, 9, before=2, after=2),
    "Bar": _Look(SANS, 7, BAR, before=3, after=3),
    "Spacer": _Look(SANS, 5, after=4),
    "Page Head": _Look(SANS, 8.5, FAINT),
    "Page Foot": _Look(SANS, 8.5, FAINT, centred=True),
}


def _dress(style: ParagraphStyle, look: _Look) -> None:
    font = style.font
    font.name, font.size, font.color.rgb = look.font, Pt(look.size), RGBColor.from_string(look.color)
    font.bold, font.italic, font.all_caps = look.bold, False, look.caps
    properties: Element = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()  # those of the theme are stronger
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), look.font)
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)
    if look.spaced:
        between = OxmlElement("w:spacing")
        between.set(qn("w:val"), str(look.spaced))
        properties.insert_element_before(between, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    lines = style.paragraph_format
    lines.space_before, lines.space_after, lines.line_spacing = Pt(look.before), Pt(look.after), look.line
    lines.left_indent, lines.keep_with_next, lines.widow_control = Cm(look.indent), look.held, True
    lines.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else WD_ALIGN_PARAGRAPH.LEFT


def _table_style(file: WordDocument, name: str, *, lines: bool) -> None:
    style = file.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    properties = sub(style.element, "w:tblPr")
    borders = sub(properties, "w:tblBorders")
    sides = {"top": RULE, "bottom": RULE, "insideH": RULE} if lines else {"insideV": "FFFFFF"}
    for side, color in sides.items():
        sub(borders, f"w:{side}", val="single", sz="4" if lines else "36", space="0", color=color)
    margins = sub(properties, "w:tblCellMar")
    for side in ("left", "right"):
        sub(margins, f"w:{side}", w=str(CELL_MARGIN if lines else 160), type="dxa")
