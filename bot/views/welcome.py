"""The first minute: a language at first sight, then topics, then a time."""

from __future__ import annotations

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.views.callbacks import Action, Flow, data
from bot.views.html import bold, join, text
from bot.views.message import Button, Message
from bot.views.subscription import Subscription


def welcome() -> Message:
    """In all languages: many Kazakh speakers run Telegram in Russian."""
    lines = [text(speak(language)("welcome")) for language in INTERFACE_LANGUAGES]
    return Message(join(lines, "\n\n"), (language_buttons(Flow.WELCOME),))


def language_buttons(flow: Flow) -> tuple[Button, ...]:
    return tuple(
        Button(speak(language)("language-own"), data(Action.LANGUAGE, language, flow))
        for language in INTERFACE_LANGUAGES
    )


def choose_language(say: Say) -> Message:
    back = Button(say("button-back"), data(Action.SETTINGS))
    return Message(bold(text(say("languages-choose"))), (language_buttons(Flow.SETTINGS), (back,)))


def finished(subscription: Subscription, say: Say) -> Message:
    return Message(text(say("welcome-finished", **subscription.when(say))))
