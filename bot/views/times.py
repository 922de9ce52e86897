"""Choosing times of the day and days of the week."""

from __future__ import annotations

from typing import get_args

from bot.i18n import Say
from bot.views.callbacks import Action, Flow, data
from bot.views.html import Html, bold, join, text
from bot.views.message import Button, Buttons, Message, in_rows
from bot.views.subscription import Days, Subscription

PRESETS = ("07:00", "09:00", "12:00", "18:00", "21:00")
_DAYS_BUTTON: dict[Days, str] = {
    "daily": "button-every-day",
    "weekdays": "button-weekdays",
    "weekly": "button-weekly",
}


def choose_times(subscription: Subscription, say: Say, flow: Flow) -> Message:
    other = Button(say("button-other-time"), data(Action.OTHER_TIME, flow))
    shown = sorted({*PRESETS, *subscription.times})
    switches = [_switch(time, subscription, say, flow) for time in shown]
    zone = Button(say("button-zone", zone=subscription.zone_name), data(Action.ZONES, flow))
    rows = (*in_rows([*switches, other], 3), (zone,), *_last(subscription, say, flow))
    return Message(_text(subscription, say, flow), rows)


def ask_time(subscription: Subscription, say: Say, flow: Flow, not_understood: str | None = None) -> Message:
    where = text(say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say)))
    ask = bold(text(say("times-ask")))
    if not_understood is not None:
        ask = text(say("times-not-understood", text=not_understood))
    back = Button(say("button-back"), data(Action.TIMES, flow))
    return Message(join([ask, where], "\n"), ((back,),))


def too_many_times(limit: int, say: Say) -> Message:
    back = Button(say("button-time"), data(Action.TIMES, Flow.SETTINGS))
    return Message(text(say("times-too-many", limit=limit)), ((back,),))


def unsubscribed(say: Say) -> Message:
    again = Button(say("button-subscribe"), data(Action.TIMES, Flow.SETTINGS))
    return Message(text(say("times-off")), ((again, Button(say("button-digest"), data(Action.DIGEST, 24))),))


def _text(subscription: Subscription, say: Say, flow: Flow) -> Html:
    where = say("times-zone", zone=subscription.zone_name, clock=subscription.clock(say))
    now = say("times-now", **subscription.when(say)) if subscription.times else say("times-none")
    between = [] if flow is Flow.WELCOME else [text(say("times-how")), text(now)]
    return join([bold(text(say("times-choose"))), *between, text(where)], "\n")


def _switch(time: str, subscription: Subscription, say: Say, flow: Flow) -> Button:
    on = time in subscription.times
    words = say("chosen", name=time) if on else time
    return Button(words, data(Action.TIME, time.replace(":", ""), int(not on), flow))


def _last(subscription: Subscription, say: Say, flow: Flow) -> Buttons:
    if flow is Flow.WELCOME:
        back = Button(say("button-back"), data(Action.TOPICS, flow))
        return ((back, Button(say("button-skip"), data(Action.FINISH))),)
    back = Button(say("button-back"), data(Action.SETTINGS))
    if not subscription.times:
        return ((back,),)
    days = tuple(_day(days, subscription.days, say) for days in get_args(Days))
    off = Button(say("button-unsubscribe"), data(Action.UNSUBSCRIBE))
    return (*((button,) for button in days), (off,), (back,))


def _day(days: Days, chosen: Days, say: Say) -> Button:
    name = say(_DAYS_BUTTON[days])
    return Button(say("chosen", name=name) if days == chosen else name, data(Action.DAYS, days))
