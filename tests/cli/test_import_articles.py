"""`newsdigest import` and `export`: files in, everything out and in again unchanged."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.export import run_export
from bot.cli.feeds import run_feeds
from bot.cli.import_articles import run_import
from bot.intake import story_edits
from bot.intake.corrections import Corrections
from bot.intake.intake import Intake
from bot.samples.newsroom import load_samples
from digests.models.texts import RawText
from storage.database import Database
from tests.bombs import document_of
from tests.telegram.conftest import SameProcess

NOW = datetime.now(UTC)
BRIDGE = (
    "В Павлодаре 1 марта открыли новый мост через Иртыш длиной 1240 метров. Движение по нему начнётся в мае, "
    "сообщил аким области Асаин Байханов. Строительство обошлось в 18 млрд тенге и длилось четыре года."
)
MUSEUM = (
    "В Таразе археологи нашли клад серебряных монет XII века. Находку передали музею города, рассказала "
    "директор Сауле Ахметова. Раскопки продолжатся летом."
)
OPML = '<opml version="2.0"><body><outline xmlUrl="https://a.example/rss" text="A"/></body></opml>'
ARTICLES = (
    "SELECT headline, body, language, author, published_at, published_precision, added_at, added_by,"
    " archived, retracted_at, text_hash, topics FROM articles JOIN article_texts ON article_id = id"
    " ORDER BY id"
)
ORIGINS = (
    "SELECT text_hash, name, link, seen_at FROM origins JOIN articles ON articles.id = article_id"
    " JOIN sources ON sources.id = source_id ORDER BY article_id, origins.id"
)
STORIES = "SELECT group_concat(id) FROM articles GROUP BY story_id ORDER BY min(id)"


def take(database: Path, *paths: Path) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    return run_import(database, paths, out, errors), out.getvalue(), errors.getvalue()


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "news.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_a_folder_of_all_kinds(database: Path, folder: Path) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "bridge.txt").write_text(BRIDGE, encoding="windows-1251")
    (folder / "museum.html").write_text(f"<p>{MUSEUM}</p>", encoding="utf-8")
    (folder / "again.md").write_text(BRIDGE, encoding="utf-8")
    (folder / "feeds.opml").write_text(OPML, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.txt").write_text(MUSEUM, encoding="utf-8")
    status, out, errors = take(database, folder)
    assert (status, errors) == (0, "")
    assert out == "2 added, 1 known, 0 refused\nfeeds: 1 added, 0 known\n"
    assert take(database, folder)[1] == "0 added, 3 known, 0 refused\nfeeds: 0 added, 1 known\n"
    listing = io.StringIO()
    assert run_feeds(database, listing) == 0
    assert "not read yet" in listing.getvalue()
    assert "https://a.example/rss" in listing.getvalue()


def test_bad_lines_are_named_and_stop_nothing(database: Path, folder: Path) -> None:
    lines = ["{", json.dumps({"text": BRIDGE, "source": "a.kz"}), "", '{"text": "Мало слов."}', '{"no": 1}']
    file = folder / "news.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    status, out, errors = take(database, file, folder / "absent.txt")
    assert status == 1
    assert out == "1 added, 0 known, 4 refused\n"
    assert sorted(errors.splitlines()) == sorted(
        [
            f"{folder / 'absent.txt'}: cannot be read: No such file or directory",
            f"{file}, line 1: not a line of JSON in UTF-8",
            f"{file}, line 4: is too short for an article",
            f"{file}, line 5: no text",
        ]
    )


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_as_spreadsheets_write_it(database: Path, folder: Path, separator: str) -> None:
    table = f'Source{separator}Text{separator}URL\na.kz{separator}"{BRIDGE}"{separator}https://a.kz/1\n{separator}\n'
    (folder / "news.csv").write_bytes(b"\xef\xbb\xbf" + table.replace("\n", "\r\n").encode())
    assert take(database, folder)[:2] == (0, "1 added, 0 known, 0 refused\n")
    assert rows(database, "SELECT name, link FROM origins JOIN sources ON sources.id = source_id") == [
        ("a.kz", "https://a.kz/1")
    ]


def test_no_name_writes_on_the_terminal(database: Path, folder: Path) -> None:
    (folder / "empty\x1b[2J\nnews.txt: is well.txt").write_text("", encoding="utf-8")
    (folder / "feeds.opml").write_text(OPML.replace("/rss", "/\x9b2J\u202erss"), encoding="utf-8")
    _, _, errors = take(database, folder)
    assert errors == f"{folder}/empty[2Jnews.txt: is well.txt: has no text\n"
    listing = io.StringIO()
    run_feeds(database, listing)
    assert listing.getvalue().endswith("https://a.example/2Jrss\n")


def test_links_are_not_followed(database: Path, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "museum.txt").write_text(MUSEUM, encoding="utf-8")
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "link.txt").symlink_to(secret / "museum.txt")
    (folder / "link").symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    assert take(database, folder)[:2] == (0, "1 added, 0 known, 0 refused\n")
    status, _, errors = take(database, folder / "link.txt")
    assert (status, "is a link" in errors) == (1, True)


async def newsroom(database: Path) -> None:
    """The samples, and all that editors do with articles."""
    db, worker = await Database.open(database), SameProcess()
    intake = Intake(db, worker)
    corrections = Corrections(db, intake)
    try:
        for sample in load_samples(NOW):
            by = None if sample.raw.source else 7
            await intake.add(sample.raw, added_by=by, now=sample.at)
        await intake.add(RawText(load_samples(NOW)[0].raw.text, source="b.kz"), added_by=None, now=NOW)
        await corrections.retract(3, person_id=7, now=NOW)
        await corrections.revise(5, RawText(MUSEUM, title="Клад в Таразе"), now=NOW)
        await story_edits.merge(db, 2, 4)
    finally:
        await worker.close()
        await db.close()


def test_what_is_exported_comes_back_unchanged(database: Path, tmp_path: Path) -> None:
    asyncio.run(newsroom(database))
    file, copy, again = tmp_path / "all.jsonl", tmp_path / "copy.db", tmp_path / "again.jsonl"
    assert run_export(database, file) == 0
    status, out, errors = take(copy, file)
    assert (status, errors) == (0, "")
    assert out == f"{len(rows(database, ARTICLES))} added, 0 known, 0 refused\n"
    for sql in (ARTICLES, ORIGINS, STORIES):
        assert rows(copy, sql) == rows(database, sql)
    assert take(copy, file)[1].startswith("0 added")
    assert run_export(copy, again) == 0
    assert again.read_bytes() == file.read_bytes()


def test_a_document_that_unpacks_to_much_is_named_and_the_rest_is_read(database: Path, folder: Path) -> None:
    (folder / "a.docx").write_bytes(document_of(b"<w:p/>", 10_000_000))
    (folder / "b.docx").write_bytes(document_of(b'<p a="b"/>', 1_500_000))
    (folder / "c.txt").write_text(BRIDGE, encoding="utf-8")
    status, out, errors = take(database, folder)
    assert (status, out) == (1, "1 added, 0 known, 2 refused\n")
    assert [line.rpartition(": ")[2] for line in errors.splitlines()] == 2 * ["is too large to read"]


def test_two_imports_at_once_share_the_work(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [sample.raw.text for sample in load_samples(NOW)][::3]
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DATABASE_PATH", str(database))
    command = [sys.executable, "-m", "bot", "import", str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    added = [int(text.split()[0]) for text in printed]
    assert sum(added) == len(texts) == len(rows(database, ARTICLES))


class Closed(io.StringIO):
    """Of whom nobody reads on, as `head` after its lines."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_an_export_that_nobody_reads_on_ends_quietly(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.run(newsroom(database))
    with pytest.raises(BrokenPipeError):  # which the command line takes for an end
        run_export(database, None, Closed())
    gc.collect()
    assert caplog.records == []


def test_nothing_to_export(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_export(database, None) == 1
    assert "does not exist" in capsys.readouterr().err
    assert not database.exists()
