"""Settings: one message; each button shows the present choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common import menu
from bot.views.common.buttons import (
    OpenChats,
    OpenDigest,
    OpenOwnTopics,
    OpenSettings,
    OpenTimes,
    OpenTopics,
    OpenZones,
    SettingsOwner,
    button,
)
from bot.views.common.html import bold, join, text
from bot.views.common.message import Button, Buttons, Message
from bot.views.common.subscription import (
    EVERY_DAY,
    Subscription,
    chosen_days,
    days_on_button,
    topic_names,
)
from bot.views.reader.buttons import OpenLanguages, OpenPrivacy, SwitchAddsAtOnce
from bot.views.reader.follows import follows_button, mutes_button
from bot.views.reader.languages import news_languages_button
from bot.views.reader.news_sources import sources_button
from bot.views.reader.preferences import own_choice_rows

if TYPE_CHECKING:
    from storage.mutes import Mute

BUTTON_CHARACTERS = 40  # that a phone shows of a button with a row of its own


def settings(
    subscription: Subscription,
    say: Say,
    *,
    follows: Sequence[str],
    muted: Sequence[Mute],
    adds_at_once: bool | None,
) -> Message:
    """`adds_at_once` is an editor's choice, None for everybody else."""
    lines = [bold(text(say("settings-title"))), text(say("settings-how")), *menu.paused(subscription, say)]
    rows = (
        (button(say("settings-topics", topics=topics_in_words(subscription, say)), OpenTopics()),),
        (follows_button(follows, say),),
        (mutes_button(muted, say),),
        (button(times_in_words(subscription, say), OpenTimes()),),
        (button(say("settings-zone", zone=subscription.zone_name), OpenZones()),),
        (button(say("settings-language"), OpenLanguages()),),
        (news_languages_button(subscription, say, SettingsOwner.SETTINGS),),
        (sources_button(subscription.destination.preferences, say, SettingsOwner.SETTINGS),),
        *own_choice_rows(subscription, say),
        (
            button(say("button-chats"), OpenChats()),
            button(say("button-privacy"), OpenPrivacy()),
        ),
        *(() if adds_at_once is None else _editors_rows(adds_at_once, say)),
        (
            menu.pause_button(subscription.paused, say, SettingsOwner.SETTINGS),
            button(say("button-digest"), OpenDigest()),
        ),
    )
    return Message(join(lines, "\n"), rows)


def paused(say: Say) -> Message:
    return Message(text(say("pause-done")), ((menu.pause_button(True, say, SettingsOwner.SETTINGS),),))


def resumed(subscription: Subscription, say: Say) -> Message:
    to_settings = button(say("button-settings"), OpenSettings())
    row = (to_settings,) if subscription.times else (button(say("button-time"), OpenTimes()), to_settings)
    return Message(text(say("resume-done", **subscription.when(say))), (row,))


def _editors_rows(adds_at_once: bool, say: Say) -> Buttons:
    topics = button(say("button-own-topics"), OpenOwnTopics())
    return ((_at_once(adds_at_once, say),), (topics,))


def _at_once(on: bool, say: Say) -> Button:
    words = say("settings-adds-at-once" if on else "settings-adds-asked")
    return button(words, SwitchAddsAtOnce(not on))


def topics_in_words(subscription: Subscription, say: Say) -> str:
    names = topic_names(subscription.topics, say)
    if len(names) > 2:
        return say("settings-more-topics", first=names[0], count=len(names) - 1)
    return say.all_of(names) if names else say("settings-all-topics")


def times_in_words(subscription: Subscription, say: Say) -> str:
    if not subscription.times:
        return say("settings-time", times=say("settings-no-time"))
    first, *others = subscription.times
    counted = say("settings-more-topics", first=first, count=len(others))
    fullest = [
        _with_days(times, days, say)
        for times in (say.all_of(subscription.times), counted)
        for days in _days_from_fullest(subscription.days, say)
    ]
    return next((words for words in fullest if len(words) <= BUTTON_CHARACTERS), fullest[-1])


def _days_from_fullest(days: int, say: Say) -> tuple[str, ...]:
    """The wordings of the days from the longest to the shortest; nothing for every day."""
    if days == EVERY_DAY:
        return ("",)
    return (days_on_button(days, say), say("counted-days", count=len(chosen_days(days))))


def _with_days(times: str, days: str, say: Say) -> str:
    return say("settings-time-days", times=times, days=days) if days else say("settings-time", times=times)
