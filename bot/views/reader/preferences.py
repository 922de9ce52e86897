"""How editions come and look: the current value on each button, and the screens of values."""

from __future__ import annotations

from dataclasses import dataclass

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.views.common.buttons import Action, SettingsOwner, encode
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line
from bot.views.common.message import Button, Buttons, Message
from bot.views.common.subscription import Subscription
from digests.models import Language

_VALUES = {
    "length": ("short", "normal", "long"),
    "least": ("1", "2", "3", "5"),
    "useful": ("usual", "1", "2", "4", "8", "24"),
    "breaking": ("off", "8-22", "7-23", "0-24"),
    "draft": ("none", "publish", "skip"),
    "repeat": ("0", "1"),
}
OPENED = tuple(_VALUES)


@dataclass(frozen=True, slots=True)
class Choices:
    """`useful_hours` is None for the usual; `breaking` holds the hours between which it may come."""

    length: str
    silent: bool
    pinned: bool
    least: int
    useful_hours: int | None
    breaking: tuple[int, int] | None
    draft: str
    at_most_once: bool
    heading: str
    signature: str
    second_language: Language | None
    source_rule: str
    sources: tuple[str, ...]


def choice_rows(choices: Choices, say: Say, flow: SettingsOwner) -> Buttons:
    """What a group or channel has to choose from."""
    return (
        (_silent(choices, say, flow), _pinned(choices, say, flow)),
        (_opens("length", choices, say, flow),),
        (_opens("least", choices, say, flow),),
        (_opens("useful", choices, say, flow),),
        (_opens("breaking", choices, say, flow),),
        (_opens("draft", choices, say, flow),),
        (_opens("repeat", choices, say, flow),),
    )


def own_choice_rows(choices: Choices, say: Say) -> Buttons:
    """What a reader has to choose from."""
    flow = SettingsOwner.SETTINGS
    return (
        (_opens("length", choices, say, flow),),
        (_opens("breaking", choices, say, flow),),
        (_silent(choices, say, flow),),
    )


def choice_screen(
    name: str, choices: Choices, subscription: Subscription, say: Say, flow: SettingsOwner
) -> Message:
    now = _now(name, choices)
    lines = [
        *chat_title_line(subscription, say),
        bold(text(say(f"choose-{name}"))),
        text(say(f"explain-{name}")),
    ]
    rows = [
        (value_button(_value(name, value, say), value == now, say, encode(Action.CHOOSE, name, value, flow)),)
        for value in _VALUES[name]
    ]
    return Message(join(lines, "\n"), (*rows, (back_to_settings(flow, say),)))


def choose_post_languages(choices: Choices, subscription: Subscription, say: Say, chat_id: int) -> Message:
    chosen = (subscription.language, choices.second_language)
    lines = [
        *chat_title_line(subscription, say),
        bold(text(say("post-languages-choose"))),
        text(say("post-languages-how")),
    ]
    switches = tuple(
        value_button(
            speak(language)("language-own"),
            language in chosen,
            say,
            encode(Action.POST_LANGUAGE, language, int(language not in chosen), chat_id),
        )
        for language in INTERFACE_LANGUAGES
    )
    return Message(join(lines, "\n"), (switches, (back_to_settings(SettingsOwner(chat_id), say),)))


def languages_in_words(subscription: Subscription, choices: Choices, say: Say) -> str:
    languages = [subscription.language, *([choices.second_language] if choices.second_language else [])]
    names = [say(f"language-{language}") for language in languages]
    return say("chat-languages", languages=say.all_of(names))


def _silent(choices: Choices, say: Say, flow: SettingsOwner) -> Button:
    words = say("choice-silent-on" if choices.silent else "choice-silent-off")
    return Button(words, encode(Action.CHOOSE, "silent", int(not choices.silent), flow))


def _pinned(choices: Choices, say: Say, flow: SettingsOwner) -> Button:
    words = say("choice-pinned-on" if choices.pinned else "choice-pinned-off")
    return Button(words, encode(Action.CHOOSE, "pinned", int(not choices.pinned), flow))


def _opens(name: str, choices: Choices, say: Say, flow: SettingsOwner) -> Button:
    words = say(f"choice-{name}", value=_value(name, _now(name, choices), say))
    return Button(words, encode(Action.CHOICE, name, flow))


def _now(name: str, choices: Choices) -> str:
    match name:
        case "length":
            return choices.length
        case "least":
            return str(choices.least)
        case "useful":
            return "usual" if choices.useful_hours is None else str(choices.useful_hours)
        case "breaking":
            return f"{choices.breaking[0]}-{choices.breaking[1]}" if choices.breaking else "off"
        case "repeat":
            return str(int(choices.at_most_once))
        case _:
            return choices.draft


def _value(name: str, value: str, say: Say) -> str:
    match name, value:
        case "least", _:
            return say("value-least", count=int(value))
        case "useful", "usual":
            return say("value-useful-usual")
        case "useful", _:
            return say("value-useful", count=int(value))
        case "breaking", "off":
            return say("value-breaking-off")
        case "breaking", "0-24":
            return say("value-breaking-always")
        case "breaking", _:
            start, _, end = value.partition("-")
            return say("value-breaking", start=start, end=end)
        case "repeat", _:
            return say("value-repeat-miss" if value == "1" else "value-repeat-twice")
        case _:
            return say(f"value-{name}-{value}")


def value_button(words: str, on: bool, say: Say, press: str) -> Button:
    return Button(say("chosen", name=words) if on else words, press)
