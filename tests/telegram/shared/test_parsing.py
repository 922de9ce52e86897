"""What people type after a command."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.shared.parsing import (
    parse_language,
    parse_number,
    parse_period,
    parse_topic,
)


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
