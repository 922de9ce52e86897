"""News texts in, stories and digests out: pure functions, loaded when first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digests.composing.compose import compose
    from digests.reading.read_text import read_text
    from digests.stories.grouping import group_stories
    from digests.summaries.summarise import summarise
    from digests.text.language import detect_language
    from digests.topics.classify import classify

_HOMES = {
    "classify": "digests.topics.classify",
    "compose": "digests.composing.compose",
    "detect_language": "digests.text.language",
    "group_stories": "digests.stories.grouping",
    "read_text": "digests.reading.read_text",
    "summarise": "digests.summaries.summarise",
}
__all__ = ["classify", "compose", "detect_language", "group_stories", "read_text", "summarise"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    return found
