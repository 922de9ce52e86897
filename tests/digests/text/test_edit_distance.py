"""Slips of the pen, counted."""

from __future__ import annotations

import pytest

from digests.text.edit_distance import edit_distance


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("алматы", "алматы", 0),
        ("", "ош", 2),
        ("алматы", "алмата", 1),
        ("алматы", "алмты", 1),
        ("астана", "астанна", 1),
        ("спорт", "сопрт", 1),
        ("спорт", "сопр", 2),
    ],
)
def test_slips_are_counted_either_way(one: str, other: str, slips: int) -> None:
    assert edit_distance(one, other) == edit_distance(other, one) == slips
