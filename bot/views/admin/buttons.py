"""What the buttons of the admins' screens carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.views.common.buttons import BUTTONS, ButtonData
from bot.views.common.codec import Number

InvitedRole = Literal["reader", "editor"]


@BUTTONS.named("admin")
@dataclass(frozen=True, slots=True)
class OpenAdmin(ButtonData):
    pass


@BUTTONS.named("stats")
@dataclass(frozen=True, slots=True)
class OpenStats(ButtonData):
    pass


@BUTTONS.named("health")
@dataclass(frozen=True, slots=True)
class OpenHealth(ButtonData):
    pass


@BUTTONS.named("backup")
@dataclass(frozen=True, slots=True)
class BackUp(ButtonData):
    pass


@BUTTONS.named("failures")
@dataclass(frozen=True, slots=True)
class OpenFailures(ButtonData):
    """The failures before the row of this number; 0 for the newest."""

    before: Number = 0


@BUTTONS.named("again")
@dataclass(frozen=True, slots=True)
class SendAgain(ButtonData):
    row: Number


@BUTTONS.named("allagain")
@dataclass(frozen=True, slots=True)
class SendAllAgain(ButtonData):
    pass


@BUTTONS.named("editors")
@dataclass(frozen=True, slots=True)
class OpenEditors(ButtonData):
    pass


@BUTTONS.named("invite")
@dataclass(frozen=True, slots=True)
class Invite(ButtonData):
    role: InvitedRole


@BUTTONS.named("dismiss?")
@dataclass(frozen=True, slots=True)
class AskDismiss(ButtonData):
    person: Number


@BUTTONS.named("dismiss")
@dataclass(frozen=True, slots=True)
class Dismiss(ButtonData):
    person: Number


@BUTTONS.named("banned")
@dataclass(frozen=True, slots=True)
class OpenBanned(ButtonData):
    pass


@BUTTONS.named("unban")
@dataclass(frozen=True, slots=True)
class Unban(ButtonData):
    person: Number


@BUTTONS.named("broadcast")
@dataclass(frozen=True, slots=True)
class AskBroadcast(ButtonData):
    pass


@BUTTONS.named("broadcastsend")
@dataclass(frozen=True, slots=True)
class SendBroadcast(ButtonData):
    broadcast: Number


@BUTTONS.named("broadcastdrop")
@dataclass(frozen=True, slots=True)
class DropBroadcast(ButtonData):
    broadcast: Number


@BUTTONS.named("broadcastlook")
@dataclass(frozen=True, slots=True)
class LookAtBroadcast(ButtonData):
    broadcast: Number


@BUTTONS.named("broadcaststop")
@dataclass(frozen=True, slots=True)
class StopBroadcast(ButtonData):
    broadcast: Number
