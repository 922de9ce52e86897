"""Words that are typed find texts in any inflection and spelling."""

from __future__ import annotations

import pytest

from digests.models.texts import Language, SummarySentence
from digests.search.search_text import mentions, search_text, stems_of


@pytest.mark.parametrize(
    ("typed", "language", "text"),
    [
        ("Тлендиев", "ru", "Вечер памяти Нургисы Тлендиева прошёл в Алматы."),
        ("Тлендиева", "kk", "Тлендиевтің күйлері орындалды."),
        ("Токаев", "kk", "Тоқаевтың жолдауы жарияланды."),
        ("Toqaev", "ru", "Токаеву доложили о паводке."),
        ("ЮНЕСКО", "en", "UNESCO added the dombra to its list."),
        ("аида балаева", "ru", "Министр Аида Балаева встретилась с коллегой."),
        ("в Жанаозене", "ru", "Жанаозен получит воду."),
        ("Қазақстан", "ru", "В Казахстане выпал снег."),
    ],
)
def test_words_are_found_in_their_forms(typed: str, language: Language, text: str) -> None:
    assert mentions(text, stems_of(typed), language)


def test_every_telling_word_must_be_there() -> None:
    assert not mentions("Балаева открыла выставку.", stems_of("Аида Балаева"), "ru")
    assert mentions("Балаева открыла выставку.", stems_of("о Балаевой"), "ru")


def test_nothing_telling_is_still_something() -> None:
    assert stems_of("и в на")
    assert stems_of("…") == ()


def test_what_an_article_is_found_by() -> None:
    found = search_text(
        "Мост открыт", ["Ертіс"], [SummarySentence("Открыли мост.", 0)], "Мосты строят.", "ru"
    )
    assert found.headline == "мост откр"
    assert found.about.split()[1:] == ["откр", "мост"]
    assert found.body == "мост стро"
