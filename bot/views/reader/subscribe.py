"""Choosing times of the day and days of the week."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Say
from bot.views.common.buttons import OpenDigest, OpenTimes, OpenTopics, OpenZones, SettingsOwner, button
from bot.views.common.html import Html, bold, join, text
from bot.views.common.menu import (
    back_to_settings,
    chat_title_line,
    pause_button,
    paused,
    resume_rows,
)
from bot.views.common.message import Button, Buttons, Message, in_pairs, in_rows
from bot.views.common.subscription import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKENDS,
    Subscription,
    days_in_words,
    days_on_button,
)
from bot.views.reader.buttons import (
    AddTimes,
    AskTime,
    ChooseDays,
    ChooseZone,
    FinishWelcome,
    OpenDays,
    SwitchTime,
    Unsubscribe,
)

PRESETS = ("07:00", "09:00", "12:00", "18:00", "21:00")


def choose_times(subscription: Subscription, say: Say, owner: SettingsOwner) -> Message:
    other = button(say("button-other-time"), AskTime(owner))
    shown = sorted({*PRESETS, *subscription.times})
    switches = [_switch(time, subscription, say, owner) for time in shown]
    zone = button(say("button-zone", zone=subscription.zone_name), OpenZones(owner))
    last = (*resume_rows(subscription, say, owner), *_last(subscription, say, owner))
    rows = (*in_rows([*switches, other], 3), (zone,), *last)
    return Message(_text(subscription, say, owner), rows)


def scheduled(subscription: Subscription, say: Say, owner: SettingsOwner, *, first: bool) -> Message:
    """The result of typing a time: when the next edition comes, and whether it is the `first` ever."""
    lines = chat_title_line(subscription, say)
    if not subscription.paused:
        words = say("scheduled-first" if first else "scheduled-next", **subscription.next_edition(say))
        lines.append(bold(text(words)))
    where = say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say))
    lines += [text(_now(subscription, say)), text(where)]
    times = button(say("button-time"), OpenTimes(owner))
    on = back_to_settings(owner, say) if owner.chat else button(say("button-digest"), OpenDigest())
    return Message(join(lines, "\n"), (*resume_rows(subscription, say, owner), (times, on)))


def confirm_times(times: tuple[str, ...], days: int, subscription: Subscription, say: Say) -> Message:
    """What was asked for in plain words, with a button for it; `days` 0 means the days of before."""
    on = days_in_words(days or subscription.days, say)
    ask = say("times-confirm", times=say.at_times(times), days=on)
    where = say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say))
    now = [text(_now(subscription, say))] if subscription.times else []
    yes = button(say("button-times-confirm"), AddTimes(times, days))
    other = button(say("button-time"), OpenTimes())
    lines = [*chat_title_line(subscription, say), bold(text(ask)), *now, text(where)]
    return Message(join(lines, "\n"), ((yes,), (other,)))


def choose_schedule(schedules: Sequence[tuple[tuple[str, ...], int]], say: Say) -> Message:
    """Offers each of several schedules (times, days) that were asked for, or all their times every day."""
    times = tuple(sorted({time for each, _ in schedules for time in each}))
    rows = tuple(
        (
            button(
                say("button-times-offer", days=days_in_words(days, say), times=say.at_times(each)),
                AddTimes(each, days),
            ),
        )
        for each, days in (*schedules, (times, EVERY_DAY))
    )
    return Message(text(say("times-one-schedule")), (*rows, (button(say("button-time"), OpenTimes()),)))


def ask_to_stop(subscription: Subscription, say: Say) -> Message:
    """Offers a pause or an end to everything; or the way back, when nothing comes now."""
    own = SettingsOwner.SETTINGS
    settings = back_to_settings(own, say)
    if subscription.paused:
        return Message(
            join(paused(subscription, say), "\n"), (*resume_rows(subscription, say, own), (settings,))
        )
    off = ((button(say("button-unsubscribe"), Unsubscribe(own)),),) if subscription.times else ()
    lines = [bold(text(say("stop-ask"))), text(_now(subscription, say)), text(say("stop-how"))]
    return Message(join(lines, "\n"), ((pause_button(False, say, own),), *off, (settings,)))


def ask_time(
    subscription: Subscription, say: Say, owner: SettingsOwner, not_understood: str | None = None
) -> Message:
    where = text(say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say)))
    ask = bold(text(say("times-ask")))
    if not_understood is not None:
        ask = text(say("times-not-understood", text=not_understood))
    back = button(say("button-back"), OpenTimes(owner))
    return Message(join([*chat_title_line(subscription, say), ask, where], "\n"), ((back,),))


def too_many_times(limit: int, say: Say, owner: SettingsOwner) -> Message:
    back = button(say("button-time"), OpenTimes(owner))
    return Message(text(say("times-too-many", limit=limit)), ((back,),))


def choose_days(subscription: Subscription, say: Say, owner: SettingsOwner) -> Message:
    """Three common choices, then each day by itself; the last chosen day cannot be removed."""
    now = text(say("chosen-days-now", days=days_in_words(subscription.days, say)))
    usual = [
        _day(name, days, subscription.days == days, say, owner)
        for name, days in (
            (say("button-every-day"), EVERY_DAY),
            (say("button-weekdays"), WEEKDAYS),
            (say("button-weekends"), WEEKENDS),
        )
    ]
    on = [bool(subscription.days >> day & 1) for day in range(7)]
    single = [
        _day(say(f"weekday-{day + 1}"), subscription.days ^ 1 << day, on[day], say, owner) for day in range(7)
    ]
    rows = (*((each,) for each in usual), *in_rows(single, 4))
    back = button(say("button-back"), OpenTimes(owner))
    lines = [*chat_title_line(subscription, say), bold(text(say("chosen-days-ask"))), now]
    return Message(join(lines, "\n"), (*rows, (back,)))


def unsubscribed(say: Say, owner: SettingsOwner) -> Message:
    again = button(say("button-subscribe"), OpenTimes(owner))
    if owner.chat:
        return Message(text(say("times-chat-off")), ((again, back_to_settings(owner, say)),))
    return Message(text(say("times-off")), ((again, button(say("button-digest"), OpenDigest())),))


def _text(subscription: Subscription, say: Say, owner: SettingsOwner) -> Html:
    where = say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say))
    between = (
        [] if owner == SettingsOwner.WELCOME else [text(say("times-how")), text(_now(subscription, say))]
    )
    return join(
        [*chat_title_line(subscription, say), bold(text(say("times-choose"))), *between, text(where)], "\n"
    )


def _now(subscription: Subscription, say: Say) -> str:
    if not subscription.times:
        return say("times-none")
    return say("times-chosen" if subscription.paused else "times-now", **subscription.when(say))


def _switch(time: str, subscription: Subscription, say: Say, owner: SettingsOwner) -> Button:
    on = time in subscription.times
    words = say("chosen", name=time) if on else time
    return button(words, SwitchTime(time, not on, owner))


def _last(subscription: Subscription, say: Say, owner: SettingsOwner) -> Buttons:
    if owner == SettingsOwner.WELCOME:
        return ((button(say("button-back"), OpenTopics(owner)), button(say("button-skip"), FinishWelcome())),)
    back = back_to_settings(owner, say)
    if not subscription.times:
        return ((back,),)
    named = say("button-days", days=days_on_button(subscription.days, say))
    off = button(say("button-unsubscribe"), Unsubscribe(owner))
    return ((button(named, OpenDays(owner)),), (off,), (back,))


def _day(name: str, days: int, on: bool, say: Say, owner: SettingsOwner) -> Button:
    return button(say("chosen", name=name) if on else name, ChooseDays(days or EVERY_DAY, owner))


def choose_zone(
    subscription: Subscription,
    say: Say,
    owner: SettingsOwner,
    offered: Sequence[tuple[str, str]],
    not_found: str | None = None,
) -> Message:
    """`offered` are zones with their names."""
    ask = [bold(text(say("zones-choose"))), text(say("zones-how"))]
    if not_found is not None:
        ask = [text(say("zones-not-found", text=not_found))]
    now = say("zones-now", zone=subscription.zone_name, clock=subscription.clock(say))
    buttons = [button(name, ChooseZone(zone, owner)) for zone, name in offered]
    back = button(say("button-back"), OpenTimes(owner))
    back = back if owner == SettingsOwner.WELCOME else back_to_settings(owner, say, "when")
    rows = (*in_pairs(buttons), *resume_rows(subscription, say, owner), (back,))
    return Message(join([*chat_title_line(subscription, say), *ask, text(now)], "\n"), rows)


def zone_set(subscription: Subscription, say: Say, owner: SettingsOwner) -> Message:
    where = say("zones-set", zone=subscription.zone_name, clock=subscription.clock(say))
    settings = Button(say("button-settings"), back_to_settings(owner, say).data)
    return Message(
        join([*chat_title_line(subscription, say), text(where)], "\n"),
        (*resume_rows(subscription, say, owner), (settings,)),
    )
