"""Sources to hide, or to read exclusively; and what may be muted about a story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import SettingsOwner, button
from bot.views.common.html import bold, clip, join, text
from bot.views.common.menu import back_to_settings, chat_title_line
from bot.views.common.message import Button, Message, in_pairs
from bot.views.common.origin import Origin
from bot.views.common.sources import named
from bot.views.common.subscription import Subscription
from bot.views.reader.answer_buttons import (
    HideStorySource,
    OpenStory,
    SwitchMuteName,
    SwitchMuteStory,
    SwitchMuteTopic,
)
from bot.views.reader.buttons import ChooseSourceRule, OpenSources, SwitchSource
from bot.views.reader.preferences import value_button
from bot.views.reader.story import StoryName

if TYPE_CHECKING:
    from storage.preferences import Preferences
    from storage.sources import Source

SOURCES_PER_PAGE = 10

NAME_UNITS = 28


def choose_sources(
    subscription: Subscription,
    sources: Sequence[Source],
    say: Say,
    owner: SettingsOwner,
    *,
    page: int,
) -> Message:
    """A page, counted from 0, of all sources, below the rule that applies to the chosen ones."""
    chosen = subscription.destination.preferences
    only = chosen.source_rule == "only"
    lines = [
        *chat_title_line(subscription, say),
        bold(text(say("sources-choose"))),
        text(_sources_now(chosen, say) if sources else say("sources-none")),
    ]
    rules = (
        ()
        if not sources
        else (
            (value_button(say("button-sources-hide"), not only, say, ChooseSourceRule("hide", owner)),),
            (value_button(say("button-sources-only"), only, say, ChooseSourceRule("only", owner)),),
        )
    )
    shown = sources[page * SOURCES_PER_PAGE : (page + 1) * SOURCES_PER_PAGE]
    switches = [
        value_button(
            _clipped(source.name or say("digest-newsroom")),
            source.name in chosen.sources,
            say,
            SwitchSource(source.id, source.name not in chosen.sources, page, owner),
        )
        for source in shown
    ]
    turns = tuple(
        button(words, OpenSources(to, owner))
        for words, to, there in (
            (say("button-previous"), page - 1, page > 0),
            (say("button-next"), page + 1, (page + 1) * SOURCES_PER_PAGE < len(sources)),
        )
        if there
    )
    rows = (
        *rules,
        *in_pairs(switches),
        *((turns,) if turns else ()),
        (back_to_settings(owner, say, "what"),),
    )
    return Message(join(lines, "\n"), rows)


def sources_button(chosen: Preferences, say: Say, owner: SettingsOwner) -> Button:
    if not chosen.sources:
        words = say("sources-all")
    elif chosen.source_rule == "only":
        words = say("sources-only", count=len(chosen.sources))
    else:
        words = say("sources-hidden", count=len(chosen.sources))
    return button(words, OpenSources(0, owner))


def _clipped(name: str) -> str:
    return name if len(name) <= 24 else name[:23].rstrip() + "…"


def _sources_now(chosen: Preferences, say: Say) -> str:
    if not chosen.sources:
        return say("sources-now-all")
    return say("sources-now-only" if chosen.source_rule == "only" else "sources-now-hidden")


@dataclass(frozen=True, slots=True)
class Less:
    """What may be muted about a story, each with whether it is: topics, names, sources, the story itself."""

    story_id: int
    topics: Sequence[tuple[str, bool]]
    names: Sequence[StoryName]
    sources: Sequence[tuple[Source, bool]]
    story: bool


def less_of(less: Less, shown: Origin, say: Say, problem: str | None = None) -> Message:
    """`shown` is what the story was opened from; `problem`: why nothing has changed."""
    lines = [] if problem is None else [text(problem)]
    lines += [bold(text(say("less-title"))), text(say("less-how"))]
    back = button(say("button-to-story"), OpenStory(less.story_id, 0, shown))
    rows = tuple((each,) for each in _less_switches(less, shown, say))
    return Message(join(lines, "\n"), (*rows, (back,)))


def _less_switches(less: Less, shown: Origin, say: Say) -> Iterator[Button]:
    number = less.story_id
    for topic, on in less.topics:
        words = say("less-topic", topic=say.topic(topic))
        yield value_button(words, on, say, SwitchMuteTopic(topic, not on, number, shown))
    for name in less.names:
        words = say("less-name", name=clip(name.name, NAME_UNITS))
        yield value_button(words, name.on, say, SwitchMuteName(number, name.key, not name.on, shown))
    for source, on in less.sources:
        words = say("less-source", source=clip(named(source.name, say), NAME_UNITS))
        yield value_button(words, on, say, HideStorySource(source.id, not on, number, shown))
    yield value_button(say("less-story"), less.story, say, SwitchMuteStory(number, not less.story, shown))
