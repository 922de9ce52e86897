"""The Telegram channels whose posts become articles."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import encode
from bot.views.feeds import BUTTON_UNITS, feeds_button
from bot.views.html import bold, clip, join, text
from bot.views.message import Button, Message


def channels_screen(channels: Sequence[tuple[int, str]], say: Say) -> Message:
    """`channels` by (chat, title); a press on one removes it."""
    rows = [
        (Button(f"✕ {clip(title, BUTTON_UNITS - 2)}", encode(Action.CHANNEL_REMOVE, chat_id)),)
        for chat_id, title in channels
    ]
    connect = Button(say("button-connect-source"), encode(Action.CHANNEL_ADD))
    words = say("source-channels-how") if channels else say("source-channels-none")
    blocks = [bold(text(say("source-channels-title"))), text(words)]
    return Message(join(blocks, "\n"), (*rows, (connect,), (feeds_button(say),)))
