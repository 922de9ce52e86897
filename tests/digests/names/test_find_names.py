"""Names come in their base form, their variants joined."""

from __future__ import annotations

from typing import cast

import pytest

from digests.models.texts import Language
from digests.names.find_names import MAX_NAMES_OF_TEXT, find_names
from digests.text.sentences import split_sentences
from tests.digests.marked import pairs_of


@pytest.mark.parametrize(("text", "expected"), pairs_of("names.txt"))
def test_names_of_a_text(text: str, expected: str) -> None:
    language, body = text.split(": ", 1)
    found = find_names(split_sentences(body), cast("Language", language))
    wanted = [name.strip() for name in expected.split(";")]
    assert {name for name in wanted if name[0] != "-"} <= set(found)
    assert {name[1:] for name in wanted if name[0] == "-"}.isdisjoint(found)


def test_names_are_few_and_the_most_told_comes_first() -> None:
    text = " ".join(f"Сегодня приехал Иван Петров{'ский' * (n % 3)} и Мария Белова." for n in range(40))
    assert find_names(split_sentences(text), "ru")[0] == "Мария Белова"
    assert (
        len(find_names([f"Он видел Иван{chr(1072 + n)} Петров{chr(1072 + n)}ев." for n in range(30)], "ru"))
        <= MAX_NAMES_OF_TEXT
    )


def test_an_unknown_language_has_no_names() -> None:
    assert find_names(["Ülkenin Başkenti Ankara"], "unknown") == ()
