"""Hiding a source, from a story that it tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import encode
from bot.views.choices import value_button
from bot.views.html import bold, clip, join, text
from bot.views.message import Button, Message
from bot.views.news_sources import NewsSource
from bot.views.sources import named

NAME_UNITS = 36


def choose_hidden(
    sources: Sequence[NewsSource], hidden: Collection[str], story_id: int, shown: str, say: Say
) -> Message:
    """A switch for each source of the story; `shown` is what the story was opened from."""
    switches = [
        (
            value_button(
                clip(named(source.name, say), NAME_UNITS),
                source.name in hidden,
                say,
                encode(Action.HIDE_SOURCE, source.id, int(source.name not in hidden), story_id, shown),
            ),
        )
        for source in sources
    ]
    back = Button(say("button-to-story"), encode(Action.STORY, story_id, 0, shown))
    words = join([bold(text(say("hide-choose"))), text(say("hide-how"))], "\n")
    return Message(words, (*switches, (back,)))
