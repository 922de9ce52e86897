"""What many destinations are to receive at one moment becomes messages: computing alone, for the worker
process.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import speak
from bot.views.common.context import NO_HEADER_FOOTER, HeaderFooter, RenderContext
from bot.views.common.message import dump_buttons
from bot.views.reader.digest import edition_message
from digests.composing.compose import Composing
from digests.models import Digest, Language, ReadingPreferences, Story, ToldStories
from storage.destinations import ChatKind

MAX_OFFERED_STORIES = 30


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """Equal for destinations that receive the same. `told`: those articles of these stories that are known.

    `least`: with fewer stories there is nothing to send.
    """

    wish: ReadingPreferences
    story_ids: tuple[int, ...]
    told: frozenset[int]
    language: Language
    zone: str
    kind: ChatKind
    frame: HeaderFooter = NO_HEADER_FOOTER
    least: int = 1


@dataclass(frozen=True, slots=True)
class Composition:
    """A message, and the (story, its new articles, shown) that it tells or offers, in order."""

    text: str
    buttons: str
    stories: tuple[tuple[int, tuple[int, ...], bool], ...]


@dataclass(frozen=True, slots=True)
class CompositionFailed:
    """Composing met something unforeseen; the traceback."""

    reason: str


def compose_all(
    stories: Mapping[int, Story], asked: Sequence[RenderRequest], now: datetime, bot_username: str
) -> list[Composition | CompositionFailed | None]:
    """In the order asked; None where there is nothing new. What one meets does not stop the others."""
    composing = Composing(now)
    return [_try(composing, stories, each, now, bot_username) for each in asked]


def _try(
    composing: Composing, stories: Mapping[int, Story], asked: RenderRequest, now: datetime, bot_username: str
) -> Composition | CompositionFailed | None:
    try:
        found = [stories[number] for number in asked.story_ids if number in stories]
        digest = composing.digest(found, asked.wish, ToldStories(asked.told))
        look = RenderContext(speak(asked.language), now, asked.zone, bot_username, asked.kind, asked.frame)
        return _composition(digest, look, asked.told) if len(digest.items) >= max(1, asked.least) else None
    except Exception:  # noqa: BLE001  # the parent process logs it
        return CompositionFailed(traceback.format_exc())


def _composition(digest: Digest, look: RenderContext, known: frozenset[int]) -> Composition:
    message, named = edition_message(digest, look)
    kept = tuple(
        (item.story.id, tuple(a.id for a in item.story.articles if a.id not in known), place < named)
        for place, item in enumerate(digest.items[:MAX_OFFERED_STORIES])
    )
    return Composition(message.text, dump_buttons(message.buttons), kept)
