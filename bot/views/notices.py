"""What the owner of a group or channel reads in private when the bot cannot write there."""

from __future__ import annotations

from typing import Literal

from bot.i18n import speak
from bot.views.html import text
from bot.views.message import Message
from digests.models import Language

ChatTrouble = Literal["removed", "rights", "closed", "deleted"]


def cannot_write(trouble: ChatTrouble, title: str, language: Language) -> Message:
    say = speak(language)
    return Message(text(say(f"notice-{trouble}", title=title or say("notice-untitled"))))
