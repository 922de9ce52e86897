"""Pages that only ask for consent, and articles that speak of it."""

from __future__ import annotations

import pytest

from digests.formats.pages.cookie_notice import MAX_NOTICE_WORDS, is_consent_notice
from tests.digests.rows import rows_of


@pytest.mark.parametrize("row", rows_of("consent.txt"))
def test_what_is_a_question_of_consent(row: str) -> None:
    sign, _, text = row.partition(" ")
    assert is_consent_notice(text) == (sign == "+")


def test_a_long_text_is_no_question() -> None:
    text = "Мы используем файлы cookie. " * MAX_NOTICE_WORDS
    assert is_consent_notice(text[:1000])
    assert not is_consent_notice(text)
