"""A .docx opens in LibreOffice without a complaint, and its pages say what it says. `make office`"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from digests.models.documents import Document
from digests.reports.docx import write_docx
from tests.digests.reports.samples import NOW, strange_document
from tests.reports.samples import sample_review

SOFFICE = shutil.which("soffice")
PATIENCE = 120  # seconds: its first start makes a profile

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice"),
]


def pages_of(document: Document, folder: Path) -> list[str]:
    file = folder / "review.docx"
    file.write_bytes(write_docx(document, NOW))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [
        SOFFICE or "",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(file),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, "rror" in done.stderr) == (0, False), done.stderr
    return [page.extract_text() for page in PdfReader(folder / "review.pdf").pages]


def test_the_review_of_a_newsroom_has_the_pages_it_should(tmp_path: Path) -> None:
    first, figures, *rest = pages_of(sample_review(), tmp_path)
    assert "Содержание" in first
    assert "1. В Атырау открыли мост" in first
    assert "В цифрах" in figures
    assert "Страница 2 из" in figures
    assert "Приложение. Все публикации" in rest[-1]
    everything = " ".join("".join([first, figures, *rest]).split())
    assert "Мост через Урал длиной 700 метров." in everything
    assert "Первая публикация: Курьер, замечено 1 марта, 13:09" in everything


def test_whatever_comes_in_opens(tmp_path: Path) -> None:
    pages = " ".join(pages_of(strange_document(), tmp_path))
    assert "управляющий символ" in " ".join(pages.split())
    assert set("ӘҒҚҢӨҰҮҺІ") <= set(pages)  # in no order: some fonts lack some of them
