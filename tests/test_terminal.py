"""`newsdigest digest FILE…`: a digest in the terminal."""

from __future__ import annotations

import io
from pathlib import Path

from bot.terminal import run_digest
from tests.digests.rows import DATA


def run(*paths: Path) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    return run_digest(paths, out, errors), out.getvalue(), errors.getvalue()


def test_two_reports_of_a_meeting_are_one_story_with_two_sources() -> None:
    status, digest, errors = run(DATA / "press_release.txt", DATA / "commentary.txt")
    assert (status, errors) == (0, "")
    headline, credit, *sentences = digest.splitlines()
    assert 20 < len(headline) <= 110
    assert "[1]" in credit
    assert all(sentence.startswith("  ") for sentence in sentences if sentence)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    binary = tmp_path / "photo.jpg"
    binary.write_bytes(bytes(range(256)) * 20)
    article = tmp_path / "article.txt"
    article.write_text(
        "В Павлодаре 12 марта открыли мост через Иртыш. Проект стоил 18 млрд тенге.", encoding="utf-8"
    )
    status, digest, errors = run(empty, binary, tmp_path / "absent.txt", article)
    assert status == 1
    assert len(errors.splitlines()) == 3
    assert "мост через Иртыш" in digest
