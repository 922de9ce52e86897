"""Lines of JSON: what is exported comes back as it was, other lines by the fields they have."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from digests.formats.jsonl import BadLine, Record, read_line, write_record
from digests.models.stories import Origin
from digests.models.texts import UNTIL_LET_GO, Published, RawText

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
RECORD = Record(
    headline="Мост «открыт»",
    text="В Павлодаре открыли мост.\nЕго длина 1240 метров.\u2028Конец.",
    author="А. Ким",
    published=Published(datetime(2026, 3, 1, tzinfo=UTC), "day"),
    added=AT,
    added_by=7,
    archived=True,
    retracted=AT + timedelta(hours=1),
    origins=(Origin("", None, AT), Origin("a.kz", "https://a.kz/1?q=ә", AT)),
    story=12,
    picture="https://a.kz/bridge.jpg",
)


def test_a_record_comes_back_as_it_was() -> None:
    line = write_record(RECORD)
    assert "\n" not in line
    assert read_line(line.encode()) == RECORD


def test_what_is_held_until_it_is_let_go_stays_held() -> None:
    held = replace(RECORD, held_until=UNTIL_LET_GO)
    assert read_line(write_record(held).encode()) == held


def test_a_plain_line_is_a_text_with_what_is_known_of_it() -> None:
    line = json.dumps(
        {"id": 1, "text": "Текст.", "title": "Имя", "published": "2026-03-01T10:00+05:00", "url": "ftp://x"}
    )
    almaty = timezone(timedelta(hours=5))
    expected = RawText("Текст.", title="Имя", published=Published(datetime(2026, 3, 1, 10, tzinfo=almaty)))
    assert read_line(line.encode()) == expected
    day = read_line(b'{"text": "x", "published": "2026-03-01", "source": " a.kz ", "link": "http://a.kz/1"}')
    assert day == RawText(
        "x", published=Published(datetime(2026, 3, 1, tzinfo=UTC), "day"), source="a.kz", link="http://a.kz/1"
    )


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[1]",
        b'"text"',
        b'{"text": 1}',
        b'{"text": " "}',
        b'\xff{"text": "x"}',
        b"[" * 100_000,
        b'{"text": "x", "added": "yesterday", "origins": []}',
        b'{"text": "x", "added": "2026-03-01", "origins": [{"source": 1}], "headline": "x"}',
    ],
)
def test_a_bad_line_says_why(line: bytes) -> None:
    assert isinstance(read_line(line), BadLine)


@pytest.mark.parametrize("line", [b"", b"  \r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_line_is_none(line: bytes) -> None:
    assert read_line(line) is None


def test_halves_of_a_character_and_zeros_are_left_out() -> None:
    row = {"text": "Текст\ud800.\0", "title": "\ud83d", "source": "a\udfff", "url": "https://a.kz/\ud800"}
    assert read_line(json.dumps(row).encode()) == RawText("Текст.", source="a", link="https://a.kz/")
    line = write_record(RECORD).replace("Мост", "Мост\\ud800").replace("a.kz", "a.kz\\ud800")
    assert read_line(line.encode()) == RECORD


@pytest.mark.parametrize(
    "link", ["https://[broken", "http://a\u2100b.kz/", "https://gov.kz@b.kz/", "http://"]
)
def test_a_link_to_no_host_is_left_out(link: str) -> None:
    assert read_line(json.dumps({"text": "x", "url": link}).encode()) == RawText("x")


@pytest.mark.parametrize("date", [1795946820, 1795946820000, "1795946820"])
def test_moments_as_programs_count_them(date: int | str) -> None:
    read = read_line(json.dumps({"text": "x", "published": date}).encode())
    assert read == RawText("x", published=Published(datetime(2026, 11, 29, 10, 7, tzinfo=UTC)))


@pytest.mark.parametrize("date", ["26.09.2025 10:30", "26 сентября 2025 г.", "2025-09-26"])
def test_days_as_people_write_them(date: str) -> None:
    read = read_line(json.dumps({"text": "x", "published": date}).encode())
    assert read == RawText("x", published=Published(datetime(2025, 9, 26, tzinfo=UTC), "day"))


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59", "1699-12-31", "9001-01-01"])
def test_years_that_no_article_is_of_are_no_dates(date: str) -> None:
    """Others have no time in some zone, and whoever is there could not open the story."""
    assert read_line(json.dumps({"text": "x", "published": date}).encode()) == RawText("x")
    exported = json.loads(write_record(RECORD))
    assert read_line(json.dumps(exported | {"published": date, "held_until": date}).encode()) == replace(
        RECORD, published=None
    )
    assert isinstance(read_line(json.dumps(exported | {"added": date}).encode()), BadLine)
    exported["origins"][0]["seen"] = date
    assert isinstance(read_line(json.dumps(exported).encode()), BadLine)
