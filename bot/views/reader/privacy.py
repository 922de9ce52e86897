"""What the bot keeps about a person, for how long, and how to have it deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.i18n import Say
from bot.views.common.buttons import SettingsOwner, button
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, join, text
from bot.views.common.menu import back_to_settings, link_button
from bot.views.common.message import Message
from bot.views.reader.buttons import AskForget, ExportOwnData, Forget, OpenPrivacy

START_ANEW = "anew"  # what the link of who was forgotten says


@dataclass(frozen=True, slots=True)
class RetentionTerms:
    """How long things are kept; None: until somebody deletes them.

    `copies`: how many daily copies of the whole database are kept; None: the bot makes none.
    """

    sent: timedelta | None
    drafts: timedelta
    words: timedelta
    seen: timedelta
    copies: int | None


def privacy_screen(
    terms: RetentionTerms, say: Say, *, editor: bool, admin: bool, by_meaning: bool = False
) -> Message:
    """`by_meaning`: what people search for is sent to a model's server."""
    sent = say("privacy-sent-days", days=terms.sent.days) if terms.sent else say("privacy-sent-always")
    lines = [
        f"{say('privacy-settings')} {say('privacy-name-kept' if editor else 'privacy-name-not-kept')}",
        sent,
        say("privacy-seen", days=terms.seen.days),
        say("privacy-said", days=terms.words.days),
        say("privacy-counted"),
        *([say("privacy-by-meaning")] if by_meaning else []),
        *([say("privacy-editor", days=terms.drafts.days)] if editor else []),
        *([_broadcasts(terms, say)] if admin else []),
        say("privacy-copies", count=terms.copies) if terms.copies else say("privacy-backups"),
        say("privacy-how"),
    ]
    buttons = (
        (button(say("button-export"), ExportOwnData()),),
        (button(say("button-forget"), AskForget()),),
        (back_to_settings(SettingsOwner.SETTINGS, say),),
    )
    return Message(join([bold(text(say("privacy-title"))), *map(text, lines)], "\n\n"), buttons)


def _broadcasts(terms: RetentionTerms, say: Say) -> str:
    if terms.sent is None:
        return say("privacy-broadcasts-always")
    return say("privacy-broadcasts-days", days=terms.sent.days)


def ask_forget(say: Say, *, chats: int, editor: bool, invited: bool) -> Message:
    lines = [say("forget-ask")]
    if chats:
        lines.append(say("forget-chats", count=chats))
    if editor:
        lines.append(say("forget-editor"))
    if invited:
        lines.append(say("forget-invited"))
    buttons = (
        (button(say("button-forget-yes"), Forget(), style="danger"),),
        (button(say("button-forget-no"), OpenPrivacy()),),
    )
    return Message(join([text(line) for line in lines], "\n\n"), buttons)


def forgotten(context: RenderContext) -> Message:
    say = context.say
    return link_button(say("forget-done"), say("button-start-anew"), context.bot_url(START_ANEW))
