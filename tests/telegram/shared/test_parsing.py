"""What people type after a command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.shared.parsing import (
    parse_language,
    parse_number,
    parse_period,
    parse_published,
    parse_topic,
)
from digests.models.texts import Published


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("24h", timedelta(days=1)), ("7d", timedelta(days=7)), ("12 ч", timedelta(hours=12)),
        ("3 дня", timedelta(days=3)), ("5 күн", timedelta(days=5)), ("6 сағат", timedelta(hours=6)),
        ("неделя", timedelta(days=7)), ("за сутки", timedelta(days=1)), ("month", timedelta(days=30)),
        ("0d", None), ("31d", None), ("7", None), ("d", timedelta(days=1)), ("x", None), ("999999999d", None),
    ],
)  # fmt: skip
def test_periods(said: str, period: timedelta | None) -> None:
    assert parse_period(said) == period


def test_numbers_languages_and_topics() -> None:
    assert [parse_number(said) for said in ("12", "№12", "# 12", "12a", "-1", "9" * 13)] == [
        *(12, 12, 12),
        *(None, None, None),
    ]
    assert [parse_language(said) for said in ("kk", "Қазақша", "русский", "Kazakh", "немецкий")] == [
        *("kk", "kk", "ru", "kk"),
        None,
    ]
    assert [parse_topic(said) for said in ("culture", " Мәдениет ", "СПОРТ", "погода")] == [
        *("culture", "culture", "sport"),
        None,
    ]


@given(st.text(max_size=40))
def test_nothing_that_is_typed_is_an_error(said: str) -> None:
    for parse in (
        parse_period,
        parse_number,
        parse_language,
        parse_topic,
    ):
        parse(said)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2 марта 2026", "2026-03-02"),
        ("02.03.2026", "2026-03-02"),
        ("вчера 14:05", "2026-03-04T09:05:00+00:00"),
        ("14:05 2 марта", "2026-03-02T09:05:00+00:00"),
        ("кеше", "2026-03-04"),
        ("yesterday", "2026-03-04"),
        ("March 2, 9:30", "2026-03-02T04:30:00+00:00"),
        ("завтра", None),
        ("сегодня 23:00", None),
        ("2 марта, 3 марта", None),
        ("давно", None),
        ("", None),
    ],
)
def test_days_with_and_without_a_time(said: str, written: str | None) -> None:
    now = datetime(2026, 3, 5, 12, tzinfo=UTC)
    found = parse_published(said, "Asia/Almaty", now)
    assert (found and found.written) == written
    assert found is None or Published.read(found.written) == found
