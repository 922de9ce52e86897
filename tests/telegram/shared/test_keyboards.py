"""Buttons as Telegram gets them."""

from __future__ import annotations

import pytest

from bot.telegram.sending.request_bodies import prepared_keyboard
from bot.telegram.shared.replies import inline_keyboard
from bot.views.common.message import Button, dump_buttons, load_buttons


@pytest.mark.parametrize(
    ("words", "shown"),
    [("Музей\u202e", "Музей"), ("а\u2067\u200bб", "а б"), ("\u3164\u2060", "…"), ("Спорт", "Спорт")],
)
def test_a_button_turns_nothing_round_and_always_says_something(words: str, shown: str) -> None:
    keyboard = inline_keyboard(((Button(words, data="1:settings"),),))
    assert keyboard is not None
    assert keyboard.inline_keyboard[0][0].text == shown


COPIES = Button("Скопировать", copy="Мост открыт — gov.kz\nhttps://gov.kz/1")
REMOVES = Button("Снять", data="1:retract:7", style="danger")
LEADS = Button("Читать", url="https://gov.kz/1")


def test_copied_text_and_colours_reach_telegram() -> None:
    keyboard = inline_keyboard(((COPIES, REMOVES, LEADS),))
    assert keyboard is not None
    (copies, removes, leads) = keyboard.inline_keyboard[0]
    assert copies.copy_text is not None
    assert (copies.copy_text.text, copies.callback_data, copies.url) == (COPIES.copy, None, None)
    assert (removes.style, removes.callback_data) == ("danger", "1:retract:7")
    assert (leads.style, leads.url) == (None, "https://gov.kz/1")


def test_buttons_are_kept_as_they_are() -> None:
    rows = ((COPIES,), (REMOVES, LEADS))
    assert load_buttons(dump_buttons(rows)) == rows


def test_those_kept_by_earlier_versions_are_read() -> None:
    assert load_buttons('[[["Читать",null,"https://gov.kz/1"]]]') == ((LEADS,),)


def test_a_prepared_request_says_the_same() -> None:
    keyboard = prepared_keyboard(dump_buttons(((COPIES, REMOVES, LEADS),)))
    assert keyboard == [
        [
            {"text": "Скопировать", "copy_text": {"text": COPIES.copy}},
            {"text": "Снять", "callback_data": "1:retract:7", "style": "danger"},
            {"text": "Читать", "url": "https://gov.kz/1"},
        ]
    ]
