"""What people type after a command."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.shared.parsing import (
    parse_days,
    parse_language,
    parse_number,
    parse_period,
    parse_time,
    parse_topic,
    parse_when,
)
from bot.views.common.subscription import EVERY_DAY, WEEKDAYS, WEEKENDS


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("9", "09:00"), ("09:00", "09:00"), ("9.30", "09:30"), ("21-15", "21:15"), ("21 15", "21:15"),
        ("0730", "07:30"), ("930", "09:30"), ("в 9", "09:00"), ("сағат 21:30", "21:30"), ("at 7", "07:00"),
        ("0:05", "00:05"), ("24:00", None), ("9:60", None), ("9:5", None), ("утром", None), ("", None),
        ("12345", None), ("9:00 утра", None), ("7pm", "19:00"), ("7:30 a.m.", "07:30"), ("12 am", "00:00"),
        ("at 12:15 PM", "12:15"), ("13pm", None), ("0 am", None),
    ],
)  # fmt: skip
def test_times(said: str, time: str | None) -> None:
    assert parse_time(said) == time


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


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("9", ("09:00", None)), ("9 00", ("09:00", None)), ("09:00 weekly", ("09:00", 1)),
        ("9 30 по будням", ("09:30", WEEKDAYS)), ("сағат 9 күн сайын", ("09:00", EVERY_DAY)),
        ("8:30 пн, ср и пт", ("08:30", 0b10101)), ("18:00 Sat Sun", ("18:00", WEEKENDS)),
        ("07:00 дүйсенбі, жұма", ("07:00", 0b10001)),
        ("7 pm weekdays", ("19:00", WEEKDAYS)), ("09:00 в четверг", ("09:00", 0b1000)),
        ("09:00 " + "пн " * 20, ("09:00", 1)), ("09:00 " + "пн " * 2000, None), ("9 " * 2000, None),
        ("09:00 sometimes", None), ("weekly", None), ("", None),
    ],
)  # fmt: skip
def test_times_with_days(said: str, when: tuple[str, int | None] | None) -> None:
    assert parse_when(said) == when


def test_days_numbers_languages_and_topics() -> None:
    assert [parse_days(said) for said in ("weekdays", "По будням", "күн сайын", "", "soon")] == [
        WEEKDAYS,
        WEEKDAYS,
        EVERY_DAY,
        None,
        None,
    ]
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
        parse_time,
        parse_days,
        parse_period,
        parse_number,
        parse_language,
        parse_topic,
        parse_when,
    ):
        parse(said)
