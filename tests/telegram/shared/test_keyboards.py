"""Buttons as Telegram gets them."""

from __future__ import annotations

import pytest

from bot.telegram.shared.replies import inline_keyboard
from bot.views.common.message import Button


@pytest.mark.parametrize(
    ("words", "shown"),
    [("Музей\u202e", "Музей"), ("а\u2067\u200bб", "а б"), ("\u3164\u2060", "…"), ("Спорт", "Спорт")],
)
def test_a_button_turns_nothing_round_and_always_says_something(words: str, shown: str) -> None:
    keyboard = inline_keyboard(((Button(words, data="1:settings"),),))
    assert keyboard is not None
    assert keyboard.inline_keyboard[0][0].text == shown
