"""Sources to hide, or to read alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.i18n import Say
from bot.views.common.buttons import Action, SettingsOwner, button, encode
from bot.views.common.html import bold, clip, join, text
from bot.views.common.menu import back_to_settings, chat_title_line
from bot.views.common.message import Button, Message, in_pairs
from bot.views.common.origin import decode_origin
from bot.views.common.sources import named
from bot.views.common.subscription import Subscription
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.preferences import Choices, value_button

SOURCES_PER_PAGE = 10

NAME_UNITS = 36


@dataclass(frozen=True, slots=True)
class NewsSource:
    id: int
    name: str


def choose_sources(
    choices: Choices,
    subscription: Subscription,
    sources: Sequence[NewsSource],
    say: Say,
    flow: SettingsOwner,
    *,
    page: int,
) -> Message:
    """A page of the sources there are, from 0."""
    only = choices.source_rule == "only"
    lines = [
        *chat_title_line(subscription, say),
        bold(text(say("sources-choose"))),
        text(_sources_now(choices, say)),
    ]
    rules = tuple(
        (value_button(words, on, say, encode(Action.SOURCE_RULE, rule, flow)),)
        for words, rule, on in (
            (say("button-sources-hide"), "hide", not only),
            (say("button-sources-only"), "only", only),
        )
    )
    shown = sources[page * SOURCES_PER_PAGE : (page + 1) * SOURCES_PER_PAGE]
    switches = [_source(source, choices, say, flow, page) for source in shown]
    turns = tuple(
        Button(words, encode(Action.SOURCES, to, flow))
        for words, to, there in (
            (say("button-previous"), page - 1, page > 0),
            (say("button-next"), page + 1, (page + 1) * SOURCES_PER_PAGE < len(sources)),
        )
        if there
    )
    rows = (*rules, *in_pairs(switches), *((turns,) if turns else ()), (back_to_settings(flow, say),))
    return Message(join(lines, "\n"), rows)


def sources_button(choices: Choices, say: Say, flow: SettingsOwner) -> Button:
    if not choices.sources:
        words = say("sources-all")
    elif choices.source_rule == "only":
        words = say("sources-only", count=len(choices.sources))
    else:
        words = say("sources-hidden", count=len(choices.sources))
    return Button(say("settings-sources", sources=words), encode(Action.SOURCES, 0, flow))


def _source(source: NewsSource, choices: Choices, say: Say, flow: SettingsOwner, page: int) -> Button:
    on = source.name in choices.sources
    name = source.name or say("digest-newsroom")
    clipped = name if len(name) <= 24 else name[:23].rstrip() + "…"
    return value_button(clipped, on, say, encode(Action.SOURCE, source.id, int(not on), page, flow))


def _sources_now(choices: Choices, say: Say) -> str:
    if not choices.sources:
        return say("sources-now-all")
    return say("sources-now-only" if choices.source_rule == "only" else "sources-now-hidden")


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
    back = button(say("button-to-story"), OpenStory(story_id, 0, decode_origin(shown)))
    words = join([bold(text(say("hide-choose"))), text(say("hide-how"))], "\n")
    return Message(words, (*switches, (back,)))
