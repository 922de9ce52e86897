"""PDF pages put together into paragraphs, on files made for it."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.formats.office.documents import read_pdf
from tests.digests.formats.office.pdf_file import pdf
from tests.digests.rows import DATA


def rows() -> list[list[str]]:
    lines = (DATA / "pdf_pages.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" => ") for line in lines if " => " in line]


@pytest.mark.parametrize(("pages", "text"), rows())
def test_pages_become_paragraphs(pages: str, text: str) -> None:
    file = pdf(*[page.replace("_", "").split("/") for page in pages.split("//")])
    assert read_pdf(file).text == text.replace("¦", "\n")


_word = st.text(alphabet="абвгдежзиклмноқғәіabcdef", min_size=2, max_size=12)
_words = st.lists(_word, min_size=5, max_size=150, unique=True)


@settings(max_examples=60, deadline=None)
@given(_words, st.integers(1, 20), st.integers(40, 90), st.integers(3, 20), st.booleans())
def test_no_word_is_lost_invented_or_told_twice(
    words: list[str], long: int, width: int, height: int, numbered: bool
) -> None:
    sentences = [" ".join(words[at : at + long]).capitalize() + "." for at in range(0, len(words), long)]
    lines = textwrap.wrap(" ".join(sentences), width)
    pages = [lines[at : at + height] for at in range(0, len(lines), height)]
    if numbered:
        pages = [[*page, f"- {number} -"] for number, page in enumerate(pages, start=1)]
    if len(pages) > 1:
        pages = [["Вестник города", *page] for page in pages]
    assert read_pdf(pdf(*pages)).text.split() == " ".join(sentences).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(_word, min_size=5, max_size=60), st.integers(1, 11))
def test_a_word_that_a_line_has_cut_is_whole_again(words: list[str], at: int) -> None:
    cut = [f"{word[:at]}-\n{word[at:]}" if len(word) > at + 1 else word for word in words]
    assert read_pdf(pdf(" ".join(cut).split("\n"))).text == " ".join(words)
