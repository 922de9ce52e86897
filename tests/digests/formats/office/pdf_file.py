"""PDF files made for a test, in Cyrillic letters too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

_LETTERS = (
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяёӘҒҚҢӨҰҮҺІәғқңөұүһі"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?-–—«»()/№"
)
LEADING, SIZE, TITLE_SIZE = 14, 11, 18


def pdf(*pages: Sequence[str], password: str | None = None) -> bytes:
    """A file with such lines on its pages: `^ ` before large letters, an empty line for space."""
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(600, 842)
        fonts = DictionaryObject({NameObject("/F1"): _font()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(" ".join(_shown(lines)).encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _shown(lines: Sequence[str]) -> Iterator[str]:
    height = 800
    for line in lines:
        size = TITLE_SIZE if line.startswith("^ ") else SIZE
        height -= LEADING + size - SIZE
        if line:
            yield f"BT /F1 {size} Tf 1 0 0 1 60 {height} Tm <{_codes(line.removeprefix('^ '))}> Tj ET"


def _codes(line: str) -> str:
    return "".join(f"{33 + _LETTERS.index(letter):02x}" for letter in line)


def _font() -> DictionaryObject:
    names = [NameObject(f"/uni{ord(letter):04X}") for letter in _LETTERS]
    encoding = {
        NameObject("/Type"): NameObject("/Encoding"),
        NameObject("/Differences"): ArrayObject([NumberObject(33), *names]),
    }
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): DictionaryObject(encoding),
        }
    )
