"""How apps cut a paste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.markup.cutting import cut
from bot.playground.markup.entities import utf16_length


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("", []),
        (" \n ", []),
        ("x" * 4096, [4096]),
        ("x" * 4097, [4096, 1]),
        ("👍" * 2049, [4096, 2]),
        ("x" * 3000 + "\n\n" + "y" * 3000, [3000, 3000]),
        ("x" * 3000 + "\n" + "y" * 3000, [3000, 3000]),
        ("x" * 3000 + ". " + "y " * 1500, [3001, 2999]),
        ("x" * 1000 + "\n\n" + "y" * 4000, [4096, 906]),
        (("x" * 9 + " ") * 500, [4089, 909]),
    ],
)
def test_borders(text: str, lengths: list[int]) -> None:
    assert [utf16_length(piece) for piece in cut(text)] == lengths


@given(st.text(alphabet="аб👍 .\n", min_size=0, max_size=60).map(lambda text: text * 300))
def test_nothing_is_lost(text: str) -> None:
    pieces = cut(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < utf16_length(piece) <= 4096 for piece in pieces)
