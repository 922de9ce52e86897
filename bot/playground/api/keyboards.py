"""Keyboards under messages and instead of the letters, checked by the server's rules."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bot.playground.errors import bad_request
from bot.playground.markup.links import LinkError, checked_link, user_of

MAX_BUTTONS = 100
MAX_DATA_BYTES = 64
MAX_COPIED = 256
STYLES = ("danger", "success", "primary")
_INLINE_ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "login_url", "web_app",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
)  # fmt: skip
Rows = list[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Markup:
    """What a `reply_markup` asks for: buttons under the message, a keyboard for the chat, or its removal."""

    inline: Rows = field(default_factory=list)
    keyboard: Rows = field(default_factory=list)
    removes: bool = False


NO_MARKUP = Markup()


def read_markup(source: str) -> Markup:
    """The markup as the Bot API server understands it. Raises Refusal."""
    if not source:
        return NO_MARKUP
    try:
        given = json.loads(source)
    except ValueError:
        raise bad_request("Can't parse reply keyboard markup JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("Object expected as reply markup")
    keyboard = [[_key(key) for key in row] for row in _rows(given, "keyboard", 'Field "keyboard" must be')]
    what = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be'
    inline = [[_inline(button) for button in row] for row in _rows(given, "inline_keyboard", what)]
    if keyboard:
        return Markup(keyboard=keyboard)
    return Markup(inline=inline, removes=not inline and bool(given.get("remove_keyboard")))


def checked_markup(markup: Markup) -> Markup:
    """The markup as Telegram stores it: empty rows gone, addresses and data checked. Raises Refusal."""
    if not markup.inline:
        return Markup(keyboard=[row for row in markup.keyboard if row], removes=markup.removes)
    rows = [[_checked(button) for button in row] for row in markup.inline if row]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return Markup(inline=rows)


def _rows(given: dict[str, Any], name: str, complaint: str) -> list[list[object]]:
    rows = given.get(name, [])
    if not isinstance(rows, list):
        raise bad_request(f'Field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f"{complaint} an Array of Arrays")
    return rows


def _key(key: object) -> dict[str, Any]:
    if isinstance(key, str):
        return {"text": key}
    if not isinstance(key, dict):
        raise bad_request("Can't parse keyboard button: KeyboardButton must be a String or an Object")
    _need_text(key, "keyboard button")
    return key


def _inline(button: object) -> dict[str, Any]:
    what = "inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"Can't parse {what}: InlineKeyboardButton must be an Object")
    _need_text(button, what)
    for name in ("url", "callback_data"):
        if not isinstance(button.get(name, ""), str):
            raise bad_request(f'Can\'t parse {what}: Field "{name}" must be of type String')
    known = {name: button[name] for name in _INLINE_ACTIONS if button.get(name)}
    if not known:
        raise bad_request(f"Can't parse {what}: Text buttons are unallowed in the inline keyboard")
    action = next(iter(known))
    if action == "copy_text":
        _need_copied(known[action], what)
    return {"text": button["text"], action: known[action]} | _style(button, what)


def _need_copied(copied: object, what: str) -> None:
    if not isinstance(copied, dict):
        raise bad_request(f'Can\'t parse {what}: Field "copy_text" must be of type Object')
    if not isinstance(copied.get("text"), str):
        raise bad_request(f'Can\'t parse {what}: Field "text" must be of type String')


def _style(button: dict[str, Any], what: str) -> dict[str, str]:
    style = button.get("style") or ""
    if style and style not in STYLES:
        raise bad_request(f"Can't parse {what}: Invalid button style specified")
    return {"style": style} if style else {}


def _need_text(button: dict[str, Any], what: str) -> None:
    if "text" not in button:
        raise bad_request(f"Can't parse {what}: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad_request(f'Can\'t parse {what}: Field "text" must be of type String')


def _checked(button: dict[str, Any]) -> dict[str, Any]:
    text = button["text"].strip()
    if not text:
        raise bad_request("Inline keyboard button text must be non-empty")
    if "callback_data" in button and len(button["callback_data"].encode()) > MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= MAX_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" not in button or user_of(button["url"]):
        return button | {"text": text}
    try:
        return button | {"text": text, "url": checked_link(button["url"])}
    except LinkError as wrong:
        raise bad_request(f"Inline keyboard button URL '{button['url']}' is invalid: {wrong}") from None
