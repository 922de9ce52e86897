"""Borders of sentences, checked against lines marked by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.text.sentences import MAX_QUOTATION, split_paragraphs, split_sentences

DATA = Path(__file__).parent.parent / "data"


def marked_lines() -> list[str]:
    files = sorted(DATA.glob("sentences_*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("line", marked_lines())
def test_borders_are_where_the_line_marks_them(line: str) -> None:
    sentences = [sentence.strip() for sentence in re.split("[|¦]", line)]
    text = line.replace("¦", "").replace("|", " ")
    assert split_sentences(text) == sentences


def test_paragraphs_are_lines_and_always_end_a_sentence() -> None:
    text = "  Первый абзац без точки\n\n Второй абзац. И ещё. \n"
    assert split_paragraphs(text) == ["Первый абзац без точки", "Второй абзац. И ещё."]
    assert split_sentences(text) == ["Первый абзац без точки", "Второй абзац.", "И ещё."]


def test_a_long_quotation_is_split_like_any_text() -> None:
    quotation = "«" + "Мы построим ещё одну школу. " * (MAX_QUOTATION // 20) + "Это решено»."
    assert len(split_sentences(quotation)) > 10


@given(st.text(alphabet='аБ .!?…«»"—-1г\n(', max_size=200))
def test_sentences_are_pieces_of_the_text_and_lose_nothing(text: str) -> None:
    sentences = split_sentences(text)
    position = 0
    for sentence in sentences:
        position = text.index(sentence, position) + len(sentence)
    assert "".join("".join(sentences).split()) == "".join(text.split())


@pytest.mark.parametrize("sign", [".", "«", '"', "А. ", "! ", ". ", "г.", "«a. »", ".»", "1"])
def test_a_hostile_line_is_split_without_loss(sign: str) -> None:
    line = sign * 20_000
    assert len("".join("".join(split_sentences(line)).split())) == len("".join(line.split()))
