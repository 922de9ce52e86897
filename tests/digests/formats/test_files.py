"""Uploaded files: encodings, Markdown, web pages, and files that are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.formats.files import FileProblem, read_file
from digests.models.texts import Published, RawText
from digests.text.limits import MAX_CHARACTERS

RUSSIAN = "Археологи нашли в степи курган эпохи бронзы. Раскопки ведёт университет Караганды."
KAZAKH = "Археологтар далада қола дәуірінің обасын тапты. Қазбаны Қарағанды университеті жүргізіп жатыр."
PAGE = (
    '<html><head><meta charset="{charset}"><title>Найден курган — Степной вестник</title>'
    '<meta property="og:site_name" content="Степной вестник">'
    '<meta property="article:published_time" content="2025-09-25T10:31:00+05:00">'
    '<link rel="canonical" href="https://museum-test.kz/find?utm_source=tg"></head>'
    "<body><nav><a href='/'>Меню</a></nav><article><h1>Найден курган</h1>"
    f"<p>{RUSSIAN}</p><p>{RUSSIAN.replace('курган', 'зал')}</p><p>{RUSSIAN.replace('курган', 'клад')}</p>"
    "</article><footer>Подвал</footer></body></html>"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_russian_in_every_encoding(encoding: str) -> None:
    assert read_file("news.txt", RUSSIAN.encode(encoding)) == RawText(RUSSIAN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "kz1048"])
def test_kazakh_in_every_encoding(encoding: str) -> None:
    assert read_file("NEWS.TXT", KAZAKH.encode(encoding)) == RawText(KAZAKH)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", FileProblem.EMPTY),
        ("a.txt", b" \r\n\t", FileProblem.EMPTY),
        ("a.md", b"# \n---\n", FileProblem.EMPTY),
        ("a.html", b"<html><body></body></html>", FileProblem.EMPTY),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), FileProblem.BINARY),
        ("a.pdf", b"%PDF-1.7", FileProblem.BROKEN_DOCUMENT),
        ("a.docx", b"PK\x03\x04", FileProblem.BROKEN_DOCUMENT),
        ("a.txt", b"word " * 2_000_000, FileProblem.TOO_LONG),
        ("a.txt", b"a" * (MAX_CHARACTERS + 1), FileProblem.TOO_LONG),
        ("a.txt", bytes(range(0x80, 0x100)) * 3, FileProblem.BROKEN_ENCODING),
    ],
)
def test_files_that_are_no_article(name: str, content: bytes, problem: FileProblem) -> None:
    assert read_file(name, content) is problem


def test_a_torn_letter_is_forgiven() -> None:
    assert isinstance(read_file("a.txt", (RUSSIAN * 10).encode()[:-2] + b"\xd0"), RawText)


def test_markdown_becomes_plain_text() -> None:
    text = "# Найден **курган**\n\nТам [нашли](https://museum-test.kz/find) *клад*.\n\n> Ему `3000` лет.\n"
    assert read_file("a.md", text.encode()) == RawText(
        "Там нашли *клад*.\n\nЕму 3000 лет.\nhttps://museum-test.kz/find", title="Найден курган"
    )


def test_front_matter_gives_title_and_date() -> None:
    raw = read_file("a.md", f'---\ntitle: "Курган"\ndate: 2025-09-25\n---\n{RUSSIAN}\n'.encode())
    assert raw == RawText(
        RUSSIAN, title="Курган", published=Published(datetime(2025, 9, 25, tzinfo=UTC), "day")
    )


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_a_page_gives_its_article(charset: str) -> None:
    raw = read_file("find.html", PAGE.format(charset=charset).encode(charset))
    assert isinstance(raw, RawText)
    assert (raw.title, raw.source, raw.link) == (
        "Найден курган",
        "Степной вестник",
        "https://museum-test.kz/find",
    )
    assert raw.published == Published(datetime(2025, 9, 25, 5, 31, tzinfo=UTC))
    assert RUSSIAN in raw.text
    assert "Меню" not in raw.text
    assert "Подвал" not in raw.text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "слово" + "</div>" * 20_000,
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><p>&b;&b; слово</p>',
        "<table><tr><td>" * 2_000 + "слово",
        "<" * 50_000 + "слово",
        "<!--" * 50_000 + "слово",
        "&" * 50_000 + "слово",
    ],
)
def test_markup_bombs_are_survived(page: str) -> None:
    raw = read_file("a.html", page.encode())
    assert raw in (FileProblem.EMPTY, FileProblem.TOO_LONG) or isinstance(raw, RawText)


@pytest.mark.parametrize("piece", ["[", "[a](", "![", "**a", "<a ", "# ", "---\n", ">", "a\n---\n", "\\"])
def test_markdown_bombs_are_survived(piece: str) -> None:
    raw = read_file("a.md", (piece * (100_000 // len(piece)) + "\nслово").encode())
    assert isinstance(raw, RawText)
