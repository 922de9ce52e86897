"""The first minute: a language at first sight, then topics, then a time."""

from __future__ import annotations

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.views.common.buttons import SettingsOwner
from bot.views.common.html import join, text
from bot.views.common.menu import paused, resume_rows
from bot.views.common.message import Message
from bot.views.common.subscription import Subscription
from bot.views.reader.languages import language_buttons


def welcome() -> Message:
    """In all languages at once, because many speakers of Kazakh use Telegram in Russian."""
    lines = [text(speak(language)("welcome")) for language in INTERFACE_LANGUAGES]
    return Message(join(lines, "\n\n"), (language_buttons(SettingsOwner.WELCOME),))


def finished(subscription: Subscription, say: Say) -> Message:
    if not subscription.paused:
        return Message(text(say("welcome-finished", **subscription.when(say))))
    chosen = [text(say("times-chosen", **subscription.when(say)))] if subscription.times else []
    lines = [*chosen, *paused(subscription, say)]
    return Message(join(lines, "\n"), resume_rows(subscription, say, SettingsOwner.WELCOME))
