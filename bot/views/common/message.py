"""A message as plain data: HTML text and rows of buttons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from storage.progress_messages import ProgressKind

ButtonStyle = Literal["danger", "success"]
MAX_COPIED = 256  # characters


@dataclass(frozen=True, slots=True)
class Button:
    """Leads to a handler (`data`, at most 64 bytes) or an address (`url`), or copies up to 256 characters
    (`copy`).

    `style`: red for what removes, green for what publishes.
    """

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    style: ButtonStyle | None = None


PAIRED_BUTTON_CHARACTERS = 18  # characters of a button that has another one beside it

Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class ProgressOf:
    """Something in progress; `ref` is the number of a broadcast, a revision or a feed.

    `said` is plain text that stands before the progress and stays.
    """

    kind: ProgressKind
    ref: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """`picture`: the address of a picture that Telegram shows above the text.

    `progress`: the message shows something in progress; in a private chat it is then updated by itself.
    """

    text: str
    buttons: Buttons = ()
    picture: str | None = None
    progress: ProgressOf | None = None


def dump_buttons(buttons: Buttons) -> str:
    """The buttons as JSON, as the outbox keeps them."""
    rows = [[_values(button) for button in row] for row in buttons]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _values(button: Button) -> list[str | None]:
    """Values that most buttons lack come last and are left out."""
    rare = [button.copy, button.style] if button.copy or button.style else []
    return [button.text, button.data, button.url, *rare]


def load_buttons(text: str) -> Buttons:
    return tuple(tuple(Button(*button) for button in row) for row in json.loads(text))


def in_pairs(buttons: Sequence[Button]) -> Buttons:
    """Two buttons in a row; one that a phone would cut off there has a row of its own."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and all(map(_may_be_paired, (*rows[-1], button))):
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def _may_be_paired(button: Button) -> bool:
    return len(button.text) <= PAIRED_BUTTON_CHARACTERS


def in_rows(buttons: Sequence[Button], width: int) -> Buttons:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
