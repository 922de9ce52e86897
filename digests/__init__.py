"""News texts in, stories and digests out: pure functions, loaded when first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digests.composing import compose as compose
    from digests.language import detect_language as detect_language
    from digests.reading import read_text as read_text
    from digests.stories import group_stories as group_stories
    from digests.summaries import summarise as summarise
    from digests.topics import classify as classify

_HOMES = {
    "classify": "digests.topics",
    "compose": "digests.composing",
    "detect_language": "digests.language",
    "group_stories": "digests.stories",
    "read_text": "digests.reading",
    "summarise": "digests.summaries",
}
__all__ = ["classify", "compose", "detect_language", "group_stories", "read_text", "summarise"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    return found
