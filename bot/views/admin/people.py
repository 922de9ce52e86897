"""Who may use the bot: editors, links that let people in, people who are kept out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import Action, encode
from bot.views.common.html import bold, clip, join, text
from bot.views.common.message import Button, Message

Role = Literal["reader", "editor", "admin"]
NAME_UNITS = 24


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Of the newsroom. `name` is what Telegram calls them, empty while it is not known."""

    id: int
    role: Role
    name: str = ""

    @property
    def called(self) -> str:
        """With the number: two may have one name, and anybody may take another's."""
        return f"{self.name} ({self.id})" if self.name else str(self.id)


def editors_screen(staff: Sequence[TeamMember], fixed: frozenset[int], say: Say) -> Message:
    """`fixed` cannot be removed here: whoever looks, and the admins of the settings."""
    lines = [say(f"staff-{each.role}", name=each.called) for each in staff]
    rows = [
        (Button(say("button-dismiss", name=_short(each)), encode(Action.ASK_DISMISS, each.id)),)
        for each in staff
        if each.id not in fixed
    ]
    invites = (
        Button(say("button-invite-editor"), encode(Action.INVITE, "editor")),
        Button(say("button-invite-reader"), encode(Action.INVITE, "reader")),
    )
    blocks = [bold(text(say("editors-title"))), text("\n".join(lines)), text(say("editors-how"))]
    return Message(join(blocks, "\n\n"), (*rows, *((each,) for each in invites), (_admin(say),)))


def ask_dismiss(member: TeamMember, say: Say) -> Message:
    yes = Button(say("button-dismiss-yes"), encode(Action.DISMISS, member.id))
    return Message(text(say("dismiss-ask", name=member.called)), ((yes,), (_editors(say),)))


def invitation(link: str, role: Literal["reader", "editor"], days: int, say: Say, *, admin: bool) -> Message:
    words = say(f"invitation-{role}", days=days)
    return Message(join([text(words), text(link)], "\n\n"), ((_editors(say),),) if admin else ())


def banned_screen(people: Sequence[int], say: Say, *, done: str = "") -> Message:
    """`done` is a sentence about what was just done."""
    rows = [(Button(say("button-unban", id=str(person)), encode(Action.UNBAN, person)),) for person in people]
    words = [say("banned-some") if people else say("banned-none"), say("banned-how")]
    blocks = [bold(text(say("banned-title"))), *([text(done)] if done else []), *map(text, words)]
    return Message(join(blocks, "\n\n"), (*rows, (_admin(say),)))


def _short(member: TeamMember) -> str:
    return clip(member.name, NAME_UNITS) or str(member.id)


def _admin(say: Say) -> Button:
    return Button(say("button-admin"), encode(Action.ADMIN))


def _editors(say: Say) -> Button:
    return Button(say("button-editors"), encode(Action.EDITORS))
