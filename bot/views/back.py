"""What the screens of a menu share: whose they are, whether it is paused, and where their [Back] leads."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import SettingsOwner, encode
from bot.views.html import Html, italic, text
from bot.views.message import Button, Buttons
from bot.views.subscription import Subscription


def back_to_settings(flow: SettingsOwner, say: Say) -> Button:
    """The person's own, or those of the group or channel that the menu is about."""
    leads = encode(Action.SETTINGS) if flow.chat is None else encode(Action.CHAT, flow.chat)
    return Button(say("button-back"), leads)


def chat_title_line(subscription: Subscription, say: Say) -> list[Html]:
    """Lines that name the group or channel, none for a private chat, and say that nothing comes now."""
    named = [italic(text(subscription.title))] if subscription.title else []
    return [*named, *paused(subscription, say)]


def paused(subscription: Subscription, say: Say) -> list[Html]:
    """A line that says so, until when, and what to do; none where digests come."""
    if subscription.pause is None:
        return []
    return [text(say(f"chat-paused-{subscription.pause}" if subscription.title else "settings-paused"))]


def resume_rows(subscription: Subscription, say: Say, flow: SettingsOwner) -> Buttons:
    """The way out of a pause, where there is one."""
    return ((pause_button(subscription.paused, say, flow),),) if subscription.paused else ()


def pause_button(paused: bool, say: Say, flow: SettingsOwner) -> Button:
    if paused:
        return Button(say("button-resume"), encode(Action.RESUME, flow))
    return Button(say("button-pause"), encode(Action.PAUSE, flow))
