"""Lanes add up and multiply beside each other without touching."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digests.text.packed_counts import PackedCounts

ROWS = st.lists(st.lists(st.integers(0, 1000), min_size=3, max_size=3), max_size=20)


@given(ROWS, st.integers(0, 1000))
def test_a_sum_of_packed_rows_is_the_packed_sum(rows: list[list[int]], times: int) -> None:
    lanes = PackedCounts(3, 4)
    total = sum(times * lanes.pack(row) for row in rows)
    assert lanes.unpack(total) == tuple(times * sum(row[lane] for row in rows) for lane in range(3))
