"""Texts that are the same to a reader have the same hash."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.models.texts import RawText
from digests.reading.read_text import read_text, text_hash

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)
TEXT = "Учёные нашли «Золотой зал» — самый большой в степи. Он открыт с мая.\nВход свободный."


@pytest.mark.parametrize(
    "same",
    [
        TEXT.upper(),
        TEXT.replace("«", '"').replace("»", '"').replace("—", "-"),
        TEXT.replace(" ", "\u00a0").replace("\n", "\r\n\r\n"),
        TEXT.replace("ё", "е"),
        TEXT + "\nСледите за нашими новостями в Google News Подписаться",
        "date 2025-10-14 Фото: gov.kz\n" + TEXT,
    ],
)
def test_spacing_case_signs_and_furniture_make_no_difference(same: str) -> None:
    assert hash_of(same) == hash_of(TEXT)


@pytest.mark.parametrize("other", [TEXT.replace("мая", "июня"), TEXT + " Ждём всех.", ""])
def test_other_words_make_another_text(other: str) -> None:
    assert hash_of(other) != hash_of(TEXT)


def hash_of(text: str) -> str:
    return text_hash(read_text(RawText(text), now=NOW).body)
