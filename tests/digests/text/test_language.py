"""The language of a text, by sentences; `bench/train_language.py --check` measures it at length."""

from __future__ import annotations

import pytest

from digests.text.language import detect_language, language_of
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


TONGUES = (
    "Археологи нашли в степи курган эпохи бронзы. Раскопки ведёт университет, находки передадут музею. ",
    "Археологтар далада қола дәуірінің қорғанын тапты. Қазба жұмыстарын университет жүргізіп жатыр. ",
    "Archaeologists have found a barrow of the Bronze Age. The university leads the work on the site. ",
    "Arkeologlar bozkırda Tunç Çağı'na ait bir höyük buldu. Kazıları üniversite yürütüyor. ",
)


@pytest.mark.parametrize("first", TONGUES)
@pytest.mark.parametrize("then", TONGUES)
@pytest.mark.parametrize("share", [1, 3, 5])
def test_the_language_alone_is_the_same_when_the_rest_is_not_read(first: str, then: str, share: int) -> None:
    text = first * share + then * (6 - share)
    assert language_of(text) == detect_language(text).language


def test_nothing_is_no_language() -> None:
    assert detect_language("").language == "unknown"
    assert detect_language("").confidence == 0


def test_quotations_in_another_language_do_not_decide() -> None:
    russian = "Археологи нашли в степи курган эпохи бронзы. Раскопки ведёт университет. "
    assert detect_language(russian * 5 + "«Біз қуаныштымыз», — деді ғалым.").language == "ru"
