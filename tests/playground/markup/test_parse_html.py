"""The Bot API's HTML by the lines of html_cases.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.markup.entities import Entity, utf16_length
from bot.playground.markup.parse_html import MarkupError, parse_html
from bot.playground.markup.text import finished
from bot.playground.markup.to_html import to_html

CASES = [
    tuple(part.strip() for part in line.split("→"))
    for line in Path(__file__).with_name("html_cases.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_markup(source: str, expected: str) -> None:
    assert _outcome(source.replace("⏎", "\n")) == expected.replace("⏎", "\n").rstrip("|").strip()


def _outcome(source: str) -> str:
    try:
        text, entities = finished(*parse_html(source))
    except MarkupError as error:
        return f"! {error}"
    shown = " ".join(f"{e.type}:{e.offset}+{e.length}{'=' + e.value if e.value else ''}" for e in entities)
    return f"{text} | {shown}".strip().rstrip("|").strip()


def test_offsets_count_utf16_units() -> None:
    text, entities = parse_html("🇰🇿 <b>Қазақстан 👍</b>")
    assert text == "🇰🇿 Қазақстан 👍"
    assert entities == (Entity("bold", 5, 12),)


def test_what_is_written_back_parses_to_the_same() -> None:
    source = (
        '<b>а <a href="https://gov.kz/">б</a> в</b> <blockquote expandable>г &lt; <i>д</i></blockquote> 👍'
    )
    first = finished(*parse_html(source))
    assert finished(*parse_html(to_html(*first))) == first


def test_characters_that_telegram_drops() -> None:
    text, entities = finished(*parse_html("👍\r\n<b>а\u202eб\rв</b>\t\x01г\u2028"))
    assert text == "👍\nабв  г"
    assert entities == (Entity("bold", 3, 3),)


def test_time_of_day() -> None:
    _, entities = parse_html('<tg-time unix="1758862800" format="t">14:00</tg-time>')
    assert entities == (Entity("date_time", 0, 5, "t", 1758862800),)


@pytest.mark.parametrize(
    "piece", ["<b>", "<a>", "</b>", "&", "<", '<a href="', "<b><i></i></b>x", "<a>x</a>", "&#"]
)
def test_a_markup_bomb_ends(piece: str) -> None:
    """Were it quadratic, it would not end before the tests are stopped."""
    source = piece * (300_000 // len(piece))
    assert len(_outcome(source)) < len(source) + 5000


def test_units_of_text() -> None:
    assert utf16_length("a") == utf16_length("қ") == 1
    assert utf16_length("👍") == 2
