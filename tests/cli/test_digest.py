"""`newsdigest digest FILE…`: a digest in the terminal."""

from __future__ import annotations

import asyncio
import html
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.digest import run_digest
from bot.cli.digest_html import digest_page
from bot.cli.digest_inputs import MOST_BYTES, may_need_the_web
from bot.cli.main import run_command
from bot.settings import Settings
from digests.models.digest import Digest
from tests.bombs import document_of
from tests.digests.rows import DATA
from tests.loopback_web import Web
from tests.views.samples import NOW, article, item


def run(*paths: Path | str) -> tuple[int, str, str]:
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


MARKET = (
    "Цены на бензин в Костанае выросли на пять тенге. Об этом сообщил аким города в понедельник утром. "
    "Повышение коснётся всех заправок области."
)


def a_named_pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe.txt")
    return str(folder / "pipe.txt")


def a_socket(folder: Path) -> str:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "s"))
    return str(folder / "s")


def a_folder(folder: Path) -> str:
    return str(folder)


def a_link_to_a_device(folder: Path) -> str:
    (folder / "link.txt").symlink_to("/dev/zero")
    return str(folder / "link.txt")


def a_huge_file(folder: Path) -> str:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(10**13)
    return str(folder / "huge.txt")


def a_small_document_that_unpacks_to_much(folder: Path) -> str:
    (folder / "bomb.docx").write_bytes(document_of(b"<w:p/>", 10_000_000))
    return str(folder / "bomb.docx")


def a_document_that_takes_much_memory(folder: Path) -> str:
    (folder / "greedy.docx").write_bytes(document_of(b'<p a="b"/>', 1_500_000))
    return str(folder / "greedy.docx")


def a_device(_: Path) -> str:
    return "/dev/zero"


def a_name_that_no_file_has(_: Path) -> str:
    return "zero\0byte.txt"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (a_named_pipe, "it is no file; what comes through a pipe is read with -"),
        (a_socket, "it is no file"),
        (a_device, "it is no file"),
        (a_link_to_a_device, "it is no file"),
        (a_folder, "it is a folder; name the files in it"),
        (a_huge_file, "is too large to read"),
        (a_small_document_that_unpacks_to_much, "is too large to read"),
        (a_document_that_takes_much_memory, "is too large to read"),
        (a_name_that_no_file_has, "cannot be read"),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_what_has_no_end_is_said_and_keeps_nothing_else(
    tmp_path: Path, kind: Callable[[Path], str], words: str
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(MARKET, encoding="utf-8")
    status, digest, errors = run(kind(tmp_path), article)
    assert (status, len(errors.splitlines())) == (1, 1)
    assert words in errors
    assert "бензин" in digest


@pytest.mark.parametrize(
    ("name", "given", "out", "error"),
    [
        ("-", MARKET.encode(), "бензин", ""),
        ("-", bytes(MOST_BYTES + 1), "", "is too large to read"),
        ("/dev/stdin", MARKET.encode(), "", "what comes through a pipe is read with -"),
    ],
    ids=["pipe", "endless pipe", "pipe by name"],
)
def test_a_pipe_is_read_where_it_is_meant(name: str, given: bytes, out: str, error: str) -> None:
    command = [sys.executable, "-m", "bot", "digest", name]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert out in done.stdout.decode()
    assert error in done.stderr.decode()
    assert bool(error) == bool(done.stderr)


EVIL = "Цены & «все» '\"\x1b[31m"


def settings(site: Web) -> Settings:
    return Settings(_env_file=None, fetch_allowed_private_hosts=frozenset((site.host,)))  # type: ignore[call-arg]


async def digest_of(site: Web, *names: str, html: bool = False) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    status = await asyncio.to_thread(run_digest, names, out, errors, html=html, web=settings(site))
    return status, out.getvalue(), errors.getvalue()


def feed(site: Web) -> str:
    item = f"<guid>1</guid><title>Цены</title><link>/news/1</link><description>{MARKET}</description>"
    title = html.escape(EVIL.replace(chr(27), ""))
    body = f"<rss version='2.0'><channel><title>{title}</title><item>{item}</item></channel></rss>"
    return site.page("/rss", body.encode(), Content_Type="application/rss+xml")


async def test_links_feeds_and_lists_of_feeds(site: Web, tmp_path: Path) -> None:
    page = site.page("/page", f"<article><p>{MARKET} Так решили вчера.</p></article>".encode())
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline xmlUrl="{feed(site)}"/></body></opml>', encoding="utf-8")
    status, digest, errors = await digest_of(site, page, str(opml), site.url("/absent"))
    assert status == 1
    assert errors.startswith(site.url("/absent"))
    assert "Please check the link" in errors
    assert "[1] 127.0.0.1 · [2] Цены & «все»" in digest
    assert "\x1b" not in digest


def test_advertising_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{MARKET}\n\n#реклама", encoding="utf-8")
    (tmp_path / "b.txt").write_text("В Таразе археологи нашли клад монет XII века.", encoding="utf-8")
    out, errors = io.StringIO(), io.StringIO()
    assert run_digest([tmp_path / "a.txt", tmp_path / "b.txt"], out, errors) == 0
    assert "a.txt is advertising" in errors.getvalue()
    assert "Тараз" in out.getvalue()
    assert "бензин" not in out.getvalue()


async def test_what_a_feed_repeats_is_in_no_summary(site: Web) -> None:
    posts = (
        "В Таразе археологи нашли клад серебряных монет XII века.",
        "На трассе Актобе — Уральск столкнулись два грузовика.",
        "Сборная Казахстана выиграла чемпионат Азии по борьбе.",
    )
    items = "".join(
        f"<item><guid>{n}</guid><link>/news/{n}</link>"
        f"<description>{post} Зорьку читает весь город и вся область.</description></item>"
        for n, post in enumerate(posts)
    )
    body = f"<rss version='2.0'><channel><title>Зорька</title>{items}</channel></rss>"
    link = site.page("/rss", body.encode(), Content_Type="application/rss+xml")
    status, digest, _ = await digest_of(site, link)
    assert status == 0
    assert all(post.rstrip(".") in digest for post in posts)
    assert "весь город" not in digest


def test_last_lines_that_files_share_are_in_no_summary(tmp_path: Path) -> None:
    texts = (BRIDGE, COINS, MARKET)
    for number, text in enumerate(texts):
        end = "Зорьку читает весь город и вся область."
        (tmp_path / f"{number}.txt").write_text(f"{text}\n\n{end}", encoding="utf-8")
    _, digest, _ = run(*sorted(tmp_path.iterdir()))
    assert len(blocks(digest)) == 3
    assert "весь город" not in digest


def test_the_last_line_of_copies_of_a_report_is_told(tmp_path: Path) -> None:
    for number in range(3):
        text = f"{BRIDGE}\n\nПо мосту пройдут 20 тысяч машин в день."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert "20 тысяч машин" in run(*sorted(tmp_path.iterdir()))[1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "has no entries"),
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><rss version='2.0'/>", "could harm"),
    ],
)
async def test_a_feed_without_entries_or_with_entities_of_its_own(site: Web, body: str, words: str) -> None:
    link = site.page("/rss", body.encode(), Content_Type="application/rss+xml")
    status, _, errors = await digest_of(site, link)
    assert (status, words in errors) == (1, True)


async def test_a_page_is_whole_and_nothing_in_it_is_markup(site: Web) -> None:
    status, page, errors = await digest_of(site, feed(site), html=True)
    assert (status, errors) == (0, "")
    assert "<script" not in page
    assert f'<a href="{site.url("/news/1")}"' in page
    assert "Цены &amp; «все»" in page
    assert page.startswith("<!doctype html>")
    assert "src=" not in page


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MARKET.encode())))
    out = io.StringIO()
    assert run_digest(["-"], out, io.StringIO()) == 0
    assert "бензин" in out.getvalue()


BRIDGE = "В Павлодаре открыли мост через Иртыш. Проект стоил 18 млрд тенге, его строили четыре года."
COINS = "В Таразе археологи нашли клад серебряных монет XII века. Находку передали в городской музей."


def table(path: Path, *rows: Mapping[str, object] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def row(text: str, published: str, source: str = "Зорька", **more: str) -> dict[str, object]:
    return {"text": text, "published": published, "source": source, **more}


def blocks(digest: str) -> list[list[str]]:
    return [block.splitlines() for block in digest.strip().split("\n\n")]


def test_rows_of_a_table_stand_by_their_own_times_and_sources(tmp_path: Path) -> None:
    morning = row(BRIDGE, "2020-05-02T04:00:00Z", title="Мост в Павлодаре открыт", url="https://a.example/1")
    evening = row(COINS, "2020-05-02T18:30:00+00:00", "Вестник", headline="В Таразе нашли клад монет")
    status, digest, errors = run(table(tmp_path / "day.jsonl", morning, evening))
    assert (status, errors) == (0, "")
    assert [block[:2] for block in blocks(digest)] == [
        ["В Таразе нашли клад монет", "2 May 2020, 18:30 UTC · [1] Вестник"],
        ["Мост в Павлодаре открыт", "2 May 2020, 04:00 UTC · [1] Зорька"],
    ]


def test_reports_are_joined_in_the_order_of_their_times(tmp_path: Path) -> None:
    later = row(MARKET, "2020-05-02T12:00:00Z", "Вестник")
    earlier = row(f"{MARKET} Так решили вчера.", "2020-05-02T08:00:00Z")
    _, digest, _ = run(table(tmp_path / "day.jsonl", later, earlier))
    assert "[1] Зорька · [2] Вестник" in digest


def test_a_row_that_is_no_article_is_named_by_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    rows = ("{broken", "", row(BRIDGE, "2020-05-02T04:00:00Z"), {"source": "Зорька"}, "[1]")
    status, digest, errors = run(table(tmp_path / "day.jsonl", *rows))
    name = tmp_path / "day.jsonl"
    assert status == 1
    assert errors.splitlines() == [
        f"{name}, line 1 is no article: not a line of JSON in UTF-8",
        f"{name}, line 4 is no article: no text",
        f"{name}, line 5 is no article: not an object",
    ]
    assert "Павлодаре" in digest


def test_what_was_retracted_before_an_export_is_left_out(tmp_path: Path) -> None:
    origins = [{"source": "Зорька", "link": None, "seen": "2020-05-02T04:00:00+00:00"}]
    exported = {"headline": "Мост", "text": BRIDGE, "added": "2020-05-02T04:00:00+00:00", "origins": origins}
    retracted = {**exported, "text": COINS, "retracted": "2020-05-02T05:00:00+00:00"}
    status, digest, errors = run(table(tmp_path / "all.jsonl", exported, retracted))
    assert (status, errors) == (0, f"{tmp_path / 'all.jsonl'}, line 2 is retracted and left out\n")
    assert blocks(digest)[0][1] == "2 May 2020, 04:00 UTC · [1] Зорька"
    assert "Тараз" not in digest


def test_a_digest_as_at_an_earlier_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = row(BRIDGE, "2020-05-02T04:00:00Z"), row(COINS, "2020-05-02T18:30:00Z"), row(MARKET, "2020-05-01")
    path = str(table(tmp_path / "day.jsonl", *rows))
    assert run_command(["digest", "--html", "--at", "2020-05-02T22:00+05:00", path]) == 0
    page = capsys.readouterr().out
    assert "<title>Digest, 2 May 2020</title>" in page
    assert "Тараз" not in page
    assert "Павлодаре" in page
    assert "1 May 2020 ·" in page


def test_a_page_of_rows_is_of_the_day_of_the_newest(tmp_path: Path) -> None:
    out = io.StringIO()
    rows = row(BRIDGE, "2020-05-02T04:00:00Z"), row(COINS, "2119-01-01T00:00:00Z")
    assert run_digest([table(tmp_path / "day.jsonl", *rows)], out, io.StringIO(), html=True) == 0
    assert "<title>Digest, 2 May 2020</title>" in out.getvalue()


@pytest.mark.parametrize("time", ["yesterday", "2026-13-01", "0001-01-01T00:00+05:00"])
def test_a_time_that_is_none_is_refused(time: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_command(["digest", "--at", time, "a.txt"])
    assert "is no time such as" in capsys.readouterr().err


def test_a_table_of_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text(f"text;source;published\n{BRIDGE};Зорька;2020-05-02T04:00\n", "utf-8")
    _, digest, errors = run(tmp_path / "day.csv")
    assert errors == ""
    assert "2 May 2020, 04:00 UTC · [1] Зорька" in digest


def test_files_alone_load_no_web() -> None:
    assert not may_need_the_web(["a.txt", "b.docx"])
    assert may_need_the_web(["feeds.OPML"])
    command = "import sys; from bot.cli.digest import run_digest; print('aiohttp' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "False"


def test_steps_stand_beneath_their_item_in_the_page() -> None:
    step = replace(
        item(2, article(2, link="https://a.example/2"), headline="Вход <бесплатный>"), sentences=()
    )
    main = replace(item(1, article(1, "Музей открыли.")), steps=(step,))
    page = digest_page(Digest((main,)), {1: main.sentences}, NOW)
    assert (
        '<ul><li><a href="https://a.example/2" rel="noopener">Вход &lt;бесплатный&gt;</a></li></ul>' in page
    )
