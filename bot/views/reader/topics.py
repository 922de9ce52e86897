"""Choosing topics by switches."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.common.buttons import Action, OpenTimes, SettingsOwner, button, encode
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line
from bot.views.common.message import Button, Buttons, Message, in_pairs
from bot.views.common.subscription import Subscription, topic_names
from bot.views.reader.answer_buttons import OpenSubjects
from bot.views.reader.languages import language_buttons

WEEK_HOURS = 168


def choose_topics(
    subscription: Subscription,
    say: Say,
    flow: SettingsOwner,
    *,
    unknown: str | None = None,
    languages: bool = False,
) -> Message:
    """`unknown` is a name that was typed and is no topic's; `languages` are offered to who came by a link."""
    first = flow == SettingsOwner.WELCOME
    title = say("welcome-choose-topics") if first else say("topics-choose")
    how = say("welcome-topics-how") if first else say("topics-how")
    switches = [_switch(topic, topic in subscription.topics, say, flow) for topic in say.topics]
    everything = (Button(say("button-all-topics"), encode(Action.ALL_TOPICS, flow)),)
    rows = (
        *in_pairs(switches),
        *((everything,) if subscription.topics else ()),
        *((language_buttons(flow),) if languages else ()),
        *_last(subscription, say, flow),
    )
    lines = chat_title_line(subscription, say)
    lines += [] if unknown is None else [text(say("topics-unknown", name=unknown))]
    lines += [bold(text(title)), text(how), text(_now(subscription, say))]
    return Message(join(lines, "\n"), rows)


def _switch(topic: str, on: bool, say: Say, flow: SettingsOwner) -> Button:
    name = say.topic(topic)
    return Button(say("chosen", name=name) if on else name, encode(Action.TOPIC, topic, int(not on), flow))


def _now(subscription: Subscription, say: Say) -> str:
    names = topic_names(subscription.topics, say)
    return say("topics-chosen", topics=say.all_of(names)) if names else say("topics-none-means-all")


def _last(subscription: Subscription, say: Say, flow: SettingsOwner) -> Buttons:
    if flow.chat:
        return ((back_to_settings(flow, say),),)
    if flow == SettingsOwner.SETTINGS:
        about = button(say("button-overview"), OpenSubjects(WEEK_HOURS))
        return ((about,), (back_to_settings(flow, say),))
    onwards = button(say("button-done" if subscription.topics else "button-skip"), OpenTimes(flow))
    return ((Button(say("button-back"), encode(Action.LANGUAGES, flow)), onwards),)
