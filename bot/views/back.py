"""Where the screens of a menu belong, and where their [Back] leads."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import Flow, data
from bot.views.html import Html, italic, text
from bot.views.message import Button
from bot.views.subscription import Subscription


def back_to_settings(flow: Flow, say: Say) -> Button:
    """The person's own, or those of the group or channel that the menu is about."""
    leads = data(Action.SETTINGS) if flow.chat is None else data(Action.CHAT, flow.chat)
    return Button(say("button-back"), leads)


def whose(subscription: Subscription) -> list[Html]:
    """A line that names the group or channel, none for a private chat."""
    return [italic(text(subscription.title))] if subscription.title else []
