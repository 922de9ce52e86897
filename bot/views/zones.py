"""Choosing a time zone by its city."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.back import back_to_settings, chat_title_line, resume_rows
from bot.views.callbacks import SettingsOwner, encode
from bot.views.html import bold, join, text
from bot.views.message import Button, Message, in_pairs
from bot.views.subscription import Subscription


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
