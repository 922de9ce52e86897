"""`newsdigest clip`: a media review as a file."""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bot.cli.clip import run_clip
from digests.models.texts import SearchText
from storage import article_search
from storage.database import Database
from tests.editions.test_planner import BRIDGE, Newsroom
from tests.storage.conftest import NOW


@pytest.fixture
def filled(database_path: Path) -> Path:
    async def fill() -> None:
        db = await Database.open(database_path)
        await Newsroom(db).reports(BRIDGE)
        async with db.transaction() as tx:
            await article_search.add(tx, 1, SearchText("мост"))
        await db.close()

    asyncio.run(fill())
    return database_path


def test_words_a_period_and_choices(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "review.docx"
    assert run_clip(filled, "мост 1d", zone="Asia/Almaty", language="ru", target=target, now=NOW) == 0
    lines = [paragraph.text for paragraph in docx.Document(BytesIO(target.read_bytes())).paragraphs]
    assert lines[:3] == [
        "Обзор СМИ",
        "«мост»",
        "Период: 1 марта 2026, 09:00 – 2 марта 2026, 09:00, Казахстан (UTC+5)",
    ]
    assert "1. Мост открыт" in lines
    assert capsys.readouterr().err == f"{target}\n"
    page = tmp_path / "review.html"
    options = {"by_source": True, "texts": True, "html": True}
    assert run_clip(filled, "", zone="Asia/Almaty", language="en", target=page, now=NOW, **options) == 0
    assert "Full text: Курьер" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "names", "why"),
    [
        ("Нарния", "news.db x.docx", "nothing was published in this period"),
        ("", "absent.db x.docx", "does not exist, so there is nothing to review"),
        ("", "news.db no/such/folder/x.docx", "cannot be written"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    filled: Path, capsys: pytest.CaptureFixture[str], said: str, names: str, why: str
) -> None:
    database, target = (filled.parent / name for name in names.split())
    status = run_clip(database, said, zone="Asia/Almaty", language="ru", target=target, now=NOW)
    assert status == 1
    assert why in capsys.readouterr().err
