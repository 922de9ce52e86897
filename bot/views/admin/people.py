"""Who may use the bot: editors, links that let people in, and banned people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.admin.buttons import AskDismiss, Dismiss, Invite, InvitedRole, OpenAdmin, OpenEditors, Unban
from bot.views.common.buttons import button
from bot.views.common.html import bold, clip, join, text
from bot.views.common.message import Button, Message

if TYPE_CHECKING:
    from storage.people import Person

NAME_UNITS = 24


def editors_screen(staff: Sequence[Person], fixed: frozenset[int], say: Say) -> Message:
    """`fixed` cannot be removed here: the person who looks, and admins from the settings."""
    lines = [say(f"staff-{each.role}", name=_called(each)) for each in staff]
    rows = [
        (button(say("button-dismiss", name=_short(each)), AskDismiss(each.id)),)
        for each in staff
        if each.id not in fixed
    ]
    invites = (
        button(say("button-invite-editor"), Invite("editor")),
        button(say("button-invite-reader"), Invite("reader")),
    )
    blocks = [bold(text(say("editors-title"))), text("\n".join(lines)), text(say("editors-how"))]
    return Message(join(blocks, "\n\n"), (*rows, *((each,) for each in invites), (_admin(say),)))


def ask_dismiss(member: Person, say: Say) -> Message:
    yes = button(say("button-dismiss-yes"), Dismiss(member.id))
    return Message(text(say("dismiss-ask", name=_called(member))), ((yes,), (_editors(say),)))


def invitation(link: str, role: InvitedRole, days: int, say: Say, *, admin: bool) -> Message:
    words = say(f"invitation-{role}", days=days)
    return Message(join([text(words), text(link)], "\n\n"), ((_editors(say),),) if admin else ())


def banned_screen(people: Sequence[int], say: Say, *, done: str = "") -> Message:
    """`done` is a sentence about what was just done."""
    rows = [(button(say("button-unban", id=str(person)), Unban(person)),) for person in people]
    words = [say("banned-some") if people else say("banned-none"), say("banned-how")]
    blocks = [bold(text(say("banned-title"))), *([text(done)] if done else []), *map(text, words)]
    return Message(join(blocks, "\n\n"), (*rows, (_admin(say),)))


def _called(member: Person) -> str:
    """The name with the number, because two people may share a name and anybody may take another's."""
    return f"{member.name} ({member.id})" if member.name else str(member.id)


def _short(member: Person) -> str:
    return clip(member.name, NAME_UNITS) or str(member.id)


def _admin(say: Say) -> Button:
    return button(say("button-admin"), OpenAdmin())


def _editors(say: Say) -> Button:
    return button(say("button-editors"), OpenEditors())
