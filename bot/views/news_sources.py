"""Sources to hide, or to read alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.back import back_to_settings, chat_title_line
from bot.views.callbacks import SettingsOwner, encode
from bot.views.choices import Choices, value_button
from bot.views.html import bold, join, text
from bot.views.message import Button, Message, in_pairs
from bot.views.subscription import Subscription

SOURCES_PER_PAGE = 10


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
