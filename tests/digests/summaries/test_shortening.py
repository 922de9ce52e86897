"""Sentences are shortened by deletion alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.summaries.shortening import shorten
from digests.text.stemming import tokenise
from tests.digests.marked import pairs_of


@pytest.mark.parametrize(("sentence", "left"), pairs_of("shortened.txt"))
def test_what_a_sentence_loses(sentence: str, left: str) -> None:
    assert shorten(sentence) == left


@given(st.text(alphabet="Отметим, что (в) «доме» сообщает — деп. ABC1", max_size=150))
def test_nothing_is_added_or_moved(sentence: str) -> None:
    words = iter(word.lower() for word in tokenise(sentence))
    assert all(word.lower() in words for word in tokenise(shorten(sentence)))
