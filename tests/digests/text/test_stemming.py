"""Words that are one word to a reader fold to one stem."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.text.stemming import fold, fold_word, looks_kazakh, tokenise
from tests.digests.rows import rows_of


def group_of(line: str) -> list[str]:
    marked = re.match(r"\[(\w+)\]", line)
    if marked is None:
        return [fold_word(word) for word in line.split()]
    assert marked[1] == "kk"
    return [fold_word(word, "kk") for word in line[marked.end() :].split()]


@pytest.mark.parametrize("line", rows_of("folded_alike.txt"))
def test_forms_and_spellings_of_a_word_are_alike(line: str) -> None:
    assert len(set(group_of(line))) == 1, group_of(line)


@pytest.mark.parametrize("line", rows_of("folded_apart.txt"))
def test_different_words_stay_apart(line: str) -> None:
    folded = group_of(line)
    assert len(set(folded)) == len(folded), folded


def test_words_and_numbers_are_told_apart_from_signs() -> None:
    assert tokenise("«Музей-2» открыли: 12,5 млн тенге!") == ("Музей", "2", "открыли", "12,5", "млн", "тенге")


def test_a_kazakh_text_is_folded_as_kazakh_without_being_told() -> None:
    assert looks_kazakh("Үкімет жаңа заң қабылдады")
    assert fold("Министрлер үкімет үйінде жиналды")[0] == fold_word("министр", "kk")


@given(st.text(max_size=200))
def test_any_text_folds(text: str) -> None:
    assert len(fold(text)) == len(tokenise(text))
