"""The language of a text, by sentences; `bench/train_language.py --check` measures it at length."""

from __future__ import annotations

import pytest

from digests.text.language import detect_language
from tests.digests.rows import cells_of


@pytest.mark.parametrize(("language", "text"), cells_of("languages.txt"))
def test_the_language_of_a_sentence(language: str, text: str) -> None:
    assert detect_language(text).language == language


def test_long_texts_are_surer_than_words() -> None:
    word = detect_language("Театр")
    text = detect_language("В столице открылся новый театр для детей. Его строили три года.")
    assert word.confidence < text.confidence <= 1


def test_links_and_addresses_are_no_words() -> None:
    text = "Театр ашылды https://example.com/news/the-theatre-opened-in-the-capital press@example.com"
    assert detect_language(text).language == "kk"


def test_nothing_is_no_language() -> None:
    assert detect_language("").language == "unknown"
    assert detect_language("").confidence == 0


def test_quotations_in_another_language_do_not_decide() -> None:
    russian = "Археологи нашли в степи курган эпохи бронзы. Раскопки ведёт университет. "
    assert detect_language(russian * 5 + "«Біз қуаныштымыз», — деді ғалым.").language == "ru"
