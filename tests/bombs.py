"""Documents that are small as a file and large when they are read."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

_HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_END = b"</w:body></w:document>"


def document_of(element: bytes, count: int) -> bytes:
    """A .docx of so many equal elements."""
    usual, made = BytesIO(), BytesIO()
    Document().save(usual)
    with ZipFile(usual) as parts, ZipFile(made, "w", ZIP_DEFLATED, compresslevel=9) as bomb:
        for name in parts.namelist():
            is_text = name == "word/document.xml"
            bomb.writestr(name, _HEAD + element * count + _END if is_text else parts.read(name))
    return made.getvalue()
