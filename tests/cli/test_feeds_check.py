"""`newsdigest feeds check`: which feeds of a list answer."""

from __future__ import annotations

import asyncio
import os
from io import StringIO
from pathlib import Path

import pytest

from bot.cli import feeds
from bot.settings import Settings
from tests.loopback_web import Web
from tests.telegram.conftest import SameProcess

RSS = "<rss version='2.0'><channel><title>Вести</title><item><title>Мост</title></item></channel></rss>"


def settings(site: Web) -> Settings:
    return Settings(_env_file=None, fetch_allowed_private_hosts=frozenset({site.host}))  # type: ignore[call-arg]


async def test_each_of_a_list_is_tried(site: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "Worker", SameProcess)
    well, gone = site.page("/rss", RSS.encode(), Content_Type="text/xml"), site.page("/gone", status=410)
    listed = tmp_path / "list.opml"
    listed.write_text(
        f"<opml><body><outline text='Вести' xmlUrl='{well}'/>"
        f"<outline text='Ушли' xmlUrl='{gone}'/></body></opml>",
        encoding="utf-8",
    )
    out = StringIO()
    assert await asyncio.to_thread(feeds.check_list, listed, settings(site), out) == 1
    assert out.getvalue() == (
        f"well  Вести  {well}\n      entries: 1\nno    Ушли  {gone}\n      The page was deleted.\n"
    )


@pytest.mark.parametrize(("content", "why"), [("нет", "lists no feeds"), (None, "cannot be read")])
def test_without_a_list_a_sentence_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, why: str
) -> None:
    file = tmp_path / "list.opml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert feeds.check_list(file, Settings(_env_file=None)) == 1  # type: ignore[call-arg]
    assert why in capsys.readouterr().err


def test_a_pipe_that_nobody_writes_to_is_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(pipe := tmp_path / "list.opml")
    assert feeds.check_list(pipe, Settings(_env_file=None)) == 1  # type: ignore[call-arg]
    assert "it is no file" in capsys.readouterr().err
