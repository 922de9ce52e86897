"""Choosing topics by switches."""

from __future__ import annotations

from collections.abc import Iterator

from bot.i18n import Say
from bot.views.common.buttons import OpenTimes, OpenTopics, SettingsOwner, button
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line
from bot.views.common.message import Button, Buttons, Message, in_pairs
from bot.views.common.subscription import Subscription, topic_names
from bot.views.common.surge import surge_button
from bot.views.reader.answer_buttons import OpenSubjects
from bot.views.reader.buttons import (
    ChooseAllTopics,
    LeaveOutTopic,
    OpenLanguages,
    SwitchTopic,
    SwitchTopicSurge,
)
from bot.views.reader.languages import language_buttons

WEEK_HOURS = 168


def choose_topics(
    subscription: Subscription,
    say: Say,
    owner: SettingsOwner,
    *,
    unknown: str | None = None,
    languages: bool = False,
) -> Message:
    """A switch for each topic. `unknown` is text that was typed but names no topic.

    `languages` adds the interface's languages, for somebody whom a link has led past that question.
    """
    first = owner == SettingsOwner.WELCOME
    title = say("welcome-choose-topics") if first else say("topics-choose")
    how = say("welcome-topics-how") if first else say("topics-how")
    switches = [_switch(topic, topic in subscription.topics, say, owner) for topic in say.topics]
    everything = (button(say("button-all-topics"), ChooseAllTopics(owner)),)
    rows = (
        *in_pairs(switches),
        *((everything,) if subscription.destination.topics else ()),
        *((language_buttons(owner),) if languages else ()),
        *(() if first else ((_warning(subscription, say, owner),),)),
        *_last(subscription, say, owner),
    )
    lines = chat_title_line(subscription, say)
    lines += [] if unknown is None else [text(say("topics-unknown", name=unknown))]
    lines += [bold(text(title)), text(how), text(_now(subscription, say))]
    lines += [text(line) for line in _muted(subscription, say)]
    lines += [text(say("surge-on-topics"))] if subscription.destination.preferences.surge else []
    return Message(join(lines, "\n"), rows)


def confirm_without(topic: str, subscription: Subscription, say: Say) -> Message:
    """Asks whether the digest should leave out this topic; a plain sentence where it does not have it."""
    name = say.topic(topic)
    choose = (button(say("button-topics"), OpenTopics()),)
    unmuted = frozenset(say.topics) - subscription.destination.mutes.topics
    chosen = subscription.topics or unmuted
    if topic not in chosen:
        return Message(text(say("without-not-chosen", topic=name)), (choose,))
    left = topic_names(chosen - {topic}, say) or topic_names(unmuted - {topic}, say)
    lines = [bold(text(say("without-ask", topic=name))), text(say("without-left", topics=say.all_of(left)))]
    return Message(
        join(lines, "\n"), ((button(say("button-without", topic=name), LeaveOutTopic(topic)),), choose)
    )


def _switch(topic: str, on: bool, say: Say, owner: SettingsOwner) -> Button:
    name = say.topic(topic)
    return button(say("chosen", name=name) if on else name, SwitchTopic(topic, not on, owner))


def _warning(subscription: Subscription, say: Say, owner: SettingsOwner) -> Button:
    on = subscription.destination.preferences.surge
    return surge_button(on, SwitchTopicSurge(not on, owner), say)


def _now(subscription: Subscription, say: Say) -> str:
    names = topic_names(subscription.topics, say)
    return say("topics-chosen", topics=say.all_of(names)) if names else say("topics-none-means-all")


def _muted(subscription: Subscription, say: Say) -> Iterator[str]:
    if names := topic_names(subscription.destination.mutes.topics, say):
        yield say("settings-mutes", words=say.all_of(names))


def _last(subscription: Subscription, say: Say, owner: SettingsOwner) -> Buttons:
    if owner.chat:
        return ((back_to_settings(owner, say, "what"),),)
    if owner == SettingsOwner.SETTINGS:
        about = button(say("button-overview"), OpenSubjects(WEEK_HOURS))
        return ((about,), (back_to_settings(owner, say, "what"),))
    done = say("button-done" if subscription.destination.topics else "button-skip")
    return ((button(say("button-back"), OpenLanguages(owner)), button(done, OpenTimes(owner))),)
