"""Times and days as people write them, by a file in which everybody may add a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.requests.times import When, read_time, read_when
from tests.digests.rows import cells_of


@pytest.mark.parametrize(("said", "meant"), cells_of("times.txt"))
def test_times_and_days(said: str, meant: str) -> None:
    assert _shown(read_when(said)) == meant


@pytest.mark.parametrize(
    ("said", "sure"),
    [("9", False), ("9.11", False), ("9:00", True), ("9 утра", True), ("9 по будням", True), ("noon", True)],
)
def test_a_bare_figure_may_mean_something_else(said: str, sure: bool) -> None:
    when = read_when(said)
    assert when is not None
    assert when.sure == sure


@pytest.mark.parametrize(
    ("said", "time"), [("в 9", "09:00"), ("9 по будням", None), ("9 и 18", None), ("", None)]
)
def test_one_time_alone(said: str, time: str | None) -> None:
    assert read_time(said) == time


@given(st.text(max_size=40))
def test_nothing_that_is_typed_is_an_error(said: str) -> None:
    read_when(said)


def _shown(when: When | None) -> str:
    if when is None:
        return "-"
    days = "" if when.days is None else "".join(str(day + 1) for day in range(7) if when.days >> day & 1)
    return " ".join(filter(None, (*when.times, days)))
