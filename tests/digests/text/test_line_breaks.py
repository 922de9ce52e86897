"""Paragraphs that a page's width had cut into lines."""

from __future__ import annotations

import pytest

from digests.text.line_breaks import Line, rejoined
from tests.digests.marked import pairs_of


@pytest.mark.parametrize(("cut", "paragraphs"), pairs_of("line_breaks.txt"))
def test_lines_are_put_together_where_a_page_has_cut_them(cut: str, paragraphs: str) -> None:
    lines = cut.split("/")
    width = max(map(len, lines))
    assert rejoined([Line(line, width) for line in lines]) == paragraphs.split("¦")


def test_a_line_that_stands_apart_begins_a_paragraph_unless_a_sentence_goes_on_in_it() -> None:
    lines = [Line("Мост через реку Урал", 20), Line("Движение пустили,", 20, apart=True)]
    assert rejoined([*lines, Line("сказал аким", 20, apart=True)]) == [
        "Мост через реку Урал",
        "Движение пустили, сказал аким",
    ]


@pytest.mark.parametrize("piece", ["а", "а-", "!)", "- ", "А-\n", "а \n"])
def test_hostile_lines_are_joined_without_loss(piece: str) -> None:
    lines = (piece * 20_000).split("\n")
    letters = "".join(rejoined([Line(line, 80) for line in lines])).replace("-", "")
    assert "".join(letters.split()) == "".join(piece * 20_000).replace("-", "").replace(" ", "").replace(
        "\n", ""
    )
