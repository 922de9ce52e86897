"""Help, the menu that every misunderstanding leads to, and short answers."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.common.buttons import (
    AskSearch,
    ButtonData,
    OpenChat,
    OpenDigest,
    OpenSettings,
    OpenSettingsGroup,
    OpenShown,
    OpenTimes,
    OpenTopics,
    Pause,
    Resume,
    SettingsGroup,
    SettingsOwner,
    button,
)
from bot.views.common.html import Html, bold, clip, italic, join, text
from bot.views.common.message import Button, Buttons, Message
from bot.views.common.origin import FromSaved
from bot.views.common.subscription import Subscription

COMMAND_UNITS = 40


def help_screen(say: Say, *, owner: bool, editor: bool, admin: bool) -> Message:
    """What this person can do in the private chat."""
    blocks = [bold(text(say("help-title"))), text(f"{say('help-reader')}\n{say('help-data')}")]
    if owner:
        blocks += [bold(text(say("help-owner-title"))), text(say("help-owner"))]
    if editor:
        blocks += [bold(text(say("help-editor-title"))), text(say("help-editor"))]
    if admin:
        blocks += [bold(text(say("help-admin-title"))), text(say("help-admin"))]
    return Message(join(blocks, "\n\n"), menu_buttons(say))


def with_menu(sentence: str, say: Say) -> Message:
    """A sentence above the buttons of the main menu."""
    return Message(text(sentence), menu_buttons(say))


def main_menu(say: Say) -> Message:
    """The main menu with search and the saved stories, for readers who have chosen topics or a time."""
    found = (
        button(say("command-search"), AskSearch()),
        button(say("button-saved"), OpenShown(FromSaved(0))),
    )
    lines = (say("menu"), say("menu-help"))
    return Message(join(map(text, lines), "\n"), (*menu_buttons(say), found))


def greeting(how: str, say: Say) -> Message:
    """The answer to a courtesy; `how` is hello, thanks, bye, rude or ok."""
    words = {
        "hello": say("greet-hello"),
        "thanks": say("greet-thanks"),
        "bye": say("greet-bye"),
        "rude": say("greet-rude"),
    }
    buttons = (
        menu_buttons(say) if how in ("hello", "rude") else ((button(say("button-digest"), OpenDigest()),),)
    )
    return Message(text(words.get(how) or say("greet-ok")), buttons)


def command_like(command: str, words: str, does: ButtonData, say: Say) -> Message:
    """Asks whether this command was meant, with a button for it; `words` are what was typed after it."""
    meant = clip(f"/{command} {words}".strip(), COMMAND_UNITS)
    ask = text(say("unknown-command-like", command=meant))
    return Message(ask, ((button(meant, does),), *menu_buttons(say)[:1]))


def plain(words: str) -> Message:
    return Message(text(words))


def private_only(words: str, say: Say, bot_username: str) -> Message:
    return link_button(words, say("button-open-chat"), f"https://t.me/{bot_username}?start=settings")


def link_button(sentence: str, words: str, url: str) -> Message:
    return Message(text(sentence), ((Button(words, url=url),),))


def menu_buttons(say: Say) -> Buttons:
    return (
        (button(say("button-digest"), OpenDigest()), button(say("button-topics"), OpenTopics())),
        (button(say("button-time"), OpenTimes()), button(say("button-settings"), OpenSettings())),
    )


def back_to_settings(owner: SettingsOwner, say: Say, group: SettingsGroup | None = None) -> Button:
    """The button back to the settings: the person's own, or those of the group or channel of the menu.

    With `group` it leads to that group of settings.
    """
    if owner.chat is None:
        return button(say("button-back"), OpenSettings())
    if group is not None:
        return button(say("button-back"), OpenSettingsGroup(group, owner))
    return button(say("button-back"), OpenChat(owner))


def chat_title_line(subscription: Subscription, say: Say) -> list[Html]:
    """Lines with the name of the group or channel and, if so, that nothing is sent now; none for a private
    chat.
    """
    named = [italic(text(subscription.title))] if subscription.title else []
    return [*named, *paused(subscription, say)]


def paused(subscription: Subscription, say: Say) -> list[Html]:
    """A line that says why nothing comes, until when, and what to do; no line where digests come."""
    pause = subscription.destination.pause
    if pause is None:
        return []
    return [text(say(f"chat-paused-{pause}" if subscription.title else "settings-paused"))]


def resume_rows(subscription: Subscription, say: Say, owner: SettingsOwner) -> Buttons:
    """The button that ends a pause, if there is a pause to end."""
    return ((pause_button(subscription.paused, say, owner),),) if subscription.paused else ()


def pause_button(paused: bool, say: Say, owner: SettingsOwner) -> Button:
    if paused:
        return button(say("button-resume"), Resume(owner))
    return button(say("button-pause"), Pause(owner))


def refusal(reason: str, say: Say, *, characters: int, words: int) -> str:
    """Why a text is not taken as an article: `reason` is the name of the cause.

    An article has at most this many `characters` and at least this many `words`.
    """
    key = reason.replace("_", "-")
    return say(f"refusal-{key}", limit=characters, words=words)


def file_too_big(megabytes: int, say: Say) -> str:
    return say("refusal-file-too-big", limit=megabytes)
