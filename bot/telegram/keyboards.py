"""Buttons of the views as Telegram's inline keyboards."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.views.html import seen
from bot.views.message import Button, Buttons

NAMELESS = "…"  # Telegram takes no button without a text, but people have names that nobody sees


def inline_keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_keyboard_button(button) for button in row] for row in buttons]
    )


def _keyboard_button(button: Button) -> InlineKeyboardButton:
    words = seen(button.text).strip() or NAMELESS
    return InlineKeyboardButton(text=words, callback_data=button.data, url=button.url)
