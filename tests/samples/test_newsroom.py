"""The sample newsroom reads well from its files, at any time of day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.samples.dates import fill_dates
from bot.samples.newsroom import parse_ago, read_sample
from digests.models.texts import Published

NOW = datetime(2025, 9, 26, 6, 0, tzinfo=UTC)
FILE = """story: ferry
topics: world, economy
language: kk
ago: 1d 2h
source: Толқын
link: https://tolqyn.example.org/1
title: Паром

Паром {day-2} күні жүзіп шықты.

Екінші абзац.
"""


def test_a_file_is_a_sample() -> None:
    sample = read_sample(FILE, NOW)
    assert sample.raw.text == "Паром 24 қыркүйек күні жүзіп шықты.\n\nЕкінші абзац."
    assert sample.raw.title == "Паром"
    assert sample.raw.published == Published(datetime(2025, 9, 25, 4, 0, tzinfo=UTC))
    assert (sample.raw.source, sample.raw.link) == ("Толқын", "https://tolqyn.example.org/1")
    assert (sample.story, sample.topics, sample.language) == ("ferry", ("world", "economy"), "kk")


def test_a_pasted_text_brings_no_time_and_keeps_its_first_space() -> None:
    sample = read_sample("story: x\ntopics: world\nlanguage: ru\nago: 5h\n\n date {iso-1} Фото: x\n", NOW)
    assert sample.raw.text == " date 2025-09-25 Фото: x"
    assert sample.raw.published is None
    assert sample.at == NOW - timedelta(hours=5)


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("{day}", "ru", "1 января"),
        ("{day-1}", "ru", "31 декабря"),
        ("{day+45}", "kk", "15 ақпан"),
        ("{day-1}", "en", "31 December"),
        ("{iso-1} {dmy}", "ru", "2025-12-31 01.01.2026"),
        ("{other}", "ru", "{other}"),
    ],
)
def test_dates_count_from_today(text: str, language: str, written: str) -> None:
    assert fill_dates(text, date(2026, 1, 1), language) == written


def test_today_is_the_day_in_almaty() -> None:
    evening = datetime(2025, 9, 25, 20, 0, tzinfo=UTC)
    text = "story: x\ntopics: world\nlanguage: en\nago: 1h\n\n{day}\n"
    assert read_sample(text, evening).raw.text == "26 September"


@pytest.mark.parametrize(
    ("ago", "time"),
    [
        ("1d 6h 30m", timedelta(days=1, hours=6, minutes=30)),
        ("2d", timedelta(days=2)),
        ("45m", timedelta(minutes=45)),
    ],
)
def test_ago(ago: str, time: timedelta) -> None:
    assert parse_ago(ago) == time


@pytest.mark.parametrize("ago", ["", "soon", "3", "-2d"])
def test_what_is_no_time_is_refused(ago: str) -> None:
    with pytest.raises(ValueError, match="not a time ago"):
        parse_ago(ago)
