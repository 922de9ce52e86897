"""Help, the menu that every misunderstanding leads to, and short answers."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import SettingsOwner, encode
from bot.views.html import bold, join, text
from bot.views.message import Button, Buttons, Message
from bot.views.shown import FromSaved, encode_origin


def help_screen(say: Say, *, owner: bool, editor: bool, admin: bool) -> Message:
    """What this person can do in private."""
    blocks = [bold(text(say("help-title"))), text(f"{say('help-reader')}\n{say('help-data')}")]
    if owner:
        blocks += [bold(text(say("help-owner-title"))), text(say("help-owner"))]
    if editor:
        blocks += [bold(text(say("help-editor-title"))), text(say("help-editor"))]
    if admin:
        blocks += [bold(text(say("help-admin-title"))), text(say("help-admin"))]
    return Message(join(blocks, "\n\n"), menu_buttons(say))


def with_menu(sentence: str, say: Say) -> Message:
    """A sentence with a way on."""
    return Message(text(sentence), menu_buttons(say))


def main_menu(say: Say) -> Message:
    """For who has begun already: what is asked for most, and where the rest is."""
    found = (
        Button(say("command-search"), encode(Action.SEARCH)),
        Button(say("button-saved"), encode(Action.SHOWN, encode_origin(FromSaved(0)))),
    )
    lines = (say("menu"), say("menu-help"))
    return Message(join(map(text, lines), "\n"), (*menu_buttons(say), found))


def plain(words: str) -> Message:
    return Message(text(words))


def private_only(words: str, say: Say, bot_username: str) -> Message:
    button = Button(say("button-open-chat"), url=f"https://t.me/{bot_username}?start=settings")
    return Message(text(words), ((button,),))


def link_button(sentence: str, words: str, url: str) -> Message:
    return Message(text(sentence), ((Button(words, url=url),),))


def menu_buttons(say: Say) -> Buttons:
    return (
        (Button(say("button-digest"), encode(Action.DIGEST, 24)), _to(say("button-topics"), Action.TOPICS)),
        (_to(say("button-time"), Action.TIMES), Button(say("button-settings"), encode(Action.SETTINGS))),
    )


def _to(words: str, action: Action) -> Button:
    return Button(words, encode(action, SettingsOwner.SETTINGS))
