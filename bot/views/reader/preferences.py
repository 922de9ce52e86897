"""How editions come and look: each button shows the present value and opens a screen with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.views.common.buttons import ButtonData, OpenTimes, SettingsGroup, SettingsOwner, button
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, chat_title_line, pause_button
from bot.views.common.message import Button, Buttons, Message
from bot.views.common.subscription import Subscription
from bot.views.reader.buttons import ChooseValue, OpenChoice, SwitchPostLanguage
from digests.models.texts import Language

if TYPE_CHECKING:
    from storage.destinations import Destination

_GROUPS: dict[str, SettingsGroup] = {
    "review": "when",
    "breaking": "when",
    "draft": "when",
    "least": "what",
    "length": "look",
    "picture": "look",
    "model": "look",
    "silent": "look",
    "pinned": "look",
    "useful": "trouble",
    "repeat": "trouble",
}
_VALUES = {
    "length": ("short", "normal", "long"),
    "model": ("on", "off"),
    "least": ("1", "2", "3", "5"),
    "useful": ("1", "2", "4", "8", "24"),
    "breaking": ("off", "8-22", "7-23", "0-24"),
    "draft": ("none", "publish", "skip"),
    "repeat": ("0", "1"),
    "picture": ("none", "story", "week"),
}
OPENED = tuple(_VALUES)


def choice_buttons(
    group: SettingsGroup, subscription: Subscription, say: Say, owner: SettingsOwner
) -> tuple[Button, ...]:
    """The choices of a group or channel in one group of its settings."""
    names = [name for name, of in _GROUPS.items() if of == group]
    return tuple(_choice(name, subscription, say, owner) for name in names if _is_there(name, subscription))


def own_choice_rows(subscription: Subscription, say: Say) -> Buttons:
    """The choices of a reader."""
    own = SettingsOwner.SETTINGS
    rows = (("review",), ("model",), ("breaking",), ("length", "silent"))
    there = (row for row in rows if all(_is_there(name, subscription) for name in row))
    return tuple(tuple(_choice(name, subscription, say, own) for name in row) for row in there)


def _is_there(name: str, subscription: Subscription) -> bool:
    return name != "model" or subscription.model


def group_of(name: str) -> SettingsGroup | None:
    """The group of settings to which a choice belongs, in a group or channel; None for no choice."""
    return _GROUPS.get(name)


def quiet_screen(subscription: Subscription, say: Say) -> Message:
    """For quiet hours: what comes besides digests, what comes with a sound, and a pause."""
    own = SettingsOwner.SETTINGS
    rows = tuple((_choice(name, subscription, say, own),) for name in ("breaking", "silent"))
    last = (button(say("button-time"), OpenTimes()), pause_button(subscription.paused, say, own))
    return Message(text(say("quiet-how")), (*rows, last))


def choice_screen(
    name: str, subscription: Subscription, say: Say, owner: SettingsOwner, *, drawable: bool = True
) -> Message:
    """`drawable`: charts can be chosen."""
    now = _now(name, subscription.destination)
    lines = [
        *chat_title_line(subscription, say),
        bold(text(say(f"choose-{name}"))),
        text(say(f"explain-{name}")),
    ]
    rows = [
        (value_button(_value(name, value, say), value == now, say, ChooseValue(name, value, owner)),)
        for value in _VALUES[name]
        if drawable or (name, value) != ("picture", "week")
    ]
    return Message(join(lines, "\n"), (*rows, (back_to_settings(owner, say, group_of(name)),)))


def choose_post_languages(subscription: Subscription, say: Say, owner: SettingsOwner) -> Message:
    chosen = _post_languages(subscription.destination)
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
            SwitchPostLanguage(language, language not in chosen, owner),
        )
        for language in INTERFACE_LANGUAGES
    )
    return Message(join(lines, "\n"), (switches, (back_to_settings(owner, say, "look"),)))


def languages_in_words(chosen: Destination, say: Say) -> str:
    names = [say(f"language-{language}") for language in _post_languages(chosen)]
    return say("chat-languages", languages=say.all_of(names))


def _post_languages(chosen: Destination) -> list[Language]:
    second = chosen.preferences.second_language
    return [chosen.language, *([second] if second else [])]


def _review(subscription: Subscription, say: Say, owner: SettingsOwner) -> Button:
    at = subscription.review
    words = say("week-review-on", time=at) if at else say("week-review-off")
    return button(words, ChooseValue("review", str(int(not at)), owner))


def _silent(chosen: Destination, say: Say, owner: SettingsOwner) -> Button:
    on = chosen.preferences.silent
    words = say("choice-silent-on" if on else "choice-silent-off")
    return button(words, ChooseValue("silent", str(int(not on)), owner))


def _pinned(chosen: Destination, say: Say, owner: SettingsOwner) -> Button:
    on = chosen.preferences.pinned
    words = say("choice-pinned-on" if on else "choice-pinned-off")
    return button(words, ChooseValue("pinned", str(int(not on)), owner))


def _choice(name: str, subscription: Subscription, say: Say, owner: SettingsOwner) -> Button:
    """Opens the values; a choice between on and off is switched directly."""
    chosen = subscription.destination
    if name == "review":
        return _review(subscription, say, owner)
    if name == "silent":
        return _silent(chosen, say, owner)
    if name == "pinned":
        return _pinned(chosen, say, owner)
    now = _now(name, chosen)
    words = say(f"choice-{name}", value=now if name == "least" else _value(name, now, say))
    return button(words, OpenChoice(name, owner))


def _now(name: str, destination: Destination) -> str:
    chosen = destination.preferences
    match name:
        case "length":
            return chosen.length
        case "model":
            return "off" if chosen.extracted else "on"
        case "least":
            return str(chosen.least)
        case "useful":
            return str(chosen.chat_useful_hours)
        case "breaking":
            return f"{chosen.awake_from}-{chosen.awake_to}" if chosen.breaking else "off"
        case "repeat":
            return str(int(destination.at_most_once))
        case "picture":
            return chosen.picture
        case _:
            return chosen.draft


def _value(name: str, value: str, say: Say) -> str:
    match name, value:
        case "least", _:
            return say("value-least", count=int(value))
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


def value_button(words: str, on: bool, say: Say, does: ButtonData) -> Button:
    return button(say("chosen", name=words) if on else words, does)
