"""Dates in figures and words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.text.dates import could_be_publication, find_dates
from tests.digests.rows import cells_of

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(("text", "expected"), cells_of("dates.txt"))
def test_the_first_date(text: str, expected: str) -> None:
    found = find_dates(text, now=NOW)
    assert (found[0].published.at.date().isoformat() if found else "-") == expected
    assert all(date.published.precision == "day" for date in found)


def test_a_clock_time_counts_with_its_zone_only() -> None:
    [with_zone] = find_dates("2025-09-25T10:31:00+05:00", now=NOW)
    [without] = find_dates("2025-09-25 10:31", now=NOW)
    assert (with_zone.published.at, with_zone.published.precision) == (
        datetime(2025, 9, 25, 5, 31, tzinfo=UTC),
        "minute",
    )
    assert (without.published.at, without.published.precision) == (datetime(2025, 9, 25, tzinfo=UTC), "day")


def test_positions_hold_for_the_text_as_written() -> None:
    text = "İstanbul, 25 СЕНТЯБРЯ 2025 года"
    [found] = find_dates(text, now=NOW)
    assert text[found.start : found.end] == "25 СЕНТЯБРЯ 2025 года"
    assert found.exact
    assert not found.relative


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("12 апреля 1961 года", False),
        ("1 мая 2031 года", False),
        ("1 мая 2024 года", True),
        ("1 ноября", True),
        ("1 мая", False),
        ("25 декабря", False),
    ],
)
def test_what_could_be_a_day_of_publication(text: str, possible: bool) -> None:
    [found] = find_dates(text, now=NOW)
    assert could_be_publication(found, now=NOW) is possible
