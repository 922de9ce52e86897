"""Turns what many destinations are to get at one moment into messages: pure computing, for the worker."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.i18n import speak
from bot.views.common.context import NO_HEADER_FOOTER, HeaderFooter, RenderContext
from bot.views.common.kept_digest import dump_kept, keep
from bot.views.common.message import dump_buttons
from bot.views.reader.digest import edition_message
from digests.composing.compose import Composing
from digests.composing.rebuild import choices
from digests.models.digest import Digest
from digests.models.stories import Story
from digests.models.texts import Language
from digests.models.wishes import ReadingPreferences, ToldStories
from digests.overview.review import Reviewing
from storage.destinations import ChatKind

MAX_OFFERED_STORIES = 30


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What a post is made from; equal for destinations that get the same.

    `told` is what is known of these stories. With fewer than `least` stories nothing is sent. `days` is not 0
    for a review of so many days.
    """

    wish: ReadingPreferences
    story_ids: tuple[int, ...]
    told: ToldStories
    language: Language
    zone: str
    kind: ChatKind
    frame: HeaderFooter = NO_HEADER_FOOTER
    least: int = 1
    days: int = 0


@dataclass(frozen=True, slots=True)
class Composition:
    """A message, the contents that it was made of, and its stories in order.

    Each story is (number, its new articles, whether it is shown or only offered, the story of which it is a
    step).
    """

    text: str
    buttons: str
    contents: str
    stories: tuple[tuple[int, tuple[int, ...], bool, int | None], ...]


@dataclass(frozen=True, slots=True)
class CompositionFailed:
    """Composing met something unforeseen; `reason` is the traceback."""

    reason: str


def compose_all(
    stories: Mapping[int, Story], asked: Sequence[RenderRequest], now: datetime, bot_username: str
) -> list[Composition | CompositionFailed | None]:
    """A message for each request, in order; None where there is nothing new. One that fails does not stop the
    others.
    """
    composing = _Composing(stories, now)
    return [_try(composing, each, now, bot_username) for each in asked]


class _Composing:
    """What the digests of one moment share, and what its reviews of the same length share."""

    def __init__(self, stories: Mapping[int, Story], now: datetime) -> None:
        self._stories = stories
        self._now = now
        self._digests: Composing | None = None
        self._reviews: dict[int, Reviewing] = {}

    def digest(self, asked: RenderRequest) -> Digest:
        found = [self._stories[number] for number in asked.story_ids if number in self._stories]
        if asked.days:
            return self._review(asked.days).digest(found, asked.wish)
        self._digests = self._digests or Composing(self._now, self._stories.values())
        return self._digests.digest(found, asked.wish, asked.told)

    def _review(self, days: int) -> Reviewing:
        if days not in self._reviews:
            since = self._now - timedelta(days=days)
            self._reviews[days] = Reviewing(since, self._now, self._stories.values())
        return self._reviews[days]


def _try(
    composing: _Composing, asked: RenderRequest, now: datetime, bot_username: str
) -> Composition | CompositionFailed | None:
    try:
        digest = composing.digest(asked)
        look = RenderContext(speak(asked.language), now, asked.zone, bot_username, asked.kind, asked.frame)
        return compose_message(digest, look, asked.told) if len(digest.items) >= max(1, asked.least) else None
    except Exception:  # noqa: BLE001  # the parent process logs it
        return CompositionFailed(traceback.format_exc())


def compose_message(digest: Digest, look: RenderContext, known: ToldStories) -> Composition:
    """A digest that has stories as a message for somebody who knew so much before."""
    message, told = edition_message(digest, look)
    contents = dump_kept(keep(choices(told, known, MAX_OFFERED_STORIES), look))
    named = len(told.main) + len(told.brief)
    stories = tuple(
        (
            story.id,
            tuple(a.id for a in story.articles if a.id not in known.articles),
            place < named,
            None if story is item.story else item.story.id,
        )
        for place, item in enumerate(told.items[:MAX_OFFERED_STORIES])
        for story in item.stories
    )
    return Composition(message.text, dump_buttons(message.buttons), contents, stories)
