"""Choosing times of the day and days of the week."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Say
from bot.views.common.buttons import Action, SettingsOwner, encode
from bot.views.common.html import Html, bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line, resume_rows
from bot.views.common.message import Button, Buttons, Message, in_pairs, in_rows
from bot.views.common.subscription import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKENDS,
    Subscription,
    days_in_words,
    days_on_button,
)

PRESETS = ("07:00", "09:00", "12:00", "18:00", "21:00")


def choose_times(subscription: Subscription, say: Say, flow: SettingsOwner) -> Message:
    other = Button(say("button-other-time"), encode(Action.OTHER_TIME, flow))
    shown = sorted({*PRESETS, *subscription.times})
    switches = [_switch(time, subscription, say, flow) for time in shown]
    zone = Button(say("button-zone", zone=subscription.zone_name), encode(Action.ZONES, flow))
    last = (*resume_rows(subscription, say, flow), *_last(subscription, say, flow))
    rows = (*in_rows([*switches, other], 3), (zone,), *last)
    return Message(_text(subscription, say, flow), rows)


def ask_time(
    subscription: Subscription, say: Say, flow: SettingsOwner, not_understood: str | None = None
) -> Message:
    where = text(say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say)))
    ask = bold(text(say("times-ask")))
    if not_understood is not None:
        ask = text(say("times-not-understood", text=not_understood))
    back = Button(say("button-back"), encode(Action.TIMES, flow))
    return Message(join([*chat_title_line(subscription, say), ask, where], "\n"), ((back,),))


def too_many_times(limit: int, say: Say, flow: SettingsOwner) -> Message:
    back = Button(say("button-time"), encode(Action.TIMES, flow))
    return Message(text(say("times-too-many", limit=limit)), ((back,),))


def choose_days(subscription: Subscription, say: Say, flow: SettingsOwner) -> Message:
    """Three usual choices, then each day by itself; the last one that is chosen stays."""
    now = text(say("chosen-days-now", days=days_in_words(subscription.days, say)))
    usual = [
        _day(name, days, subscription.days == days, say, flow)
        for name, days in (
            (say("button-every-day"), EVERY_DAY),
            (say("button-weekdays"), WEEKDAYS),
            (say("button-weekends"), WEEKENDS),
        )
    ]
    on = [bool(subscription.days >> day & 1) for day in range(7)]
    single = [
        _day(say(f"weekday-{day + 1}"), subscription.days ^ 1 << day, on[day], say, flow) for day in range(7)
    ]
    rows = (*((button,) for button in usual), *in_rows(single, 4))
    back = Button(say("button-back"), encode(Action.TIMES, flow))
    lines = [*chat_title_line(subscription, say), bold(text(say("chosen-days-ask"))), now]
    return Message(join(lines, "\n"), (*rows, (back,)))


def unsubscribed(say: Say, flow: SettingsOwner) -> Message:
    again = Button(say("button-subscribe"), encode(Action.TIMES, flow))
    if flow.chat:
        return Message(text(say("times-chat-off")), ((again, back_to_settings(flow, say)),))
    return Message(
        text(say("times-off")), ((again, Button(say("button-digest"), encode(Action.DIGEST, 24))),)
    )


def _text(subscription: Subscription, say: Say, flow: SettingsOwner) -> Html:
    where = say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say))
    between = [] if flow == SettingsOwner.WELCOME else [text(say("times-how")), text(_now(subscription, say))]
    return join(
        [*chat_title_line(subscription, say), bold(text(say("times-choose"))), *between, text(where)], "\n"
    )


def _now(subscription: Subscription, say: Say) -> str:
    if not subscription.times:
        return say("times-none")
    return say("times-chosen" if subscription.paused else "times-now", **subscription.when(say))


def _switch(time: str, subscription: Subscription, say: Say, flow: SettingsOwner) -> Button:
    on = time in subscription.times
    words = say("chosen", name=time) if on else time
    return Button(words, encode(Action.TIME, time.replace(":", ""), int(not on), flow))


def _last(subscription: Subscription, say: Say, flow: SettingsOwner) -> Buttons:
    if flow == SettingsOwner.WELCOME:
        back = Button(say("button-back"), encode(Action.TOPICS, flow))
        return ((back, Button(say("button-skip"), encode(Action.FINISH))),)
    back = back_to_settings(flow, say)
    if not subscription.times:
        return ((back,),)
    named = say("button-days", days=days_on_button(subscription.days, say))
    off = Button(say("button-unsubscribe"), encode(Action.UNSUBSCRIBE, flow))
    return ((Button(named, encode(Action.DAYS, flow)),), (off,), (back,))


def _day(name: str, days: int, on: bool, say: Say, flow: SettingsOwner) -> Button:
    return Button(say("chosen", name=name) if on else name, encode(Action.WEEKDAYS, days or EVERY_DAY, flow))


def choose_zone(
    subscription: Subscription,
    say: Say,
    flow: SettingsOwner,
    offered: Sequence[tuple[str, str]],
    not_found: str | None = None,
) -> Message:
    """`offered` are zones with their names."""
    ask = [bold(text(say("zones-choose"))), text(say("zones-how"))]
    if not_found is not None:
        ask = [text(say("zones-not-found", text=not_found))]
    now = say("zones-now", zone=subscription.zone_name, clock=subscription.clock(say))
    buttons = [Button(name, encode(Action.ZONE, zone, flow)) for zone, name in offered]
    back = Button(say("button-back"), encode(Action.TIMES, flow))
    back = back if flow == SettingsOwner.WELCOME else back_to_settings(flow, say)
    rows = (*in_pairs(buttons), *resume_rows(subscription, say, flow), (back,))
    return Message(join([*chat_title_line(subscription, say), *ask, text(now)], "\n"), rows)


def zone_set(subscription: Subscription, say: Say, flow: SettingsOwner) -> Message:
    where = say("zones-set", zone=subscription.zone_name, clock=subscription.clock(say))
    settings = Button(say("button-settings"), back_to_settings(flow, say).data)
    return Message(
        join([*chat_title_line(subscription, say), text(where)], "\n"),
        (*resume_rows(subscription, say, flow), (settings,)),
    )
