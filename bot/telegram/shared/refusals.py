"""What a refusal by Telegram is about: the chat, the forum topic, a right, or the message."""

from __future__ import annotations

import re
from typing import Literal

RefusalSubject = Literal["chat", "topic", "rights", "markup", "message"]

# The first that is found decides. Descriptions are those of the Bot API and of MTProto below it, whose
# constants (`CHAT_SEND_PLAIN_FORBIDDEN`) come through as they are; new ones are made of the same words.
_WORDS: tuple[tuple[RefusalSubject, re.Pattern[str]], ...] = (
    ("markup", re.compile(r"can't parse entities")),
    ("topic", re.compile(r"topic|thread|forum")),
    ("message", re.compile(r"^(button|inline keyboard button|reply)|entit|markup")),
    (
        "rights",
        re.compile(
            r"\bright|permission|administrator|admin required|forbidden|restricted|muted|slowmode|banned in"
        ),
    ),
    ("rights", re.compile(r"not allowed|can('t|not) (send|write|post)|premium|payment|stars|boosts")),
    (
        "message",
        re.compile(r"message|\btext|button|keyboard|\burl|webpage|\bfile|media|photo|caption|quote|effect"),
    ),
    (
        "chat",
        re.compile(
            r"chat|channel|group|peer|user|member|participant|\bbot\b|account|blocked|kicked|deactivated|banned"
        ),
    ),
)
_PREFIX = re.compile(r"^(bad request|forbidden): ")


def subject_of(code: int, description: str) -> RefusalSubject:
    """For a 400 or 403. A 403 is never about the message; a 400 is, unless its words say otherwise."""
    said = _PREFIX.sub("", description.lower().replace("_", " "))
    found: RefusalSubject = next((subject for subject, words in _WORDS if words.search(said)), "message")
    return "chat" if code == 403 and found in ("message", "markup") else found
