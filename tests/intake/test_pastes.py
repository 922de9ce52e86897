"""Which messages are one text, and how it is put together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.pastes import Paste, together
from bot.playground.markup.cutting import cut
from digests.models.texts import RawText
from storage.paste_parts import PastePart

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
LONG = "Слово за словом. " * 130


def part(number: int, text: str, *, after: float = 0, person: int = 7, command: bool = False) -> PastePart:
    return PastePart(person, person, number, command, RawText(text), START + timedelta(seconds=after))


def numbers(pastes: list[Paste]) -> list[list[int]]:
    return [[each.message_id for each in paste.parts] for paste in pastes]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part(1, LONG), part(2, LONG), part(3, "Конец.")], [[1, 2, 3]]),
        ([part(1, "Короткий."), part(2, "Другой.")], [[1], [2]]),
        ([part(1, LONG), part(2, "Конец."), part(3, "Другой.")], [[1, 2], [3]]),
        ([part(1, LONG), part(2, LONG, after=2)], [[1, 2]]),
        ([part(1, LONG), part(2, LONG, after=3)], [[1], [2]]),
        ([part(1, LONG), part(2, "Чужой.", person=8)], [[1], [2]]),
        ([part(1, LONG, command=True), part(2, "Конец.")], [[1, 2]]),
        ([part(1, LONG), part(2, "Новая команда.", command=True)], [[1], [2]]),
        ([], []),
    ],
)
def test_parts_that_belong_together(parts: list[PastePart], expected: list[list[int]]) -> None:
    assert numbers(together(parts)) == expected


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["Первый абзац.", "Второй абзац."], "Первый абзац.\n\nВторой абзац."),
        (["«Да», — сказал он.»", "И ушёл."], "«Да», — сказал он.»\n\nИ ушёл."),
        (["Президент посетил", "новый музей."], "Президент посетил новый музей."),
        (["Заголовок", "Текст статьи."], "Заголовок\nТекст статьи."),
        (["ы" * 4096, "ы" * 10], "ы" * 4106),
    ],
)
def test_the_seam_of_two_parts(pieces: list[str], whole: str) -> None:
    paste = Paste(tuple(part(number, text) for number, text in enumerate(pieces)))
    assert paste.raw.text == whole


@given(st.integers(200, 900), st.integers(1, 8))
def test_a_text_that_an_app_has_cut_has_all_its_words(count: int, sentence: int) -> None:
    text = " ".join(f"слово{number}" + ("." if number % sentence == 0 else "") for number in range(count))
    pieces = tuple(part(number, piece) for number, piece in enumerate(cut(text)))
    (paste,) = together(pieces)
    assert paste.raw.text.split() == text.split()


def test_a_link_in_any_part_is_kept() -> None:
    linked = PastePart(7, 7, 2, False, RawText("Конец.", link="https://gov.kz"), START)
    assert Paste((part(1, LONG), linked)).raw.link == "https://gov.kz"
