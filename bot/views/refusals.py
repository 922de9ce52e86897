"""Why something was not done, in a sentence that says what to do instead."""

from __future__ import annotations

from bot.i18n import Say


def refusal(reason: str, say: Say, *, characters: int, words: int) -> str:
    """`reason` names a text that is no article; the numbers are what an article has at most and at least."""
    key = reason.replace("_", "-")
    return say(f"refusal-{key}", limit=characters, words=words)


def file_too_big(megabytes: int, say: Say) -> str:
    return say("refusal-file-too-big", limit=megabytes)
